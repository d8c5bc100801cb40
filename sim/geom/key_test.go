package geom

import "testing"

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
