//go:build js && wasm

package main

import (
	"errors"
	"strings"
	"testing"

	"narrows/sim"
	"narrows/sim/link"
	"narrows/sim/wire"
)

// A counter is a run that counts its steps and costs a millisecond of the test's clock
// for each.
type counter struct {
	step, last int
	rate       float64
	clock      *float64
}

func (c *counter) Step() bool {
	c.step++
	*c.clock++
	if c.step == 666 {
		panic("666")
	}
	return c.step < c.last
}

func (c *counter) Set(_ string, v float64) { c.rate = v }

func (c *counter) Frame() sim.Frame {
	f := sim.Frame{Step: c.step, Steps: c.last, Facts: []sim.Fact{{Name: "rate", Value: c.rate}}}
	if c.step >= c.last {
		f.End = "Counted."
	}
	return f
}

func newDesk() *Desk {
	clock := new(float64)
	knobs := []sim.Knob{
		{Name: "last", Min: 1, Max: 1e6, Default: 100, Integer: true},
		{Name: "rate", Min: 0, Max: 1, Default: 0.5, Live: true},
	}
	return &Desk{Build: "b1", Now: func() float64 { return *clock }, List: []sim.Experiment{{
		// Its knobs are nobody else's.
		Name: "other", Knobs: []sim.Knob{
			{Name: "rate", Min: 5, Max: 9, Default: 5, Live: true},
			{Name: "last", Min: 1, Max: 9, Default: 5, Live: true},
		},
	}, {
		Name: "count", Knobs: knobs,
		New: func(s sim.Settings) (sim.Run, error) {
			if s.Int("last") == 13 {
				return nil, errors.New("last=13 brings bad luck")
			}
			return &counter{last: s.Int("last"), rate: s.Float("rate"), clock: clock}, nil
		},
	}}}
}

// ask sends one request and decodes its one reply.
func ask(t *testing.T, d *Desk, decoder *wire.Decoder, r wire.Request) wire.Reply {
	t.Helper()
	reply, err := decoder.Decode(d.Answer(nil, r.Append(nil)))
	if err != nil {
		t.Fatalf("%+v: %v", r, err)
	}
	return reply
}

func TestDesk(t *testing.T) {
	d := newDesk()
	var decoder wire.Decoder
	r := ask(t, d, &decoder, wire.Start{Build: "b1", Link: "#count?v=1&last=50&rate@20=0.25&wings=2"})
	if !r.Ready || r.Frame.Step != 0 || len(r.Notices) != 1 {
		t.Fatalf("Start: got %+v, want Ready at step 0 with one notice", r)
	}
	if l, _ := link.Parse(r.Link, d.List); l.Settings.Int("last") != 50 {
		t.Errorf("canonical link: got %q, want last=50 in it", r.Link)
	}
	for _, c := range []struct {
		steps  int
		budget float64
		step   int
		rate   float64
		over   bool
	}{
		{5, 1000, 5, .5, false},     // as many as asked for
		{100, 10, 15, .5, false},    // as many as the budget allows
		{100, 0, 16, .5, false},     // one at least
		{0, 1000, 16, .5, false},    // a look
		{5, 1000, 21, .25, false},   // past the change at step 20
		{1000, 1000, 50, .25, true}, // to the end
		{1000, 1000, 50, .25, true}, // and no further
	} {
		r := ask(t, d, &decoder, wire.Advance{Steps: c.steps, Budget: c.budget})
		if r.Error != "" || r.Frame.Step != c.step || r.Frame.Facts[0].Value != c.rate || (r.Frame.End != "") != c.over {
			t.Errorf("Advance %d in %v ms: got %q %+v, want step %d, rate %v, over %v", c.steps, c.budget, r.Error, r.Frame, c.step, c.rate, c.over)
		}
	}
	if r := ask(t, d, &decoder, wire.Set{Knob: "rate", Value: .75}); r.Error != "" || r.Frame.Facts[0].Value != .75 || r.Frame.Step != 50 {
		t.Errorf("Set: got %q %+v, want rate 0.75 at step 50", r.Error, r.Frame)
	}
}

// A knob turned by hand drops what the link was to change from there on, as link.Turn does.
func TestSetDropsChanges(t *testing.T) {
	for _, c := range []struct {
		at   int // the step at which the knob is turned
		rate float64
	}{
		{10, .75}, // before the changes
		{20, .75}, // at the first, which has not been made yet
		{25, .75}, // between them
		{35, .75}, // after them
	} {
		d := newDesk()
		var decoder wire.Decoder
		ask(t, d, &decoder, wire.Start{Build: "b1", Link: "#count?v=1&rate@20=0.25&rate@30=0.125"})
		ask(t, d, &decoder, wire.Advance{Steps: c.at, Budget: 1000})
		ask(t, d, &decoder, wire.Set{Knob: "rate", Value: c.rate})
		r := ask(t, d, &decoder, wire.Advance{Steps: 40 - c.at, Budget: 1000})
		if got := r.Frame.Facts[0].Value; r.Frame.Step != 40 || got != c.rate {
			t.Errorf("turned at step %d: got rate %v at step %d, want %v at step 40", c.at, got, r.Frame.Step, c.rate)
		}
	}
}

