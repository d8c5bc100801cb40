package wire

import (
	"bytes"
	"math"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"unsafe"

	"narrows/sim"
)

// fill sets every field below v to something that is neither zero nor its neighbour's
// value, so that a field that is left out or read out of turn shows.
func fill(v reflect.Value, next *int) {
	*next++
	switch v.Kind() {
	case reflect.Bool:
		v.SetBool(*next%3 == 0) // not of 2: flags that stand side by side would keep one parity
	case reflect.Int, reflect.Int32:
		v.SetInt(int64(*next) * 1000003 % (1 << 30))
	case reflect.Uint8:
		switch v.Type() {
		case reflect.TypeFor[sim.Role]():
			v.SetUint(uint64(1 + *next%5))
		case reflect.TypeFor[sim.Scale](), reflect.TypeFor[sim.CellScale]():
			v.SetUint(uint64(1 + *next%2))
		default:
			v.SetUint(uint64(1 + *next%250))
		}
	case reflect.Float32, reflect.Float64:
		v.SetFloat(float64(*next) + .25)
	case reflect.String:
		v.SetString(strings.Repeat("∞λ", *next%3) + "text"[:1+*next%4])
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1+*next%4, 8))
		for i := range v.Len() {
			fill(v.Index(i), next)
		}
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), next)
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), next)
		}
	default:
		panic(v.Kind())
	}
}

// full returns frames in which no field is left at zero; several, since a flag that is
// off in one must be on in another.
func full(n int) []*sim.Frame {
	var frames []*sim.Frame
	next := 0
	for range n {
		var f sim.Frame
		fill(reflect.ValueOf(&f).Elem(), &next)
		frames = append(frames, &f)
	}
	return frames
}

