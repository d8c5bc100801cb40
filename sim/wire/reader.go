package wire

import (
	"encoding/binary"
	"errors"
	"math"
	"unsafe"

	"narrows/sim"
)

// littleEndian says whether a block of numbers in a message can be used as it lies.
var littleEndian = binary.NativeEndian.Uint16([]byte{1, 0}) == 1

// A reader takes a message apart. After its first failure it reads zeros and no lists.
type reader struct {
	b   []byte
	err error
}

func (r *reader) fail(what string) {
	if r.err == nil {
		r.err = errors.New("wire: message " + what)
	}
	r.b = nil
}

// end returns what went wrong, if only that there is more than the message.
func (r *reader) end() error {
	if r.err == nil && len(r.b) > 0 {
		r.fail("goes on after its end")
	}
	return r.err
}

// take returns the next n bytes, or nil.
func (r *reader) take(n int) []byte {
	if n < 0 || n > len(r.b) {
		r.fail("is cut short")
		return nil
	}
	b := r.b[:n:n]
	r.b = r.b[n:]
	return b
}

func (r *reader) uint() uint32 {
	if b := r.take(4); b != nil {
		return binary.LittleEndian.Uint32(b)
	}
	return 0
}

func (r *reader) int() int { return int(int32(r.uint())) }

func (r *reader) float() float64 {
	if b := r.take(8); b != nil {
		return math.Float64frombits(binary.LittleEndian.Uint64(b))
	}
	return 0
}

// kind returns the kind of the message, 0 if it is none of this format.
func (r *reader) kind() int {
	if w := r.uint(); w>>16 == format>>16 {
		return int(w & 0xffff)
	}
	return 0
}

// count returns the length of a list whose elements take at least so many bytes each.
func (r *reader) count(least int) int {
	n := r.int()
	if n < 0 || n > len(r.b)/least {
		r.fail("is cut short")
		return 0
	}
	return n
}

func (r *reader) choice(n int) int {
	x := r.uint()
	if x >= uint32(n) {
		r.fail("holds a choice that there is not")
		return 0
	}
	return int(x)
}

func (r *reader) role() sim.Role { return sim.Role(r.choice(len(sim.RoleNames))) }

// flags returns n flags of one word.
func (r *reader) flags(n int) (on [10]bool) {
	word := r.choice(1 << n)
	for i := range n {
		on[i] = word>>i&1 == 1
	}
	return on
}

func (r *reader) text() string { return string(r.bytes()) }

func (r *reader) bytes() []byte {
	n := r.count(1)
	b := r.take(n)
	r.take(-n & 3)
	if n == 0 {
		return nil
	}
	return b
}

func (r *reader) floats() []float32 {
	n := r.count(4)
	b := r.take(4 * n)
	if len(b) == 0 {
		return nil
	}
	if littleEndian && aligned(b) {
		return unsafe.Slice((*float32)(unsafe.Pointer(&b[0])), n)
	}
	v := make([]float32, n)
	for i := range v {
		v[i] = math.Float32frombits(binary.LittleEndian.Uint32(b[4*i:]))
	}
	return v
}

// ints is only used for short lists and copies.
func (r *reader) ints() []int32 {
	n := r.count(4)
	b := r.take(4 * n)
	if len(b) == 0 {
		return nil
	}
	v := make([]int32, n)
	for i := range v {
		v[i] = int32(binary.LittleEndian.Uint32(b[4*i:]))
	}
	return v
}

func aligned(b []byte) bool { return uintptr(unsafe.Pointer(&b[0]))&3 == 0 }
