package experiments_test

import (
	"bytes"
	"fmt"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"

	"narrows/sim"
	"narrows/sim/experiments"
	"narrows/sim/link"
	"narrows/sim/vector"
	"narrows/sim/wire"
)

// What every run must keep to. A frame's size is that of its message without the history
// that its receiver has.
const (
	mostBytes        = 40 << 10 // ten curves over one unit, and all points
	mostSurfaceBytes = 512 << 10
	mostKeptBytes    = 24 << 20 // of all frames of a run of few steps, which may be larger: the page keeps 64 MB
)

// mostShort is how much declared work of steps a short test does with one setting.
const mostShort = 6e8

// A setting is one way to run an experiment.
type setting struct {
	name  string
	s     sim.Settings
	sure  bool // New may not refuse it
	steps int
}

// settings lists the ways to try: the defaults, each knob at both ends and each choice
// with the others at default, each preset, Live knobs turned under way, and random ones.
func settings(e sim.Experiment) (all []setting) {
	steps, random, long := 12, 30, 150
	if testing.Short() {
		steps, random, long = 4, 4, 40
	}
	d := sim.Defaults(e.Knobs, e.Inputs...)
	all = append(all, setting{"defaults", d, true, long})
	for _, k := range e.Knobs {
		values := []float64{k.Min, k.Max}
		if len(k.Choices) > 0 {
			values = nil
			for i := range k.Choices {
				values = append(values, float64(i))
			}
		}
		for _, v := range values {
			all = append(all, setting{k.Name + "=" + link.Text(k, v), d.With(k.Name, v), false, steps})
			if k.Live {
				turned := d
				turned.Changes = []sim.Change{{Step: 2, Knob: k.Name, Value: v}}
				all = append(all, setting{k.Name + "@2=" + link.Text(k, v), turned, true, long})
			}
		}
	}
	rng := rand.New(rand.NewPCG(20, 26))
	for _, in := range e.Inputs {
		for _, n := range []int{in.Least, in.Most} {
			all = append(all, setting{fmt.Sprint(n, " rows of ", in.Name), d.WithRows(in.Name, drawRows(in, n, rng)), false, steps})
		}
	}
	for _, p := range e.Presets {
		all = append(all, setting{"preset " + p.Title, link.Preset(e, p).Settings, true, steps})
	}
	for _, text := range demanding[e.Name] {
		l, err := link.Check(text, experiments.List)
		if err != nil {
			panic(err)
		}
		all = append(all, setting{text, l.Settings, false, 2})
	}
	for range random {
		s := draw(e.Knobs, rng, e.Inputs...)
		all = append(all, setting{link.Format(link.Link{Experiment: e.Name, Settings: s, View: link.View{Play: true}}), s, false, steps})
	}
	return all
}

// demanding are links that ask for most of what knobs allow, each of another part.
var demanding = map[string][]string{
	"bottleneck": {
		"#bottleneck?v=1&data=grid&d=1&clock=own&activation=erf&points=256&start=own&finite=off",
		"#bottleneck?v=1&data=xor&d=8&n=4096&loss=squared&clock=flow&activation=erf&depth=4&points=256&start=own&twin=on&limit=off&finite=off",
		"#bottleneck?v=1&d=3&depth=4&points=256&start=own&field=kernel&finite=off",
		"#bottleneck?v=1&data=digits&activation=linear&depth=1&points=256&start=own&finite=off",
		"#bottleneck?v=1&data=bins&k=10&m=32&d=8&clock=own&depth=4&points=80&seeds=1&start=own&finite=off",
	},
	"deep-linear": {
		"#deep-linear?v=1&s=0.5&eta=4&m=30&points=4&noise=4&steps=100000",
		"#deep-linear?v=1&d=10&s=0.5&ratio=1&eta=4&m=30&k=10&points=240&noise=4&steps=100000",
		"#deep-linear?v=1&d=10&s=20&ratio=1&eta=4&view=depths&m=30&k=10&points=240&condition=100&steps=100000",
		"#deep-linear?v=1&eta=4&view=depths&a=0.01&r=1&m=2&k=1&points=4&steps=100000",
		"#deep-linear?v=1&n=1024&m=30&points=240&depth=4&finite=on",
		"#deep-linear?v=1&n=1024&m=2&k=1&points=12&depth=4&view=losses&finite=on",
	},
}

