//go:build js && wasm

package main

import (
	"syscall/js"

	"narrows/sim/link"
	"narrows/wasm/chart"
)

// stepAxes are the looks of what a link calls its axis.
var stepAxes = map[string]chart.StepAxis{"log": chart.LogAxis, "linear": chart.LinearAxis}

// axis(hash, name) draws axes of steps and time as named, "" as they are made, and returns
// the link that says so.
func (v *viewer) axis(args []js.Value) any {
	l, _ := link.Parse(args[0].String(), v.list)
	l.View.Axis = args[1].String()
	v.look.Steps, v.dirty = stepAxes[l.View.Axis], true
	return link.Format(l)
}
