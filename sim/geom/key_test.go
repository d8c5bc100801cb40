package geom

import (
	"math"
	"slices"
	"testing"

	"narrows/sim"
)

// The numbers of a key stand apart, whatever the unit: those that find no room are left out.
func TestKeyNumbers(t *testing.T) {
	for _, c := range []struct {
		name   string
		letter float64 // how wide a letter is
		unit   float64
		want   [4]float64
	}{
		{"one", 6, 1, [4]float64{0, 16, 4, 1}},
		{"scale 18.6", 6, 18.6, [4]float64{0, 16, -1, 1}},
		{"scale 1234.5", 6, 1234.5, [4]float64{0, 16, -1, -1}},
		{"letters as wide as the bar", 60, 1, [4]float64{0, -1, -1, -1}},
	} {
		const cell, gap = 10, 2
		wide := func(size float64) float64 {
			if size == 0 {
				return c.letter
			}
			text := []rune(Number(-size*c.unit, 1))
			if size*c.unit == float64(int(size*c.unit)) {
				text = text[:len(text)-2]
			}
			return c.letter * float64(len(text))
		}
		if got := KeyNumbers(cell, gap, wide); got != c.want {
			t.Errorf("%s: got %v, want %v", c.name, got, c.want)
		}
	}
}

// TestLevelMarks checks which levels a key of a hundred pixels names, and that no two texts touch.
func TestLevelMarks(t *testing.T) {
	wide := func(text string) float64 { return 6 * float64(len([]rune(text))) }
	levels := []float64{.03, .2, .4, .6, .8, .97, .995}
	for _, c := range []struct {
		length float64
		want   []string
	}{{150, []string{"−0.995", "0.995", "0", "−0.4", "0.4"}}, {120, []string{"−0.995", "0.995", "0"}}, {90, []string{"−0.995", "0.995", "0"}}, {40, []string{"0"}}} {
		var got []string
		marks := LevelMarks(levels, c.length, 2, wide)
		for i, m := range marks {
			got = append(got, m.Text)
			for _, o := range marks[:i] {
				if math.Abs(m.At-o.At) < wide(m.Text)/2+wide(o.Text)/2+2 {
					t.Errorf("%v: %s touches %s", c.length, m.Text, o.Text)
				}
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%v: got %q, want %q", c.length, got, c.want)
		}
	}
	if got := LevelMarks(nil, 150, 2, wide); len(got) != 0 {
		t.Errorf("got %v of no levels", got)
	}
}

// TestLevelsThatCount checks that levels which make no sense are left out, and that there are not more than can be drawn.
func TestLevelsThatCount(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	for _, c := range []struct{ of, want []float64 }{
		{nil, nil}, {[]float64{}, nil}, {[]float64{1, 2}, []float64{1, 2}}, {[]float64{nan, -1, 0, 1, .5, 1, inf, 2, 1e300}, []float64{1, 2}},
		{[]float64{1e-300, -inf}, nil},
	} {
		if got := Levels(nil, &sim.Cells{Levels: c.of}); !slices.Equal(got, c.want) {
			t.Errorf("got %v of %v, want %v", got, c.of, c.want)
		}
	}
	many := make([]float64, 300)
	for i := range many {
		many[i] = float64(i)
	}
	if got := Levels(nil, &sim.Cells{Levels: many}); len(got) != sim.MostLevels {
		t.Errorf("got %d levels of 300, want %d", len(got), sim.MostLevels)
	}
	if got := Levels(nil, &sim.Cells{Levels: many, Scale: sim.Sequential}); got != nil {
		t.Errorf("got %v of a field without a sign", got)
	}
}
