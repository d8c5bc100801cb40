//go:build js && wasm

package main

import (
	"syscall/js"

	"narrows/sim"
)

// pick(x, y) lights up what is under the pointer, in CSS pixels from the figure's top
// left, of a cell of a matrix both its row and its column, and returns its value in words; empty
// if nothing is. pick() lights nothing.
func (v *viewer) pick(args []js.Value) any {
	var key, with sim.Key
	text := ""
	if len(args) == 2 {
		x, y := args[0].Float(), args[1].Float()
		if _, k, value, ok := v.chart.Pick(x, y); ok {
			key, text = k, value
		} else {
			key, with, text, _ = v.chart.PickCell(x, y)
		}
	}
	v.litUp(key, with)
	return text
}

// litUp lights up what has one of two keys in every panel; nothing, if both are the zero Key.
func (v *viewer) litUp(key, with sim.Key) {
	if key != v.look.Lit || with != v.look.With {
		v.look.Lit, v.look.With, v.dirty = key, with, true
	}
}
