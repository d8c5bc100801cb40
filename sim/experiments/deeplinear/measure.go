package deeplinear

import (
	"math"

	"gonum.org/v1/gonum/floats"
)

// strengthsOf fills dst with the strength of each mode in W.
func (r *run) strengthsOf(dst, w []float64) {
	for i := range dst {
		dst[i] = component(w, r.u[i], r.v[i])
	}
}

// distance is how far the limit is from the closed forms, the largest over modes, in units
// of the first mode's strength.
func (r *run) distance() float64 {
	if !r.there {
		return 0
	}
	r.strengthsOf(r.scratch.now, r.limitFlow.W())
	r.theory.at(r.scratch.closed, r.time)
	most := 0.0
	for i, w := range r.scratch.now {
		most = max(most, math.Abs(w-r.scratch.closed[i]))
	}
	return most / r.truth.S[0]
}

// parted reports whether the limit is further from the closed forms than the tolerance. What
// is drawn of them, which costs little, says whether to look closely; now holds the strengths
// of the modes.
func (r *run) parted() bool {
	at := r.time / r.due(1)
	i := min(int(at), theoryPoints-2)
	for m, w := range r.scratch.now {
		low, high := float64(r.dashed[m][i]), float64(r.dashed[m][i+1])
		if math.Abs(w-low-(at-float64(i))*(high-low)) > 0.5*r.tolerance()*r.truth.S[0] {
			return r.distance() > r.tolerance()
		}
	}
	return false
}

// tolerance is what the distance may be: the size of the largest step so far in units of the
// stability limit, for gradient descent follows the flow to the first order, or more where the
// wait is long.
func (r *run) tolerance() float64 { return r.largest * r.lag }

// lagOf is by how much more gradient descent may lag behind a mode that grows from w to s. In
// steps of f it grows by (1+f)² ≈ e^{2f−f²} where the flow does by e^{2f}: after the L =
// log(s/w) e-folds of the wait it is f L/2 of them late, and where the mode rises fastest,
// by s/4 an e-fold, f s L/8 below it. (Derived here.)
func lagOf(w, s float64) float64 {
	return max(1, math.Log(s/max(math.Abs(w), 1e-12*s))/8)
}

// drift is how far D = bᵀb/c_f − AAᵀ/c_g has moved from the start, in Frobenius norm.
func (r *run) drift() float64 {
	r.limitFlow.Conserved(r.scratch.drift)
	sum := 0.0
	for i, v := range r.scratch.drift {
		sum += (v - r.first[i]) * (v - r.first[i])
	}
	return math.Sqrt(sum)
}

// angle returns how far a mode is from what the units listen to, in degrees: the angle
// between v and the span of the rows of A.
func (r *run) angle(mode int) float64 {
	v, m := r.v[mode], r.inputs
	along := 0.0
	for e := range r.architecture.Units {
		x := 0.0
		for i, q := range r.scratch.basis[e*m:][:m] {
			x += q * v[i]
		}
		along += x * x
	}
	return math.Acos(math.Sqrt(min(along, 1))) * 180 / math.Pi
}

// listen brings the orthonormal basis of A's rows up to date, by Gram and Schmidt.
func (r *run) listen() {
	m := r.inputs
	basis := r.scratch.basis
	copy(basis, r.limitFlow.A())
	for e := range r.architecture.Units {
		row := basis[e*m:][:m]
		size := floats.Norm(row, 2)
		for range 2 { // a second time for the digits that the first lost
			for f := range e {
				other := basis[f*m:][:m]
				along := dot(row, other)
				for i := range row {
					row[i] -= along * other[i]
				}
			}
		}
		left := floats.Norm(row, 2)
		if left <= 1e-12*size || left == 0 {
			clear(row) // it says nothing that the rows before do not
			continue
		}
		for i := range row {
			row[i] /= left
		}
	}
}

// heldError is |W x − W* x|² over |W* x|² on points not seen.
func (r *run) heldError(w []float64) float64 {
	wrong, all := 0.0, 0.0
	k, m := r.outputs, r.inputs
	for j := range r.held.N {
		x := r.held.X[j*m:][:m]
		for c := range k {
			y := r.held.Y[j*k+c]
			e := dot(w[c*m:][:m], x) - y
			wrong, all = wrong+e*e, all+y*y
		}
	}
	return wrong / all
}

// dot sums in order, so that what is read off a finite network is the same on every machine.
func dot(x, y []float64) (sum float64) {
	for i, v := range x {
		sum += v * y[i]
	}
	return sum
}
