//go:build js && wasm

package main

import (
	"syscall/js"

	"narrows/sim"
	"narrows/sim/link"
	"narrows/wasm/chart"
)

// stepAxes are the looks of what a link calls its axis.
var stepAxes = map[string]chart.StepAxis{"log": chart.LogAxis, "linear": chart.LinearAxis}

// axis(name) draws axes of steps and time as named, "" as they are made. The open link, which
// it returns, says so from then on.
func (v *viewer) axis(args []js.Value) any {
	v.link.View.Axis = args[0].String()
	v.look.Steps, v.dirty = stepAxes[v.link.View.Axis], true
	return link.Format(v.link)
}

// linear() reports whether time in view runs evenly: as all axes of steps and of time were asked to,
// or as the first of the frame does by itself.
func (v *viewer) linear([]js.Value) any {
	if v.look.Steps != chart.OwnAxis {
		return v.look.Steps == chart.LinearAxis
	}
	if v.frame == nil {
		return false
	}
	for i := range v.frame.Panels {
		if x := v.frame.Panels[i].X; !v.frame.Panels[i].Square {
			if _, yes := x.Clock(); yes {
				return x.Scale == sim.Linear
			}
		}
	}
	return false
}
