//go:build js && wasm

package main

import (
	"fmt"
	"slices"

	"narrows/sim"
	"narrows/sim/link"
	"narrows/sim/wire"
	"narrows/sim/words"
)

// A Desk answers requests about the one run it holds.
type Desk struct {
	Build string
	List  []sim.Experiment
	Now   func() float64 // ms
	Cost  float64        // ms that the last frame took, with its encoding

	run     sim.Run
	of      string     // the experiment of the run
	knobs   []sim.Knob // of the run
	changes []sim.Change
	encoder wire.Encoder
	step    int
	more    bool

	ahead struct { // a run that is built, but not asked for yet
		link string
		run  sim.Run
	}
}

// Prepare builds the run of a link ahead of its Start, while whoever will ask for it is
// still busy. A link that no run can be built of is left to Start.
func (d *Desk) Prepare(text string) {
	l, _ := link.Parse(text, d.List)
	if run, err := d.build(l); err == nil {
		d.ahead.link, d.ahead.run = runLink(l), run
	}
}

// build builds the run of a link, or gives the one built ahead, once.
func (d *Desk) build(l link.Link) (sim.Run, error) {
	ahead := d.ahead
	d.ahead.run = nil
	if ahead.run != nil && ahead.link == runLink(l) {
		return ahead.run, nil
	}
	e, there := sim.Find(d.List, l.Experiment)
	if !there {
		return nil, fmt.Errorf("there is no experiment %s", l.Experiment)
	}
	return e.New(l.Settings)
}

// runLink is the part of a link that makes its run.
func runLink(l link.Link) string {
	l.View = link.View{}
	return link.Format(l)
}

// Answer appends the one reply to a request to out.
func (d *Desk) Answer(out, request []byte) []byte {
	r, err := wire.ParseRequest(request)
	if err != nil {
		return d.fail(out, "The worker cannot read a request: "+err.Error()+".")
	}
	switch r := r.(type) {
	case wire.Start:
		return d.start(out, r)
	case wire.Advance:
		return d.advance(out, r)
	case wire.Set:
		return d.set(out, r)
	}
	return d.fail(out, "The worker does not know this request.")
}

func (d *Desk) start(out []byte, r wire.Start) []byte {
	last := d.run
	d.run = nil
	if r.Build != d.Build {
		return d.fail(out, "This page and its worker come from different versions of Narrows. Reload the page.")
	}
	l, notices := link.Parse(r.Link, d.List)
	run := last
	if e, ok := last.(sim.Editor); !ok || d.of != l.Experiment || !e.Edit(l.Settings) {
		var err error
		if run, err = d.build(l); err != nil {
			return d.fail(out, words.Sentence(err.Error()))
		}
	}
	d.run, d.of, d.knobs, d.changes = run, l.Experiment, l.Settings.Knobs(), l.Settings.Changes
	d.encoder, d.step, d.more = wire.Encoder{}, 0, true
	return d.frame(func(f *sim.Frame) []byte {
		return d.encoder.Ready(out, link.Format(l), notices, f)
	})
}

func (d *Desk) advance(out []byte, r wire.Advance) []byte {
	if d.run == nil {
		return d.fail(out, "No run has been started.")
	}
	if d.more && r.Steps > 0 {
		until := d.Now() + r.Budget
		d.step, d.more = sim.Advance(d.run, d.changes, d.step, r.Steps, func() bool { return d.Now() >= until })
	}
	if x, ok := d.run.(sim.Refiner); ok && r.Steps == 0 {
		for until := d.Now() + r.Budget; x.Refine() && d.Now() < until; {
		}
	}
	return d.frame(func(f *sim.Frame) []byte { return d.encoder.Frame(out, f) })
}

func (d *Desk) set(out []byte, r wire.Set) []byte {
	if d.run == nil {
		return d.fail(out, "No run has been started.")
	}
	for _, k := range d.knobs {
		if k.Name != r.Knob || !k.Live {
			continue
		}
		if err := k.Check(r.Value); err != nil {
			return d.fail(out, err.Error()+".")
		}
		d.run.Set(r.Knob, r.Value)
		// As link.Turn does: what was to change from here on belongs to another future.
		d.changes = slices.DeleteFunc(slices.Clone(d.changes), func(c sim.Change) bool {
			return c.Step > d.step || c.Step == d.step && c.Knob == r.Knob
		})
		return d.frame(func(f *sim.Frame) []byte { return d.encoder.Frame(out, f) })
	}
	return d.fail(out, r.Knob+" cannot be turned during a run.")
}

// frame looks at the run, encodes what it sees and notes what that took.
func (d *Desk) frame(encode func(*sim.Frame) []byte) []byte {
	before := d.Now()
	f := d.run.Frame()
	out := encode(&f)
	d.Cost = d.Now() - before
	return out
}

func (d *Desk) fail(out []byte, sentence string) []byte {
	return wire.AppendError(out, sentence)
}
