package geom

import "math"

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
