//go:build js && wasm

package main

import (
	"syscall/js"

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
