package wire

import (
	"bytes"
	"encoding/binary"
	"reflect"
	"runtime"
	"strings"
	"testing"

	"narrows/sim"
)

// Each word of a message is replaced by hostile ones. The rest is refused or a frame
// with roles and scales that there are, and takes no more memory than its message
// warrants.
func TestHostileWords(t *testing.T) {
	var e Encoder
	f := full(1)[0]
	b := e.Ready(nil, "#x", []string{"notice"}, f)
	refused := 0
	for at := 0; at < len(b); at += 4 {
		for _, word := range []uint32{0xffffffff, 0x7fffffff, 0x80000000, 0x00ffffff, uint32(len(b)), uint32(len(b) - at - 4), 6, 0x4e580004} {
			hostile := binary.LittleEndian.AppendUint32(append([]byte(nil), b[:at]...), word)
			hostile = append(hostile, b[at+4:]...)
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			var d Decoder
			r, err := d.Decode(hostile)
			runtime.ReadMemStats(&after)
			// The frame, its reading buffers, and what the test itself leaves behind.
			if n := after.TotalAlloc - before.TotalAlloc; n > uint64(30*len(b)+1<<16) {
				t.Errorf("word %d as %x: got %d bytes for a message of %d", at/4, word, n, len(b))
			}
			if err != nil {
				refused++
				continue
			}
			if r.Frame != nil {
				sound(t, reflect.ValueOf(r.Frame).Elem())
			}
		}
	}
	if refused == 0 {
		t.Error("no hostile word was refused")
	}
	for _, word := range []uint32{0x4e580004, 0x4e570000, 0x4e577777} {
		if _, err := new(Decoder).Decode(binary.LittleEndian.AppendUint32(nil, word)); err == nil || !strings.Contains(err.Error(), "not a reply") {
			t.Errorf("first word %x: got %v, want that it is not a reply", word, err)
		}
	}
}

// sound checks that every choice below v is one that there is.
func sound(t *testing.T, v reflect.Value) {
	t.Helper()
	switch v.Kind() {
	case reflect.Uint8:
		switch x := v.Interface().(type) {
		case sim.Role:
			if int(x) >= len(sim.RoleNames) {
				t.Errorf("got role %d", uint8(x))
			}
		case sim.Scale:
			if x > sim.LogStep {
				t.Errorf("got scale %d", x)
			}
		case sim.CellScale:
			if x > sim.ByClass {
				t.Errorf("got scale of cells %d", x)
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			sound(t, v.Index(i))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			sound(t, v.Field(i))
		}
	}
}

// Hostile bytes are refused without a panic, and no frame takes more memory than its
// message warrants.
func FuzzDecode(f *testing.F) {
	var e Encoder
	for _, frame := range growing(12)[8:] {
		f.Add(e.Frame(nil, frame), uint16(0), byte(0))
	}
	f.Add(e.Ready(nil, "#x", []string{"n"}, full(1)[0]), uint16(44), byte(0xff))
	// A panel with an axis that runs the other way, tiles, and a matrix with bars.
	digits := &sim.Frame{Panels: []sim.Panel{{
		Y:     sim.Axis{Max: 2, Reversed: true},
		Cells: []sim.Cells{{W: 2, H: 2, Values: make([]float32, 4), Bars: []uint8{0, 9}}},
		Tiles: []sim.Tiles{{Of: "point", X: []float32{.5}, Y: []float32{1.5}, Size: 1, Side: 2, Inks: []uint8{0, 9, 200, 255}, Class: []uint8{4}, Guess: []uint8{9}}},
	}}}
	f.Add(new(Encoder).Frame(nil, digits), uint16(90), byte(1))
	f.Add(new(Encoder).Frame(nil, &sim.Frame{Inputs: []sim.Rows{{1, 2}, nil, {3}}}), uint16(110), byte(0xff))
	f.Add(new(Encoder).Frame(nil, &sim.Frame{Panels: []sim.Panel{{Notes: []sim.Note{{Role: sim.Class, Class: 1, Label: "one", X: .5}, {Small: "two"}}}}}), uint16(130), byte(0xff))
	f.Add(AppendError(nil, "no"), uint16(4), byte(9))
	f.Fuzz(func(t *testing.T, b []byte, at uint16, flip byte) {
		if len(b) > 0 {
			b[int(at)%len(b)] ^= flip
		}
		ParseRequest(b)
		var d Decoder
		r, err := d.Decode(b)
		if err != nil {
			return
		}
		if r.Frame == nil {
			return
		}
		if n := size(r.Frame); n > 12*len(b)+4096 {
			t.Errorf("got a frame of %d bytes of a message of %d", n, len(b))
		}
		// What was read can be sent on. History may be redundant in hostile frames, so a
		// second reading is compared with a third.
		var e Encoder
		var again Decoder
		sent := e.Frame(nil, r.Frame)
		second, err := again.Decode(sent)
		if err != nil {
			t.Fatal(err)
		}
		var f Encoder
		if third := f.Frame(nil, second.Frame); !bytes.Equal(third, sent) {
			t.Errorf("got % x, want % x", third, sent)
		}
	})
}

// size is a rough count of the bytes that a frame holds on to.
func size(f *sim.Frame) int {
	n := int(reflect.TypeFor[sim.Panel]().Size()) * len(f.Panels)
	n += int(reflect.TypeFor[sim.Fact]().Size())*len(f.Facts) + int(reflect.TypeFor[sim.Event]().Size())*len(f.Events)
	for _, r := range f.Inputs {
		n += int(reflect.TypeFor[sim.Rows]().Size()) + 8*len(r)
	}
	for _, p := range f.Panels {
		n += 16*len(p.Classes) + int(reflect.TypeFor[sim.Cells]().Size())*len(p.Cells) + int(reflect.TypeFor[sim.Tiles]().Size())*len(p.Tiles)
		n += int(reflect.TypeFor[sim.Segments]().Size())*len(p.Segments) + int(reflect.TypeFor[sim.Dots]().Size())*len(p.Dots)
		n += int(reflect.TypeFor[sim.Note]().Size()) * len(p.Notes)
		for _, l := range p.Lines {
			n += int(reflect.TypeFor[sim.Line]().Size()) + 4*(len(l.X)+len(l.Y)+len(l.Z)+len(l.Low)+len(l.High))
		}
	}
	return n
}
