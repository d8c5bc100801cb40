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
		Name: k.Get("name").String(),
		Min:  k.Get("min").Float(), Max: k.Get("max").Float(), Default: k.Get("default").Float(),
		Integer: k.Get("integer").Bool(), Log: k.Get("log").Bool(), Live: k.Get("live").Bool(),
	}
	each(k.Get("choices"), func(c js.Value) { x.Choices = append(x.Choices, c.String()) })
	return x
}

// read(hash) says what a link means:
//
//	{link, run, experiment, values: {knob: text}, seed, step, play, axis, pins, notices}
//
// link is canonical; run leaves out the view, so that two links of one run agree in it.
// values are those at the step on show, after the changes until then. A link that says
// nothing, as one that a blog has added its own words to, is that of the first preset.
func (v *viewer) read(args []js.Value) any {
	l, notices, empty := link.ParseOrEmpty(args[0].String(), v.list)
	if empty && v.home != "" {
		l, notices = link.Parse(v.home, v.list)
	}
	step := l.View.Step
	if len(args) > 1 && args[1].Type() == js.TypeNumber {
		step = args[1].Int()
	}
	values := js.Global().Get("Object").New()
	for _, k := range l.Settings.Knobs() {
		values.Set(k.Name, link.Text(k, link.At(l.Settings, k.Name, step)))
	}
	return object(
		"link", link.Format(l),
		"run", link.Format(l.Run()),
		"experiment", l.Experiment,
		"values", values,
		"seed", float64(l.Settings.Seed),
		"step", l.View.Step,
		"play", l.View.Play,
		"axis", l.View.Axis,
		"pins", pinsOf(l),
		"notices", list(notices, func(s string) any { return s }),
	)
}

// with(hash, knob, text) is the link of a new run with another value, typed as people do:
// {link, notice, value}. The value is as links write it: that in force, if there is a notice.
func (v *viewer) with(args []js.Value) any {
	l, _ := link.Parse(args[0].String(), v.list)
	key, step := args[1].String(), l.View.Step
	if v.frame != nil {
		step = v.frame.Step
	}
	was := l
	l, notice := l.WithText(key, args[2].String(), step)
	value := strconv.FormatUint(l.Settings.Seed, 10)
	for _, k := range l.Settings.Knobs() {
		if k.Name != key {
			continue
		}
		value = link.Text(k, l.Settings.Value(key))
		if notice != "" {
			value = link.Text(k, link.At(was.Settings, key, step))
		}
	}
	l.View.Step, l.View.Play = 0, true
	return object("link", link.Format(l), "notice", notice, "value", value)
}

// turn(hash, step, knob, value) is the link of the run in which a Live knob takes a value
// at a step: {link, notice}.
func (v *viewer) turn(args []js.Value) any {
	l, _ := link.Parse(args[0].String(), v.list)
	l, notice := l.Turn(args[1].Int(), args[2].String(), args[3].Float())
	return object("link", link.Format(l), "notice", notice)
}

// offered(hash, knob, value) is the link that a frame's offer is about.
func (v *viewer) offered(args []js.Value) any {
	l, _ := link.Parse(args[0].String(), v.list)
	l = l.Take(sim.Offer{Knob: args[1].String(), Value: args[2].Float()})
	l.View.Step = 0
	return link.Format(l)
}

// seeded(hash, seed) is the link of a new run with another seed.
func (v *viewer) seeded(args []js.Value) any {
	l, _ := link.Parse(args[0].String(), v.list)
	l = l.WithSeed(uint64(args[1].Float()))
	l.View.Play = true
	return link.Format(l)
}

// at(hash, step, play) is the link of what is shown at a step, as it is turned.
func (v *viewer) at(args []js.Value) any {
	l, _ := link.Parse(args[0].String(), v.list)
	l.View.Step, l.View.Play = args[1].Int(), args[2].Bool()
	return link.Format(v.cameras(l))
}
