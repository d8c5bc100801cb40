package record

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"narrows/sim"
)

func TestMoment(t *testing.T) {
	if Never.There() || !At(0, 0).There() || At(7, 0).Step != 7 {
		t.Errorf("got %v, %v and %v, want a moment that has not come, and those of steps 0 and 7", Never, At(0, 0), At(7, 0))
	}
}

// The present stands at the end of what is drawn, and not in the curve; numbers stay within what
// float32 holds.
func TestCurve(t *testing.T) {
	c := NewCurve(2, 4)
	c.Push(0, 5)
	c.Push(1, math.Inf(-1))
	if got := fmt.Sprint(c.Until(2, 1e300)); got != "[[0 1 2] [5 -1e+30 1e+30] [] [] []]" {
		t.Errorf("got %v", got)
	}
	c.Push(3, 6)
	if got := fmt.Sprint(c); got != "[[0 1 3] [5 -1e+30 6] [] [] []]" {
		t.Errorf("got %v after a look", got)
	}
	c = NewCurve(3, 12)
	at := []float64{1, 2, 3}
	if n := testing.AllocsPerRun(10, func() { c.Push(at...) }); n != 0 {
		t.Errorf("got %v allocations, want none while there is room", n)
	}
}

func TestThinning(t *testing.T) {
	recorded := func(thin Thinning, steps int) (at []int) {
		for step := range steps + 1 {
			if thin.Due(step) {
				at = append(at, step)
			}
		}
		return at
	}
	for _, c := range []struct {
		name  string
		thin  Thinning
		steps int
		want  []int
	}{
		{"every step", Even(5, 5), 5, []int{0, 1, 2, 3, 4, 5}},
		{"every third", Even(11, 4), 11, []int{0, 3, 6, 9}},
		{"sparser", Sparser(4), 20, []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 18}},
	} {
		if got := recorded(c.thin, c.steps); !slices.Equal(got, c.want) {
			t.Errorf("%s: got %v want %v", c.name, got, c.want)
		}
	}
}

func TestEvents(t *testing.T) {
	var e Events
	e.Turn(At(4, 0), sim.Limit, "late", "At %d.", 4)
	e.Add(Never, sim.Limit, "never", "Not yet.")
	e.Add(At(0, 0), sim.Data, "start", "It begins.")
	e.Add(At(4, 0), sim.Kernel, "too", "And then.")
	want := Events{{Label: "start", Sentence: "It begins."}, {Step: 4, Role: sim.Limit, Label: "late", Sentence: "At 4.", Rest: true}, {Step: 4, Role: sim.Kernel, Label: "too", Sentence: "And then."}}
	if !slices.Equal(e, want) {
		t.Errorf("got %v want %v", e, want)
	}
}
