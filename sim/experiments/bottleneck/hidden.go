package bottleneck

import (
	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas64"
	"gonum.org/v1/gonum/lapack/lapack64"
	"gonum.org/v1/gonum/mat"

	"narrows/sim"
	"narrows/sim/net"
	"narrows/sim/trio"
)

// hiddenFacts say how much of the inputs that decide the class a linear map can read off the
// bottleneck, on points that no network has seen: 0 is nothing, 1 all.
func (r *run) hiddenFacts() (facts []sim.Fact) {
	if r.planar() || r.pictured() || r.data.Hidden() == r.inputs {
		return nil
	}
	l := r.lanes[0]
	if r.limit {
		z := make([]float64, l.held.N*r.units)
		l.limit.OffZ(z, 0, l.held.N)
		facts = append(facts, r.hiddenFact(limitNet, z))
	}
	if r.finite {
		single := make([]float32, l.held.N*r.units)
		l.finite.Evaluate(single, narrow(nil, l.held.X), l.held.N, 0, net.BottleneckAt(r.depth)+1)
		facts = append(facts, r.hiddenFact(finiteNet, widen(nil, single)))
	}
	return facts
}

func (r *run) hiddenFact(network int, z []float64) sim.Fact {
	held := r.lanes[0].held
	return sim.Fact{
		Name: "R² of the hidden inputs from the units", Label: "R²", Role: trio.Roles[network],
		Value: determination(z, r.units, held.X, held.M, r.data.Hidden()),
	}
}

// determination returns R² = 1 − Σ|y − ŷ|²/Σ|y − ȳ|² of the least-squares map, with an
// offset, from the rows of z (d each) to y, the first h of the m numbers in the rows of x.
// With both centred, Z and Y, that is tr(YᵀZ (ZᵀZ)⁻¹ ZᵀY)/tr(YᵀY).
func determination(z []float64, d int, x []float64, m, h int) float64 {
	from, to := centred(z, d, d), centred(x, m, h)
	var gram, cross, solved mat.Dense
	gram.Mul(from.T(), from)
	cross.Mul(from.T(), to)
	trace := mat.Trace(&gram)
	for a := range d {
		gram.Set(a, a, gram.At(a, a)+ridge*trace)
	}
	upper, ok := lapack64.Potrf(blas64.Symmetric{Uplo: blas.Upper, N: d, Stride: d, Data: gram.RawMatrix().Data})
	if !ok {
		return 0 // the units say nothing: they do not vary
	}
	solved.CloneFrom(&cross)
	lapack64.Potrs(upper, solved.RawMatrix())
	explained := 0.0
	for a := range d {
		for b := range h {
			explained += cross.At(a, b) * solved.At(a, b)
		}
	}
	size := mat.Norm(to, 2)
	return explained / (size * size)
}

// ridge makes units that depend on each other no obstacle; it moves R² by about as much.
const ridge = 1e-12

// centred returns the first of the numbers in each row of v, size each, less their means.
func centred(v []float64, size, first int) *mat.Dense {
	n := len(v) / size
	m := mat.NewDense(n, first, nil)
	for a := range first {
		mean := 0.0
		for j := range n {
			mean += v[j*size+a] / float64(n)
		}
		for j := range n {
			m.Set(j, a, v[j*size+a]-mean)
		}
	}
	return m
}