// draw draws settings; of a knob that is felt on a logarithmic scale rather small values,
// since large ones make steps slow and are tried at the knob's end; the
// other way round where the least is 0 and stands for never.
func draw(knobs []sim.Knob, rng *rand.Rand, inputs ...sim.Input) sim.Settings {
	s := sim.Defaults(knobs, inputs...)
	s.Seed = rng.Uint64N(sim.MaxSeed + 1)
	// Knobs that may stand for never draw apart, so that one more leaves the others as they were.
	apart := rand.New(rand.NewPCG(s.Seed, 20))
	for _, k := range knobs {
		from := rng
		if k.Log && k.Min == 0 {
			from = apart
		}
		u := from.Float64()
		v := k.Min + u*(k.Max-k.Min)
		switch {
		case len(k.Choices) > 0:
			v = math.Floor(u * float64(len(k.Choices)))
		case k.Log && k.Min == 0: // as often nothing as something
			v = max(0, k.Max*(math.Pow(1e-6, 2*u)-1e-6))
		case k.Log:
			v = min(k.Min*math.Pow(k.Max/k.Min, u*u), k.Max)
		}
		if k.Integer {
			v = math.Round(v)
		}
		s = s.With(k.Name, v)
	}
	for _, in := range inputs {
		if rng.IntN(2) == 0 {
			s = s.WithRows(in.Name, drawRows(in, in.Least+rng.IntN(in.Most-in.Least+1), rng))
		}
	}
	return s
}

// drawRows draws n rows of a table, and of a Keyed one each of another thing.
func drawRows(in sim.Input, n int, rng *rand.Rand) sim.Rows {
	rows := make(sim.Rows, n*len(in.Columns))
	for i := range rows {
		k := &in.Columns[i%len(in.Columns)]
		last := k.Level(k.Max)
		if c := len(k.Choices); c > 0 {
			last = c - 1
		}
		rows[i] = k.OfLevel(rng.IntN(last + 1))
	}
	if in.Keyed {
		for row, thing := range rng.Perm(in.Columns[0].Level(in.Columns[0].Max) + 1)[:n] {
			rows[row*len(in.Columns)] = in.Columns[0].OfLevel(thing)
		}
	}
	return rows
}

func TestConformance(t *testing.T) {
	for _, e := range experiments.List {
		t.Run(e.Name, func(t *testing.T) {
			for _, c := range settings(e) {
				t.Run(c.name, func(t *testing.T) { conforms(t, e, c) })
			}
		})
	}
}

// begin builds a run within the work that is declared, or returns nil if New refuses in a
// sentence, as it may.
func begin(t *testing.T, e sim.Experiment, c setting) sim.Run {
	t.Helper()
	var r sim.Run
	var err error
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	did := vector.Counted(func() { r, err = e.New(c.s) })
	runtime.ReadMemStats(&after)
	if err == nil {
		w := work(t, e, c.s)
		if too, ok := w.Within(sim.Bounds); !ok {
			t.Errorf("got work %.3g declared, want no more than %.3g: too much %s", w, sim.Bounds, too)
		}
		within(t, "New", did, w.New)
		within(t, "bytes", float64(after.TotalAlloc-before.TotalAlloc), w.Bytes)
		return r
	}
	if c.sure {
		t.Fatalf("New refused: %v", err)
	}
	if text := err.Error(); !strings.ContainsAny(text, "0123456789") || strings.Contains(text, "\n") || len(text) > 300 {
		t.Errorf("got error %q, want one sentence with its number", text)
	}
	return nil
}

// within checks that what was counted was declared.
func within(t *testing.T, what string, did, declared float64) {
	t.Helper()
	if !(did <= declared) {
		t.Errorf("%s: counted %.3g, want at most the %.3g that Work of the experiment declares", what, did, declared)
	}
}