func TestDeskRefuses(t *testing.T) {
	d := newDesk()
	var decoder wire.Decoder
	for _, c := range []struct {
		request wire.Request
		words   string
	}{
		{wire.Advance{Steps: 1}, "No run"},
		{wire.Set{Knob: "rate", Value: 1}, "No run"},
		{wire.Start{Build: "b0", Link: "#count?v=1"}, "Reload"},
		{wire.Start{Build: "b1", Link: "#count?v=1&last=13"}, "bad luck"},
		{wire.Advance{Steps: 1}, "No run"},
	} {
		if r := ask(t, d, &decoder, c.request); !strings.Contains(r.Error, c.words) {
			t.Errorf("%+v: got %q, want %q in it", c.request, r.Error, c.words)
		}
	}
	ask(t, d, &decoder, wire.Start{Build: "b1", Link: "#count?v=1"})
	for _, c := range []struct {
		request wire.Request
		words   string
	}{
		{wire.Set{Knob: "last", Value: 7}, "cannot be turned"},
		{wire.Set{Knob: "rate", Value: 7}, "from 0 to 1"},
		{wire.Set{Knob: "mood", Value: 7}, "cannot be turned"},
	} {
		if r := ask(t, d, &decoder, c.request); !strings.Contains(r.Error, c.words) {
			t.Errorf("%+v: got %q, want %q in it", c.request, r.Error, c.words)
		}
	}
	r, err := decoder.Decode(d.Answer(nil, []byte{1, 2, 3}))
	if err != nil || r.Error == "" {
		t.Errorf("three bytes: got %+v, %v, want an error for the page", r, err)
	}
}

// A panic in a run becomes a reply, and the worker goes on with the next run.
func TestPanic(t *testing.T) {
	old := desk
	defer func() { desk = old }()
	desk = *newDesk()
	send := func(r wire.Request) wire.Reply {
		b := r.Append(nil)
		inbox(int32(len(b)))
		copy(in, b)
		handle()
		reply, err := new(wire.Decoder).Decode(out)
		if err != nil {
			t.Fatalf("%+v: %v", r, err)
		}
		return reply
	}
	send(wire.Start{Build: "b1", Link: "#count?v=1&last=1000"})
	if r := send(wire.Advance{Steps: 1000, Budget: 1e9}); !strings.Contains(r.Error, "666") {
		t.Errorf("a run that panics: got %q, want its 666", r.Error)
	}
	if r := send(wire.Start{Build: "b1", Link: "#count?v=1"}); !r.Ready {
		t.Errorf("after a panic: got %+v, want Ready", r)
	}
}

// A run that was built ahead is the one that Start of the same link begins, once; any
// other link has its own.
func TestPrepare(t *testing.T) {
	for _, c := range []struct {
		ahead, asked string
		built        int // in all, by then and by a second Start
	}{
		{"#count?v=1&last=50&step=3", "#count?v=1&last=50&play=0", 1},
		{"#count?v=1&last=50", "#count?v=1&last=51", 2},
		{"#count?v=1&last=50&rate=0.1", "#count?v=1&last=50", 2},
		{"#count?v=1&last=13", "#count?v=1", 1}, // refused
		{"nonsense", "#count?v=1", 2},
	} {
		d := newDesk()
		built := 0
		for i := range d.List {
			build := d.List[i].New
			d.List[i].New = func(s sim.Settings) (sim.Run, error) {
				if build == nil {
					build = func(sim.Settings) (sim.Run, error) { return &counter{last: 5, clock: new(float64)}, nil }
				}
				r, err := build(s)
				if err == nil {
					built++
				}
				return r, err
			}
		}
		d.Prepare(c.ahead)
		for i := range 2 {
			r, err := new(wire.Decoder).Decode(d.Answer(nil, wire.Start{Build: "b1", Link: c.asked}.Append(nil)))
			if err != nil || !r.Ready || r.Frame.Step != 0 {
				t.Fatalf("%s after %s: got %+v, %v, want a run at step 0", c.asked, c.ahead, r, err)
			}
			if want := c.built + i; built != want {
				t.Errorf("%s after %s: got %d runs built by Start %d, want %d", c.asked, c.ahead, built, i+1, want)
			}
			d.Answer(nil, wire.Advance{Steps: 2, Budget: 1e9}.Append(nil))
		}
	}
}
