//go:build js && wasm

package main

import (
	"maps"
	"math"
	"strings"
	"syscall/js"
	"time"

	"narrows/sim"
	"narrows/sim/link"
	"narrows/sim/wire"
	"narrows/wasm/chart"
)

// A viewer is what the page has in view: one frame, and how it is to look.
type viewer struct {
	list     []sim.Experiment      // with knobs, without New
	home     string                // the link that a page without one opens on
	link     link.Link             // the open one
	decoders map[int]*wire.Decoder // by generation: one for each Start sent
	latest   arrival               // the last frame that came
	taken    taken                 // by the run that began last

	frame *sim.Frame
	look  chart.Look
	chart chart.Chart
	dirty bool
	fresh bool // the frame has not been drawn yet
	first bool // nor any of its run
	shown int  // the generation of the frame

	pinned    map[string]*sim.Frame // by the link of the pinned run
	replaying replay

	ease waist
	soft software
	fast ebitenGame

	draws [256]float64 // ms of Go for the last frames drawn
	drawn int          // frames drawn so far

	titled string // what the page calls the panels
}

// start(link) is the request for a run.
func (v *viewer) start(args []js.Value) any {
	return bytesOf(wire.Start{Build: build, Link: args[0].String()}.Append(nil))
}

// advance(steps, budget in ms) is the request for steps.
func (v *viewer) advance(args []js.Value) any {
	return bytesOf(wire.Advance{Steps: int(min(args[0].Float(), math.MaxInt32)), Budget: args[1].Float()}.Append(nil))
}

// set(knob, value) is the request to turn a Live knob.
func (v *viewer) set(args []js.Value) any {
	return bytesOf(wire.Set{Knob: args[0].String(), Value: args[1].Float()}.Append(nil))
}

// An arrival is a frame as it came.
type arrival struct {
	generation int
	ready      bool // a run begins with it
	frame      *sim.Frame
}

// receive(generation, bytes) decodes a reply; those of a generation come in order.
//
//	{error} or {step, steps, over, draft: whether the picture still lacks something}
func (v *viewer) receive(args []js.Value) any {
	generation := args[0].Int()
	if v.decoders[generation] == nil {
		v.decoders[generation] = new(wire.Decoder)
	}
	r, err := v.decoders[generation].Decode(copied(args[1]))
	if err != nil {
		return object("error", "The page cannot read what its worker sent: "+err.Error()+".")
	}
	if r.Error != "" {
		return object("error", r.Error)
	}
	v.latest = arrival{generation, r.Ready, r.Frame}
	if r.Ready {
		v.taken = taken{r.Link, r.Frame.Inputs}
	}
	return object("step", r.Frame.Step, "steps", r.Frame.Steps, "over", r.Frame.End != "", "draft", r.Frame.Draft)
}

// show(kept) shows what was received, {generation, step, bytes}.
func (v *viewer) show(args []js.Value) any {
	if a, ok := v.received(args[0]); ok {
		v.ease.towards(a.frame.Strait.Units)
		v.first = v.first || a.ready || a.generation != v.shown
		v.frame, v.shown, v.dirty, v.fresh = a.frame, a.generation, true, true
	}
	return nil
}

// received is what was received as {generation, step, bytes}: the latest as it is; of an
// earlier one there are only its bytes.
func (v *viewer) received(kept js.Value) (a arrival, ok bool) {
	generation := kept.Get("generation").Int()
	if a := v.latest; a.frame != nil && a.generation == generation && a.frame.Step == kept.Get("step").Int() {
		return a, true
	}
	d := v.decoders[generation]
	if d == nil {
		return arrival{}, false
	}
	r, err := d.Decode(copied(kept.Get("bytes")))
	return arrival{generation, r.Ready, r.Frame}, err == nil && r.Frame != nil
}