// work is what an experiment declares.
func work(t *testing.T, e sim.Experiment, s sim.Settings) sim.Work {
	t.Helper()
	if e.Name == centre.Name {
		return sim.Work{New: 1e6, Step: 1e4, First: 1e4, Frame: 1e4, Bytes: 1e6}
	}
	w, declared := experiments.Work(e.Name, s)
	if !declared {
		t.Fatalf("%s declares no work: name its Work in experiments.go", e.Name)
	}
	return w
}

func conforms(t *testing.T, e sim.Experiment, c setting) {
	linkSurvives(t, e, c.s)
	r := begin(t, e, c)
	if r == nil {
		return
	}
	declared := work(t, e, c.s)
	if testing.Short() && declared.Step > 0 {
		c.steps = min(c.steps, max(int(mostShort/declared.Step), 1))
	}
	// One run is looked at after each step, twice; all that it shows must be in order.
	w := watcher{e: e}
	more, step, look := true, 0, declared.First
	for {
		var f sim.Frame
		within(t, fmt.Sprint("Frame at step ", step), vector.Counted(func() { f = r.Frame() }), look)
		look = declared.Frame
		if f.Step != step {
			t.Fatalf("got a frame of step %d after %d steps", f.Step, step)
		}
		if (f.End == "") != more {
			t.Errorf("step %d: got end %q, but Step says that the run can go on: %v", step, f.End, more)
		}
		w.see(t, &f)
		before := message(&f)
		again := r.Frame()
		if !bytes.Equal(message(&again), before) {
			t.Fatalf("step %d: a second Frame differs from the first", step)
		}
		if !more || step == c.steps || t.Failed() {
			break
		}
		did := vector.Counted(func() { step, more = sim.Advance(r, c.s.Changes, step, 1, nil) })
		within(t, fmt.Sprint("Step ", step), did, declared.Step)
	}
	w.replay(t)

	// Another is only looked at in the end, and sees the same.
	last := r.Frame()
	want := message(&last)
	other, err := e.New(c.s)
	if err != nil {
		t.Fatal(err)
	}
	sim.Advance(other, c.s.Changes, 0, step, nil)
	if f := other.Frame(); !bytes.Equal(message(&f), want) {
		t.Errorf("step %d: a run that was not looked at on the way shows another frame", step)
	}
	if more && declared.Step < sim.Bounds.Step/4 && !(testing.Short() && declared.Step > mostShort/16) {
		stepAllocatesNothing(t, other)
	}
}

// stepAllocatesNothing takes up to 16 steps more.
func stepAllocatesNothing(t *testing.T, r sim.Run) {
	t.Helper()
	more := true
	allocations := testing.AllocsPerRun(1, func() {
		for range 8 {
			if more {
				more = r.Step()
			}
		}
	})
	if allocations != 0 {
		t.Errorf("got %v allocations in 8 steps, want none", allocations)
	}
}

// message is all of a frame as bytes: frames are equal if these are.
func message(f *sim.Frame) []byte {
	var e wire.Encoder
	return e.Frame(nil, f)
}

func linkSurvives(t *testing.T, e sim.Experiment, s sim.Settings) {
	t.Helper()
	text := link.Format(link.Link{Experiment: e.Name, Settings: s, View: link.View{Play: true}})
	l, notices := link.Parse(text, append([]sim.Experiment{e}, experiments.List...))
	if len(notices) > 0 || l.Experiment != e.Name || l.Settings.Seed != s.Seed {
		t.Errorf("%s: got experiment %s, seed %d and notices %q", text, l.Experiment, l.Settings.Seed, notices)
	}
	for _, k := range e.Knobs {
		if got, want := l.Settings.Value(k.Name), s.Value(k.Name); got != want {
			t.Errorf("%s: got %s = %v, want %v", text, k.Name, got, want)
		}
	}
	for _, in := range e.Inputs {
		if got, want := l.Settings.Rows(in.Name), s.Rows(in.Name); !slices.Equal(got, want) || (got == nil) != (want == nil) {
			t.Errorf("%s: got %s %v, want %v", text, in.Name, got, want)
		}
	}
	if !slices.Equal(l.Settings.Changes, s.Changes) && len(l.Settings.Changes)+len(s.Changes) > 0 {
		// A change to the value a knob has is none.
		if len(s.Changes) != 1 || s.Value(s.Changes[0].Knob) != s.Changes[0].Value {
			t.Errorf("%s: got changes %v, want %v", text, l.Settings.Changes, s.Changes)
		}
	}
}

