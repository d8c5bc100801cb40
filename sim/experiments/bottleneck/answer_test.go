package bottleneck

import (
	"math"
	"testing"

	"narrows/sim"
	"narrows/sim/data"
)

func TestAnswer(t *testing.T) {
	for _, c := range []struct {
		f      []float64
		answer int
		lead   float64 // of several outputs
	}{
		{f: []float64{0.3}, answer: 0},
		{f: []float64{-1e-300}, answer: 1},
		{f: []float64{0}, answer: -1},
		{f: []float64{math.Copysign(0, -1)}, answer: -1},
		{f: []float64{1, 0.25, 0.5}, answer: 0, lead: 0.5},
		{f: []float64{0.5, 2, 0.25}, answer: 1, lead: 1.5},
		{f: []float64{0.25, 0.5, 4}, answer: 2, lead: 3.5},
		{f: []float64{-3, -1, -2}, answer: 1, lead: 1},
		// Of equal ones the first, which leads by nothing.
		{f: []float64{1, 1, 0}, answer: 0},
		{f: []float64{0, 1, 1}, answer: 1},
		{f: []float64{0, 0, 0}, answer: 0},
		{f: []float64{2, 1}, answer: 0, lead: 1},
		{f: []float64{1, 2}, answer: 1, lead: 1},
	} {
		if got := answer(c.f); got != c.answer {
			t.Errorf("%v: got class %d, want %d", c.f, got, c.answer)
		}
		if len(c.f) == 1 {
			continue
		}
		if class, by := lead(c.f); class != c.answer || by != c.lead {
			t.Errorf("%v: got class %d by %v, want %d by %v", c.f, class, by, c.answer, c.lead)
		}
	}
}

func TestCorrect(t *testing.T) {
	for _, c := range []struct {
		f     []float64
		class []uint8
		want  int
	}{
		{[]float64{1, -1, -1, 1, 0, 0}, []uint8{0, 0, 1, 1, 0, 1}, 2}, // an output of 0 is right for no class
		{[]float64{3, 1, 2, 1, 3, 2, 1, 1, 0, 1, 1, 0}, []uint8{0, 1, 0, 1}, 3},
		{[]float64{3, 1, 2, 1, 3, 2}, []uint8{2, 2}, 0},
	} {
		if got := correct(c.f, data.Set{N: len(c.class), Class: c.class}); got != c.want {
			t.Errorf("%v of classes %v: got %d right, want %d", c.f, c.class, got, c.want)
		}
	}
}

// decode undoes sim.Lead.
func decode(v float32) (class int, by float64) {
	whole, t := math.Modf(float64(v))
	return int(whole), t / (1 - t)
}

// The cells of several outputs say whose is the largest, and by how much it leads.
func TestCellsOfClasses(t *testing.T) {
	r := begin(t, only().WithChoice("data", "sectors").WithChoice("start", "own").With("points", 32).With("depth", 1))
	sim.Advance(r, nil, 0, 40, nil)
	l, side := r.lanes[0], r.fieldSide()
	cut := make([]float64, side*side*r.outputs)
	l.limit.OffOutputs(cut, l.held.N, l.held.N+side*side)
	inside := make([]float64, fieldCells*fieldCells*r.outputs)
	l.limit.Values(inside, grid(fieldCells, 2, r.reach.inside), nil)
	for _, field := range []struct {
		name string
		c    sim.Cells
		f    []float64
	}{{"data", r.cutField(), cut}, {"representation", r.insideField(), inside}} {
		if field.c.Scale != sim.ByClass || len(field.c.Values) != len(field.f)/r.outputs {
			t.Fatalf("%s: got %d cells of scale %v, want %d by class", field.name, len(field.c.Values), field.c.Scale, len(field.f)/r.outputs)
		}
		seen := map[int]bool{}
		for i, v := range field.c.Values {
			f := field.f[i*r.outputs:][:r.outputs]
			best, second := -1, math.Inf(-1)
			for c, y := range f {
				switch {
				case best < 0 || y > f[best]:
					if best >= 0 {
						second = f[best]
					}
					best = c
				case y > second:
					second = y
				}
			}
			class, by := decode(v)
			want := f[best] - second
			// A fraction of a number up to 6 in float32 is good to 5e-7, and by = t/(1−t).
			if class != best || !(math.Abs(by-want) < 1e-6*(1+want)*(1+want)) {
				t.Fatalf("%s, cell %d: got class %d by %v of outputs %v, want %d by %v", field.name, i, class, by, f, best, want)
			}
			seen[class] = true
		}
		if len(seen) < 3 {
			t.Errorf("%s: got %d classes in the field: the test shows little", field.name, len(seen))
		}
	}
}
