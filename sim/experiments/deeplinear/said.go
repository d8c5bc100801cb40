package deeplinear

import (
	"fmt"
	"strings"

	"narrows/sim"
	"narrows/sim/words"
)

// What is said at the curves is read off the run.

// targets are short strokes at the end of the axis, where each mode is to go; its name stands there.
func (r *run) targets() (lines []sim.Line) {
	if r.loss == logistic { // whose modes grow for ever
		return nil
	}
	const long = 0.015 // of the axis
	for i, s := range r.truth.S[:len(r.u)] {
		lines = append(lines, sim.Line{
			Role: sim.Theory, Class: i, Key: sim.Key{Of: "target", ID: i},
			X: []float32{float32((1 - long) * r.axes.time), float32(r.axes.time)}, Y: []float32{float32(s), float32(s)},
		})
	}
	return lines
}

// targetNote says where a mode is to go, and whether it never will.
func (r *run) targetNote(i int) string {
	if r.loss == logistic {
		return ""
	}
	note := "target " + words.Number(r.truth.S[i])
	switch {
	case r.moments.half[i].There():
	case r.taken(i):
		note += ", never learned"
	case r.ended():
		note += ", not yet learned"
	}
	return note
}

// taken reports whether stronger modes have taken all units from a mode: the map has no rank left
// for it, and no weaker mode drives out a stronger one.
func (r *run) taken(mode int) bool {
	stronger := 0
	for _, at := range r.moments.half[:mode] {
		if at.There() {
			stronger++
		}
	}
	return stronger >= r.architecture.Units
}

// atOnce says of a network that its modes have come the same share of their ways: less than a
// twentieth apart, after a tenth.
func (r *run) atOnce(network int, now []float64) string {
	least, most := 1.0, 0.0
	for i, v := range now {
		past := r.curves[modeAt+networks*i+network][1]
		if len(past) == 0 {
			return ""
		}
		share := (v - float64(past[0])) / (r.truth.S[i] - float64(past[0]))
		least, most = min(least, share), max(most, share)
	}
	if len(now) < 2 || r.loss == logistic || least < 0.1 || most-least > 0.05 {
		return ""
	}
	return "all modes at once"
}

// near is how close to a mode what the units read of the inputs is, or to a right angle with it,
// in degrees, for it to be said that they hear it, or do not.
const near = 10

// nameHeard names the curves of the angles: modes that are heard, and modes that are not, once
// together, at the last of them, whose head lies on top.
func (r *run) nameHeard(lines []sim.Line) {
	var heard, deaf []int
	for i := range lines {
		switch a := r.angle(i); {
		case a <= near:
			heard = append(heard, i)
		case a >= 90-near:
			deaf = append(deaf, i)
		}
	}
	together := func(what string, modes []int) {
		var numbers []string
		for _, i := range modes {
			numbers = append(numbers, fmt.Sprint(i+1))
			lines[i].Label = ""
		}
		if n := len(modes); n > 0 {
			lines[modes[n-1]].Label = what + strings.Join(numbers, ", ")
		}
	}
	together("listening: ", heard)
	together("deaf to ", deaf)
}
