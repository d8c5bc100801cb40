package bottleneck

import (
	"math"
	"testing"

	"narrows/sim/record"
)

// A lead is told once it has held, from whom it was taken, and not what jumps.
func TestRace(t *testing.T) {
	at := func(step int) [limits]float64 {
		switch {
		case step < 4:
			return [limits]float64{1, 0.95} // within the margin
		case step < 40 && step != 20:
			return [limits]float64{0.5, 0.8}
		case step == 45, step >= 80 && step < 84: // too short for so late a step
			return [limits]float64{0.2, 0.5}
		}
		return [limits]float64{0.5, 0.3}
	}
	r := newRace()
	for step := range 100 {
		r.note(record.At(step, 0), at(step))
	}
	want := []taking{
		{record.At(7, 0), kernelNet, true, [limits]float64{0.5, 0.8}},
		{record.At(43, 0), limitNet, false, [limits]float64{0.5, 0.3}},
	}
	if len(r.taken) != len(want) || r.taken[0] != want[0] || r.taken[1] != want[1] {
		t.Errorf("got %+v want %+v", r.taken, want)
	}
	// Who starts ahead took no lead, and who is alone never has one.
	r = newRace()
	for step := range 20 {
		r.note(record.At(step, 0), [limits]float64{0.2, 0.4})
	}
	alone := newRace()
	for step := range 20 {
		alone.note(record.At(step, 0), [limits]float64{0.2, math.NaN()})
	}
	if len(r.taken)+len(alone.taken) > 0 || r.ahead != kernelNet || alone.ahead != -1 {
		t.Errorf("got %+v and %+v, want no lead taken", r, alone)
	}
}