// forget(generations) lets go of what was kept to decode all but these.
func (v *viewer) forget(args []js.Value) any {
	kept := map[int]bool{}
	each(args[0], func(g js.Value) { kept[g.Int()] = true })
	maps.DeleteFunc(v.decoders, func(g int, _ *wire.Decoder) bool { return !kept[g] })
	return nil
}

// setLook(theme, profile, width, scale, still, gap, room) says how to draw, still for those
// who want no motion, with a gap to keep free under the maps of one column, in the height
// that there is room for, or 0. It returns where everything goes: {width, height, gap: where
// it begins, titles: [{title, subtitle, x, y, w}]}, or null without a frame.
func (v *viewer) setLook(args []js.Value) any {
	v.look.Theme = map[string]chart.Theme{"dark": chart.Dark, "projector": chart.Projector}[args[0].String()]
	v.look.Profile = map[string]chart.Profile{"embed": chart.Embed, "projector": chart.Present}[args[1].String()]
	v.look.Width, v.look.Scale = args[2].Float(), args[3].Float()
	v.ease.still = args[4].Bool()
	v.look.Gap, v.look.Room = args[5].Float(), args[6].Float()
	v.dirty = true
	if v.frame == nil {
		return nil
	}
	plan := chart.Layout(v.frame, v.look)
	v.titled = titlesOf(v.frame)
	return object("width", plan.Width, "height", plan.Height, "gap", plan.Gap, "titles", v.placedTitles(plan))
}

// titles() is [{title, subtitle, x, y, w}] if a panel is called otherwise than when that was said last,
// and null if none is.
func (v *viewer) titles([]js.Value) any {
	if v.frame == nil || titlesOf(v.frame) == v.titled {
		return nil
	}
	v.titled = titlesOf(v.frame)
	return v.placedTitles(chart.Layout(v.frame, v.look))
}

func (v *viewer) placedTitles(plan chart.Plan) js.Value {
	return list(plan.Places, func(p chart.Place) any {
		panel := &v.frame.Panels[p.Panel]
		return object("title", panel.Title, "subtitle", panel.Subtitle, "x", p.TitleX, "y", p.TitleY, "w", p.TitleW)
	})
}

func titlesOf(f *sim.Frame) string {
	var all strings.Builder
	for i := range f.Panels {
		all.WriteString(f.Panels[i].Title + "\n" + f.Panels[i].Subtitle + "\n")
	}
	return all.String()
}

// isDirty(more) reports whether the picture on the canvas is not the one in view any more:
// another frame, another look, or a strait of another width than was drawn. With more
// another frame is coming, and fields that are behind can wait for it.
func (v *viewer) isDirty(args []js.Value) any {
	return v.frame != nil && (v.dirty || v.look.Waist != v.ease.at(time.Now()) || v.chart.Behind() && !args[0].Bool())
}

// scene draws what is in view, for either painter. The time of both counts. Fields that a
// fresh frame leaves behind come with the next scene, be it of the same frame. Without a
// frame there is none.
func (v *viewer) scene() *chart.Scene {
	if v.frame == nil {
		return nil
	}
	v.look.Waist = v.ease.at(time.Now())
	v.look.Moving = v.fresh && !v.first // for the fields there are may be another run's
	v.fresh, v.first = false, false
	v.dirty = false
	return v.chart.Scene(v.frame, v.look)
}

// took notes what a frame cost.
func (v *viewer) took(began time.Time) {
	v.draws[v.drawn%len(v.draws)] = float64(time.Since(began)) / float64(time.Millisecond)
	v.drawn++
}

// stats() is {drawn, draws, pinned}: how many frames were drawn, the ms of Go of the last of
// them, oldest first, and the step and a digest of each pinned frame.
func (v *viewer) stats([]js.Value) any {
	n := min(v.drawn, len(v.draws))
	last := make([]float64, n)
	for i := range last {
		last[i] = v.draws[(v.drawn-n+i)%len(v.draws)]
	}
	return object("drawn", v.drawn, "draws", list(last, func(x float64) any { return x }), "pinned", v.pinnedSums())
}
