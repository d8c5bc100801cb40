//go:build js && wasm

package main

import (
	"strconv"
	"syscall/js"

	"narrows/sim"
	"narrows/sim/link"
)

// catalogue(experiments) takes the list of catalogue.json; without it no link can be read.
func (v *viewer) catalogue(args []js.Value) any {
	v.list, v.home = nil, ""
	each(args[0], func(e js.Value) {
		if presets := e.Get("presets"); v.home == "" && presets.Truthy() && presets.Length() > 0 {
			v.home = presets.Index(0).Get("link").String()
		}
		x := sim.Experiment{Name: e.Get("name").String(), Title: e.Get("title").String()}
		each(e.Get("knobs"), func(k js.Value) { x.Knobs = append(x.Knobs, readKnob(k)) })
		each(e.Get("inputs"), func(in js.Value) { x.Inputs = append(x.Inputs, readInput(in)) })
		each(e.Get("handles"), func(h js.Value) { x.Handles = append(x.Handles, readHandle(h)) })
		v.list = append(v.list, x)
	})
	return nil
}

func each(list js.Value, f func(js.Value)) {
	for i := range list.Length() {
		f(list.Index(i))
	}
}

func readKnob(k js.Value) sim.Knob {
	x := sim.Knob{
		Name: k.Get("name").String(), Label: k.Get("label").String(), Unit: k.Get("unit").String(), Names: k.Get("names").Bool(),
		Min: k.Get("min").Float(), Max: k.Get("max").Float(), Default: k.Get("default").Float(),
		Integer: k.Get("integer").Bool(), Log: k.Get("log").Bool(), Live: k.Get("live").Bool(),
	}
	each(k.Get("choices"), func(c js.Value) { x.Choices = append(x.Choices, c.String()) })
	x.When = readWhen(k.Get("when"))
	return x
}

func readWhen(w js.Value) *sim.When {
	if !w.Truthy() {
		return nil
	}
	x := &sim.When{Knob: w.Get("knob").String(), Unseen: w.Get("unseen").Truthy()}
	each(w.Get("is"), func(choice js.Value) { x.Is = append(x.Is, choice.String()) })
	return x
}

// open(hash) is where a link comes in: it is the open one from then on, its axes and cameras
// are in view, and all that follows is about it. It says what the link means:
//
//	{link, run, experiment, values: {knob: text}, own, seed, step, play, axis, pins, notices}
//
// link is canonical; run leaves out the view, so that two links of one run agree in it.
// values are those at the step on show, after the changes until then; own are the tables that
// a visitor filled. A link that says nothing, as one that a blog has added its own words to, is
// that of the first preset.
func (v *viewer) open(args []js.Value) any {
	l, notices, empty := link.ParseOrEmpty(args[0].String(), v.list)
	if empty && v.home != "" {
		l, notices = link.Parse(v.home, v.list)
	}
	v.link = l
	v.restore()
	meaning := v.meaning(l.View.Step)
	meaning.Set("notices", list(notices, func(s string) any { return s }))
	return meaning
}

// meant(step) says what the open link means, with the values at a step.
func (v *viewer) meant(args []js.Value) any { return v.meaning(args[0].Int()) }

func (v *viewer) meaning(step int) js.Value {
	l := v.link
	return object(
		"link", link.Format(l),
		"run", link.Format(l.Run()),
		"experiment", l.Experiment,
		"values", valuesOf(l.Settings, step),
		"own", list(ownOf(l.Settings), func(name string) any { return name }),
		"seed", float64(l.Settings.Seed),
		"step", l.View.Step,
		"play", l.View.Play,
		"axis", l.View.Axis,
		"pins", pinsOf(l),
	)
}

func valuesOf(s sim.Settings, step int) js.Value {
	values := js.Global().Get("Object").New()
	for _, k := range s.Knobs() {
		values.Set(k.Name, link.Text(k, link.At(s, k.Name, step)))
	}
	return values
}

// with(knob, text) is the link of a new run with another value, typed as people do: {link,
// run, notice, value}. The value is as links write it: that in force, if there is a notice.
func (v *viewer) with(args []js.Value) any {
	key, step := args[0].String(), v.link.View.Step
	if v.frame != nil {
		step = v.frame.Step
	}
	l, notice := v.link.WithText(key, args[1].String(), step)
	value := strconv.FormatUint(l.Settings.Seed, 10)
	for _, k := range l.Settings.Knobs() {
		if k.Name != key {
			continue
		}
		value = link.Text(k, l.Settings.Value(key))
		if notice != "" {
			value = link.Text(k, link.At(l.Settings, key, step))
		}
	}
	l.View.Step, l.View.Play = 0, true
	return object("link", link.Format(l), "run", link.Format(l.Run()), "notice", notice, "value", value)
}

// offered(knob, value) is the link that a frame's offer is about.
func (v *viewer) offered(args []js.Value) any {
	l := v.link.Take(sim.Offer{Knob: args[0].String(), Value: args[1].Float()})
	l.View.Step = 0
	return link.Format(l)
}

// seeded(seed) is the link of a new run with another seed.
func (v *viewer) seeded(args []js.Value) any {
	l := v.link.WithSeed(uint64(args[0].Float()))
	l.View.Play = true
	return link.Format(l)
}

// carry(hash) is another link with the axes of the open one, and with its pins if they are
// of one experiment.
func (v *viewer) carry(args []js.Value) any {
	l, _ := link.Parse(args[0].String(), v.list)
	l.View.Axis = v.link.View.Axis
	if l.Experiment == v.link.Experiment {
		l.View.Pins = v.link.View.Pins
	}
	return link.Format(l)
}

// linkAt(step, play) is the link of what is shown at a step, as it is turned.
func (v *viewer) linkAt(args []js.Value) any {
	l := v.link
	l.View.Step, l.View.Play = args[0].Int(), args[1].Bool()
	return link.Format(v.cameras(l))
}

// turn(step, knob, value, ahead) has a Live knob take a value at a step, and pins the future
// that is left, if a frame ahead, as for show, is the last of it and there is room: {link,
// run, notice}. With a notice the open link stays as it was.
func (v *viewer) turn(args []js.Value) any {
	step := args[0].Int()
	l := v.link
	if ahead := args[3]; ahead.Truthy() {
		if a, ok := v.received(ahead); ok {
			l = v.pinning(l, a.frame)
		}
	}
	l, notice := l.Turn(step, args[1].String(), args[2].Float())
	if notice == "" {
		v.link = l
	}
	return object("link", link.Format(v.link), "run", link.Format(v.link.Run()), "notice", notice)
}