func decode(t *testing.T, d *Decoder, b []byte) Reply {
	t.Helper()
	r, err := d.Decode(b)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestEveryFieldSurvives(t *testing.T) {
	for i, f := range full(40) {
		var e Encoder
		b := e.Frame(nil, f)
		if len(b)%4 != 0 {
			t.Errorf("got %d bytes, want a multiple of 4", len(b))
		}
		var d Decoder
		if got := decode(t, &d, b).Frame; !reflect.DeepEqual(got, f) {
			t.Fatalf("frame %d: got  %+v\nwant %+v", i, got, f)
		}
		// The same bytes where they are not aligned.
		moved := append(make([]byte, 1, len(b)+1), b...)[1:]
		d = Decoder{}
		if got := decode(t, &d, moved).Frame; !reflect.DeepEqual(got, f) {
			t.Fatalf("frame %d unaligned: got  %+v\nwant %+v", i, got, f)
		}
	}
	var e Encoder
	var d Decoder
	if got := decode(t, &d, e.Frame(nil, &sim.Frame{})).Frame; !reflect.DeepEqual(got, &sim.Frame{}) {
		t.Errorf("empty frame: got %+v", got)
	}
}

// Elements with nothing in them are the shortest that there are.
func TestManyEmptyElements(t *testing.T) {
	const n = 200
	for _, f := range []*sim.Frame{
		{Panels: make([]sim.Panel, n)},
		{Facts: make([]sim.Fact, n)},
		{Events: make([]sim.Event, n)},
		{Inputs: make([]sim.Rows, n)},
		{Panels: []sim.Panel{{Classes: make([]string, n)}}},
		{Panels: []sim.Panel{{Cells: make([]sim.Cells, n)}}},
		{Panels: []sim.Panel{{Tiles: make([]sim.Tiles, n)}}},
		{Panels: []sim.Panel{{Lines: make([]sim.Line, n)}}},
		{Panels: []sim.Panel{{Segments: make([]sim.Segments, n)}}},
		{Panels: []sim.Panel{{Dots: make([]sim.Dots, n)}}},
		{Panels: []sim.Panel{{Notes: make([]sim.Note, n)}}},
	} {
		if got := decode(t, new(Decoder), new(Encoder).Frame(nil, f)).Frame; !reflect.DeepEqual(got, f) {
			t.Errorf("got  %+v\nwant %+v", got, f)
		}
	}
}

// What a frame takes without tables is what it always took, and with them more.
func TestTablesAreRare(t *testing.T) {
	plain := new(Encoder).Frame(nil, &sim.Frame{Step: 7, Summary: "a"})
	filled := new(Encoder).Frame(nil, &sim.Frame{Step: 7, Summary: "a", Inputs: []sim.Rows{{.5}, nil}})
	// A word for the list, and for each table one for its kind and one for its length; 8 bytes for the number, and 4 for a whole one.
	if n := len(filled) - len(plain); n != 4+4+4+8+4+4 {
		t.Errorf("got %d bytes more with tables, want 28", n)
	}
	whole := new(Encoder).Frame(nil, &sim.Frame{Step: 7, Summary: "a", Inputs: []sim.Rows{{3, -2}}})
	if n := len(whole) - len(plain); n != 4+4+4+2*4 {
		t.Errorf("got %d bytes more with whole numbers, want 20", n)
	}
	// The last word of a frame says whether there is an offer: bit 0. Bit 1 are the tables, bit 2 is a noun.
	last := len(plain) - 4
	if !bytes.Equal(plain[:last], filled[:last]) || plain[last] != 0 || filled[last] != 2 {
		t.Errorf("got % x, then % x with tables, want one bit that is another", plain, filled[:last+4])
	}
	named := new(Encoder).Frame(nil, &sim.Frame{Step: 7, Summary: "a", Noun: sim.Noun{One: "layer", Many: "layers"}})
	if n := len(named) - len(plain); n != 2*(4+8) || named[last] != 4 {
		t.Errorf("got %d bytes more with a noun, want two texts of up to 8 bytes", n)
	}
	if n := len(new(Encoder).Frame(nil, &sim.Frame{})); n != 72 {
		t.Errorf("got an empty frame of %d bytes, want 72 as ever", n)
	}
}

func TestNumbersThatAreNone(t *testing.T) {
	f := &sim.Frame{
		Facts:  []sim.Fact{{Name: "λ", Value: math.NaN()}, {Value: math.Inf(-1)}},
		Panels: []sim.Panel{{Lines: []sim.Line{{X: []float32{1, 2}, Y: []float32{float32(math.NaN()), float32(math.Inf(1))}}}}},
	}
	var e Encoder
	var d Decoder
	got := decode(t, &d, e.Frame(nil, f)).Frame
	y := got.Panels[0].Lines[0].Y
	if !math.IsNaN(got.Facts[0].Value) || !math.IsInf(got.Facts[1].Value, -1) || y[0] == y[0] || !math.IsInf(float64(y[1]), 1) {
		t.Errorf("got %v and %v, want NaN and infinities as sent", got.Facts, y)
	}
}

func TestRequests(t *testing.T) {
	for _, want := range []Request{
		Start{Build: "5f3a", Link: "#bottleneck?v=1&d=2"}, Start{},
		Advance{Steps: 40, Budget: 12.5}, Set{Knob: "eta", Value: .3},
	} {
		got, err := ParseRequest(want.Append(nil))
		if err != nil || got != want {
			t.Errorf("got %+v, %v, want %+v", got, err, want)
		}
	}
	for _, b := range [][]byte{nil, {1}, make([]byte, 64), AppendError(nil, "no"), Start{}.Append(nil)[:8], append(Set{}.Append(nil), 0, 0, 0, 0)} {
		if q, err := ParseRequest(b); err == nil {
			t.Errorf("got %+v of % x, want an error", q, b)
		}
	}
}

func TestReplies(t *testing.T) {
	f := full(1)[0]
	var e Encoder
	var d Decoder
	got := decode(t, &d, e.Ready(nil, "#bottleneck?v=1", []string{"one", "two"}, f))
	want := Reply{Ready: true, Link: "#bottleneck?v=1", Notices: []string{"one", "two"}, Frame: f}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if got := decode(t, &d, AppendError(nil, "λ_min is 0.")); !reflect.DeepEqual(got, Reply{Error: "λ_min is 0."}) {
		t.Errorf("got %+v", got)
	}
	if got := decode(t, &d, AppendError(nil, "")); got.Error == "" {
		t.Errorf("got %+v, want an error that says something", got)
	}
	for _, b := range [][]byte{nil, {1}, make([]byte, 64), Start{}.Append(nil), e.Frame(nil, f)[:40], append(e.Frame(nil, f), 0, 0, 0, 0)} {
		if r, err := d.Decode(b); err == nil {
			t.Errorf("got %+v of % x, want an error", r, b)
		}
	}
}

// A run in which two lines with a band grow; the second begins late, has no z, and gets
// its band when it has begun.
func growing(steps int) []*sim.Frame {
	rng := rand.New(rand.NewPCG(1, 2))
	var kept, late sim.Line
	var frames []*sim.Frame
	push := func(l *sim.Line) {
		for _, v := range []*[]float32{&l.X, &l.Y, &l.Z, &l.Low, &l.High} {
			*v = append(*v, rng.Float32())
		}
	}
	for step := range steps {
		present := func(l sim.Line) sim.Line {
			for _, v := range []*[]float32{&l.X, &l.Y, &l.Z, &l.Low, &l.High} {
				*v = append(append([]float32(nil), *v...), rng.Float32())
			}
			l.History, l.Label = true, "grows"
			return l
		}
		f := &sim.Frame{Step: step, Panels: []sim.Panel{{}, {Name: "loss", Lines: []sim.Line{{X: []float32{float32(step)}}, present(kept)}}}}
		if step > 5 {
			l := present(late)
			l.Z = nil
			if step < 9 {
				l.Low, l.High = nil, nil
			}
			f.Panels[1].Lines = append(f.Panels[1].Lines, l)
		}
		frames = append(frames, f)
		if step%3 != 1 {
			push(&kept)
		}
		if step > 5 && step%2 == 0 {
			push(&late)
		}
	}
	return frames
}

// Frames are sent in order, by their growth, and then read again in any order.
func TestHistory(t *testing.T) {
	frames := growing(60)
	var e Encoder
	var d Decoder
	var sent [][]byte
	var shown []*sim.Frame
	for i, f := range frames {
		b := e.Frame(nil, f)
		sent = append(sent, b)
		shown = append(shown, decode(t, &d, b).Frame)
		if !reflect.DeepEqual(shown[i], f) {
			t.Fatalf("step %d: got  %+v\nwant %+v", i, shown[i], f)
		}
		if i > 12 && len(b) > len(sent[12])+20 {
			t.Errorf("step %d: got %d bytes, want no more than %d of step 12: only growth is sent", i, len(b), len(sent[12])+20)
		}
	}
	for _, i := range rand.New(rand.NewPCG(3, 4)).Perm(60) {
		if got := decode(t, &d, sent[i]).Frame; !reflect.DeepEqual(got, frames[i]) {
			t.Fatalf("step %d again: got  %+v\nwant %+v", i, got, frames[i])
		}
	}
	for i, f := range shown {
		if !reflect.DeepEqual(f, frames[i]) {
			t.Errorf("step %d was changed by later ones", i)
		}
	}
	if _, err := new(Decoder).Decode(sent[20]); err == nil {
		t.Error("got no error from a decoder that has not seen what a frame builds on")
	}
	// A receiver that missed a frame goes on when it has read it.
	d = Decoder{}
	decode(t, &d, sent[0])
	if _, err := d.Decode(sent[20]); err == nil {
		t.Error("got no error for missed frames")
	}
	for i := range 21 {
		if got := decode(t, &d, sent[i]).Frame; !reflect.DeepEqual(got, frames[i]) {
			t.Errorf("step %d after an error: got %+v, want %+v", i, got, frames[i])
		}
	}
}

// A line is known by its panel and its place in it, whatever stands in other panels.
func TestHistoryByPanel(t *testing.T) {
	var e Encoder
	var d Decoder
	for step := range 6 {
		known := sim.Line{History: true}
		for i := range step + 1 {
			known.X, known.Y = append(known.X, float32(i)), append(known.Y, float32(i*i))
		}
		f := &sim.Frame{Step: step, Panels: []sim.Panel{{Lines: append([]sim.Line(nil), make([]sim.Line, step%3)...)}, {Lines: []sim.Line{known}}, {Lines: []sim.Line{known, known}}}}
		b := e.Frame(nil, f)
		if got := decode(t, &d, b).Frame; !reflect.DeepEqual(got, f) {
			t.Fatalf("step %d: got  %+v\nwant %+v", step, got, f)
		}
		// What is sent again is the last known point and the present one.
		if most := new(Encoder).Frame(nil, f); step > 2 && len(most)-len(b) != 3*2*4*(step-1) {
			t.Errorf("step %d: got %d bytes less than without history, want %d", step, len(most)-len(b), 3*2*4*(step-1))
		}
	}
}

// A block of numbers is used as it lies if it can be, and copied if not.
func TestOneCopy(t *testing.T) {
	f := &sim.Frame{Panels: []sim.Panel{{Dots: []sim.Dots{{X: []float32{1, 2, 3}}}}}}
	var e Encoder
	var d Decoder
	b := e.Frame(nil, f)
	lies := func(b []byte) bool {
		p := uintptr(unsafe.Pointer(&decode(t, &d, b).Frame.Panels[0].Dots[0].X[0]))
		if p%4 != 0 {
			t.Errorf("got numbers at %x, want a multiple of 4", p)
		}
		start := uintptr(unsafe.Pointer(&b[0]))
		return p >= start && p < start+uintptr(len(b))
	}
	if !lies(b) {
		t.Error("got a copy of an aligned block")
	}
	if lies(append(make([]byte, 1, len(b)+1), b...)[1:]) {
		t.Error("got numbers that are not aligned")
	}
}

func TestTooLargePanics(t *testing.T) {
	if math.MaxInt == math.MaxInt32 {
		t.Skip("int has 32 bits")
	}
	defer func() {
		if recover() == nil {
			t.Error("a step that does not fit did not panic")
		}
	}()
	large := math.MaxInt32
	Advance{Steps: large + 1}.Append(nil)
}

// headline has the size of the page's first figure: two maps of 48×48 samples, 64 points
// with a trail of 40 points each, and six curves of 300 points.
func headline() *sim.Frame {
	floats := func(n int) []float32 { return make([]float32, n) }
	f := &sim.Frame{Facts: make([]sim.Fact, 24), Events: make([]sim.Event, 6), Summary: strings.Repeat("a plain sentence ", 10)}
	f.Panels = make([]sim.Panel, 4)
	for i := range 2 {
		p := &f.Panels[i]
		p.Cells = []sim.Cells{{W: 48, H: 48, Values: floats(48 * 48)}}
		for range 3 {
			p.Dots = append(p.Dots, sim.Dots{X: floats(64), Y: floats(64), Class: make([]uint8, 64)})
		}
		p.Segments = []sim.Segments{{X0: floats(64), Y0: floats(64), X1: floats(64), Y1: floats(64)}}
	}
	for i := range 64 {
		f.Panels[1].Lines = append(f.Panels[1].Lines, sim.Line{Role: sim.Class, Key: sim.Key{Of: "point", ID: i}, X: floats(40), Y: floats(40), Fade: true, History: true})
	}
	for i := range 6 {
		f.Panels[2+i/4].Lines = append(f.Panels[2+i/4].Lines, sim.Line{X: floats(300), Y: floats(300), Low: floats(300), High: floats(300), History: true})
	}
	return f
}

// The bar is 0.2 ms.
func BenchmarkEncodeHeadline(b *testing.B) {
	f := headline()
	var e Encoder
	buffer := e.Frame(nil, f)
	b.ReportAllocs()
	for b.Loop() {
		buffer = e.Frame(buffer[:0], f)
	}
	b.ReportMetric(float64(len(buffer)), "bytes")
}

func BenchmarkDecodeHeadline(b *testing.B) {
	f := headline()
	var e Encoder
	var d Decoder
	if _, err := d.Decode(e.Frame(nil, f)); err != nil {
		b.Fatal(err)
	}
	message := e.Frame(nil, f)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := d.Decode(message); err != nil {
			b.Fatal(err)
		}
	}
}

func TestEncodeDoesNotAllocate(t *testing.T) {
	f := headline()
	var e Encoder
	buffer := e.Frame(nil, f)
	if n := testing.AllocsPerRun(20, func() { buffer = e.Frame(buffer[:0], f) }); n != 0 {
		t.Errorf("got %v allocations a frame, want 0", n)
	}
}
