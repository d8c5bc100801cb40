package geom

import (
	"math"
	"strconv"
	"strings"
)

// A Mark is a number of a key, and where the middle of its text stands.
type Mark struct {
	Text string
	At   float64
}

// LevelMarks returns the numbers of a key of some levels to either side of 0, of a length: the last of each side, 0 in the
// middle, and of the others, the farthest first, those that find room on both sides; wide is how long a text is.
func LevelMarks(levels []float64, length, gap float64, wide func(text string) float64) (marks []Mark) {
	n := len(levels)
	cell := length / float64(2*n+1)
	mark := func(v, at float64) Mark {
		_, fraction, _ := strings.Cut(strconv.FormatFloat(v, 'f', -1, 64), ".")
		text := Number(v, min(len(fraction), 4))
		half := wide(text) / 2
		return Mark{text, min(max(at, half), length-half)} // within the key
	}
	apart := func(a, b Mark) bool { return math.Abs(a.At-b.At) >= (wide(a.Text)+wide(b.Text))/2+gap }
	put := func(both ...Mark) {
		for i, m := range both {
			for _, other := range append(both[:i:i], marks...) {
				if !apart(m, other) {
					return
				}
			}
		}
		marks = append(marks, both...)
	}
	for i := n - 1; i >= 0; i-- {
		put(mark(-levels[i], cell*float64(n-i)), mark(levels[i], cell*float64(n+1+i)))
		if i == n-1 {
			put(mark(0, length/2))
		}
	}
	return marks
}

// KeyNumbers returns the sizes of the steps at which the key of a signed field has numbers: of 0, 16,
// 4 and 1, in this order, those that find room, and −1 in the place of others. Each power of two is
// a cell farther from 0 than the one before; wide is how long the number of −size is.
func KeyNumbers(cell, gap float64, wide func(size float64) float64) [4]float64 {
	sizes := [...]float64{0, 16, 4, 1}
	var taken [len(sizes)]struct{ from, to float64 }
	n := 0
	for i, size := range sizes {
		at := 0.0
		if size > 0 {
			at = (math.Log2(size) + 2) * cell // the first cell ends at ½
		}
		half, free := wide(size)/2, true
		for _, t := range taken[:n] {
			free = free && (at-half >= t.to+gap || at+half <= t.from-gap)
		}
		if !free {
			sizes[i] = -1
			continue
		}
		taken[n].from, taken[n].to = at-half, at+half
		n++
	}
	return sizes
}
