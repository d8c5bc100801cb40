package wire

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"unsafe"

	"narrows/sim"
)

// A coder goes through a message in one of two directions: it appends what it is shown to
// b, or reads b into it. So each type has one method, which names its fields in order.
// After its first failure it reads zeros and no lists.
type coder struct {
	reading bool
	b       []byte
	at      int // where reading goes on
	err     error
	lines   *histories
	i, j    int // the line that comes next: the j-th of the i-th panel
}

// littleEndian says whether a block of numbers is the same in a message and in memory.
var littleEndian = binary.NativeEndian.Uint16([]byte{1, 0}) == 1

func (c *coder) fail(what string) {
	if c.err == nil {
		c.err = errors.New("wire: message " + what)
	}
	c.b, c.at = nil, 0
}

// end returns what went wrong, if only that there is more than the message.
func (c *coder) end() error {
	if c.at < len(c.b) {
		c.fail("goes on after its end")
	}
	return c.err
}

// take returns the next n bytes, or nil.
func (c *coder) take(n int) []byte {
	if n > len(c.b)-c.at {
		c.fail("is cut short")
		return nil
	}
	c.at += n
	return c.b[c.at-n : c.at : c.at]
}

func (c *coder) put(word uint32) { c.b = binary.LittleEndian.AppendUint32(c.b, word) }

func (c *coder) next() uint32 {
	if len(c.b)-c.at < 4 {
		c.fail("is cut short")
		return 0
	}
	c.at += 4
	return binary.LittleEndian.Uint32(c.b[c.at-4:])
}

func (c *coder) int(x *int) {
	if c.reading {
		*x = int(int32(c.next()))
		return
	}
	if *x != int(int32(*x)) {
		panic(fmt.Sprintf("wire: %d does not fit 32 bits", *x))
	}
	c.put(uint32(*x))
}

func (c *coder) float(x *float64) {
	if !c.reading {
		c.b = binary.LittleEndian.AppendUint64(c.b, math.Float64bits(*x))
	} else if b := c.take(8); b != nil {
		*x = math.Float64frombits(binary.LittleEndian.Uint64(b))
	}
}

// choice codes one of n.
func choice[T ~uint8](c *coder, x *T, n int) {
	if !c.reading {
		c.put(uint32(*x))
		return
	}
	word := c.next()
	if word >= uint32(n) {
		c.fail("holds a choice that there is not")
		return
	}
	*x = T(word)
}

func (c *coder) role(r *sim.Role) { choice(c, r, len(sim.RoleNames)) }

// flags codes flags as the bits of one word.
func (c *coder) flags(on ...*bool) {
	var word uint32
	if c.reading {
		word = c.next()
		if word>>len(on) != 0 {
			c.fail("holds a choice that there is not")
			return
		}
		for i, o := range on {
			*o = word>>i&1 == 1
		}
		return
	}
	for i, o := range on {
		if *o {
			word |= 1 << i
		}
	}
	c.put(word)
}

// count codes the length of a list whose elements take at least so many bytes each.
func (c *coder) count(n, least int) int {
	c.int(&n)
	if !c.reading || n == 0 {
		return n
	}
	if n < 0 || n > (len(c.b)-c.at)/least {
		c.fail("is cut short")
		return 0
	}
	return n
}

// swell is how many times as much an element may take in memory as in a message, so that a
// length which lies gets little. Empty lines take the most, 232 bytes for 32.
const swell = 8

// list codes a slice by coding each of its elements.
func list[T any](c *coder, v *[]T, each func(*coder, *T)) {
	var element T
	n := c.count(len(*v), int(unsafe.Sizeof(element))/swell)
	if c.reading && n > 0 {
		*v = make([]T, n)
	}
	for i := range *v {
		each(c, &(*v)[i])
	}
}

func (c *coder) texts(v *[]string) { list(c, v, (*coder).text) }

func (c *coder) numbers(v *[]float64) {
	n := c.count(len(*v), 8)
	if c.reading && n > 0 {
		*v = make([]float64, n)
	}
	for i := range *v {
		c.float(&(*v)[i])
	}
}

func (c *coder) text(s *string) {
	if c.reading {
		*s = string(c.block(1))
	} else {
		n := c.count(len(*s), 1)
		c.b = append(append(c.b, *s...), "\x00\x00\x00"[:-n&3]...)
	}
}

func (c *coder) bytes(v *[]byte) {
	if c.reading {
		*v = c.block(1)
	} else {
		n := c.count(len(*v), 1)
		c.b = append(append(c.b, *v...), "\x00\x00\x00"[:-n&3]...)
	}
}

func (c *coder) floats(v *[]float32) { c.words((*[]uint32)(unsafe.Pointer(v))) }

func (c *coder) ints(v *[]int32) { c.words((*[]uint32)(unsafe.Pointer(v))) }

// words codes a block of numbers of 32 bits. Those it reads lie in the message, if they
// can be used as they lie.
func (c *coder) words(v *[]uint32) {
	if !c.reading {
		n := c.count(len(*v), 1)
		if littleEndian {
			c.b = append(c.b, unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(*v))), 4*n)...)
			return
		}
		for _, x := range *v {
			c.put(x)
		}
		return
	}
	b := c.block(4)
	if len(b) == 0 {
		return
	}
	first := unsafe.Pointer(&b[0])
	if littleEndian && uintptr(first)%4 == 0 {
		*v = unsafe.Slice((*uint32)(first), len(b)/4)
		return
	}
	*v = make([]uint32, len(b)/4)
	for i := range *v {
		(*v)[i] = binary.LittleEndian.Uint32(b[4*i:])
	}
}

// block reads the length of a block of elements of a size, and returns the bytes of it:
// nil if there are none.
func (c *coder) block(size int) []byte {
	n := size * c.count(0, size)
	if n == 0 {
		return nil
	}
	b := c.take(n)
	c.take(-n & 3)
	return b
}