// A watcher sees the frames of one run in order.
type watcher struct {
	e       sim.Experiment
	encoder wire.Encoder
	decoder wire.Decoder
	sent    [][]byte // as a worker sends them
	whole   [][]byte // each by itself
	last    *sim.Frame
}

func (w *watcher) see(t *testing.T, f *sim.Frame) {
	t.Helper()
	checkFrame(t, w.e, f)
	sent := w.encoder.Frame(nil, f)
	w.sent, w.whole = append(w.sent, sent), append(w.whole, message(f))
	got, err := w.decoder.Decode(sent)
	if err != nil {
		t.Fatalf("step %d: %v", f.Step, err)
	}
	if !bytes.Equal(message(got.Frame), w.whole[len(w.whole)-1]) {
		t.Fatalf("step %d: what was sent arrives changed", f.Step)
	}
	most := max(mostBytes, min(mostKeptBytes/max(f.Steps, 1), mostSurfaceBytes/2))
	for i := range f.Panels {
		if f.Panels[i].Solid && len(f.Panels[i].Cells) > 0 {
			most = mostSurfaceBytes
		}
	}
	if n := len(w.encoder.Frame(nil, f)); n > most {
		t.Errorf("step %d: got a frame of %d bytes without history, want at most %d", f.Step, n, most)
	}
	if w.last != nil {
		follows(t, w.last, got.Frame)
	}
	w.last = got.Frame
}

// replay reads all frames again, from the last to the first.
func (w *watcher) replay(t *testing.T) {
	t.Helper()
	for i := len(w.sent) - 1; i >= 0; i-- {
		got, err := w.decoder.Decode(w.sent[i])
		if err != nil || !bytes.Equal(message(got.Frame), w.whole[i]) {
			t.Fatalf("frame %d reads differently after later ones: %v", i, err)
		}
	}
}

// follows checks what holds from one frame of a run to a later one.
func follows(t *testing.T, a, b *sim.Frame) {
	t.Helper()
	where := func(i int) string { return fmt.Sprintf("step %d, panel %s", b.Step, b.Panels[i].Name) }
	if b.Time < a.Time {
		t.Errorf("step %d: time goes from %v back to %v", b.Step, a.Time, b.Time)
	}
	if len(a.Panels) != len(b.Panels) {
		t.Fatalf("step %d: got %d panels after %d", b.Step, len(b.Panels), len(a.Panels))
	}
	for i := range a.Panels {
		p, q := &a.Panels[i], &b.Panels[i]
		if p.Name != q.Name {
			t.Errorf("%s: was %s before", where(i), p.Name)
		}
		for k, x := range [][2]sim.Axis{{p.X, q.X}, {p.Y, q.Y}, {p.Z, q.Z}} {
			if x[1].Min > x[0].Min || x[1].Max < x[0].Max || x[1].Scale != x[0].Scale || x[1].Unit != x[0].Unit {
				t.Errorf("%s: axis %d goes from %+v to %+v, want it only to widen", where(i), k, x[0], x[1])
			}
		}
		for j := range p.Lines {
			if !p.Lines[j].History {
				continue
			}
			if j >= len(q.Lines) || !q.Lines[j].History {
				t.Errorf("%s: history line %d is gone", where(i), j)
				continue
			}
			l, m := &p.Lines[j], &q.Lines[j]
			if l.Role != m.Role || l.Key != m.Key || l.Class != m.Class {
				t.Errorf("%s: history line %d is another line", where(i), j)
			}
			for k, v := range [][2][]float32{{l.X, m.X}, {l.Y, m.Y}, {l.Z, m.Z}, {l.Low, m.Low}, {l.High, m.High}} {
				n := max(0, len(v[0])-1)
				if len(v[1]) < n || !slices.Equal(v[0][:n], v[1][:n]) {
					t.Errorf("%s: history line %d, part %d has not kept its first %d points", where(i), j, k, n)
				}
			}
		}
	}
	if len(b.Events) < len(a.Events) {
		t.Errorf("step %d: got %d events after %d", b.Step, len(b.Events), len(a.Events))
	}
}
