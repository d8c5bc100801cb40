//go:build js && wasm

package main

import (
	"syscall/js"

	"narrows/sim"
)

// pick(x, y) lights up what is under the pointer, in CSS pixels from the figure's top
// left, and returns its value in words; empty if nothing is. pick() lights nothing.
func (v *viewer) pick(args []js.Value) any {
	var key sim.Key
	text := ""
	if len(args) == 2 {
		if _, k, value, ok := v.chart.Pick(args[0].Float(), args[1].Float()); ok {
			key, text = k, value
		}
	}
	v.litUp(key)
	return text
}

// litUp lights up what has a key in every panel; nothing, if it is the zero Key.
func (v *viewer) litUp(key sim.Key) {
	if key != v.look.Lit {
		v.look.Lit, v.dirty = key, true
	}
}
