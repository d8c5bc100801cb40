package bottleneck

import "narrows/sim/data"

// answer returns the class that a network's outputs at one point stand for: the sign of one
// output, else the largest. One output of exactly 0 is no answer, −1.
func answer(f []float64) int {
	if len(f) == 1 {
		switch {
		case f[0] > 0:
			return 0
		case f[0] < 0:
			return 1
		}
		return -1
	}
	best := 0
	for c, v := range f {
		if v > f[best] {
			best = c
		}
	}
	return best
}

// correct counts the points of a set at which the outputs f (N×K) stand for their class.
func correct(f []float64, s data.Set) (n int) {
	outputs := len(f) / s.N
	for j, class := range s.Class {
		if answer(f[j*outputs:][:outputs]) == int(class) {
			n++
		}
	}
	return n
}

// lead returns the class with the largest of several outputs, and by how much it leads.
func lead(f []float64) (class int, by float64) {
	class = answer(f)
	next := 0
	if class == 0 {
		next = 1
	}
	for c, v := range f {
		if c != class && v > f[next] {
			next = c
		}
	}
	return class, f[class] - f[next]
}
