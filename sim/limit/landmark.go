package limit

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"narrows/sim/kernel"
	"narrows/sim/vector"
)

// The candidates for landmarks: equispaced on a line, a sunflower's seeds on a disc. Those
// that say most are taken, up to a number.
const (
	lineCandidates = 128
	discCandidates = 384
	mostLandmarks  = 256
	landmarkReach  = 6.0 // the line's half length, the disc's radius; starts reach 4

	// landmarkCut is the least variance a candidate must have, given the landmarks before it
	// and relative to the largest, to be one. Coefficients grow as its inverse root, and
	// rounding in f with them: to 1e-12 here.
	landmarkCut = 1e-8
)

// A Landmark is a function f: R^d → R^K, d ≤ 2, of infinite width with one hidden layer of
// erf units, held by R fixed points z_r of the bottleneck:
//
//	f(z) = Σ_r K_f(z, z_r) α_r + S(z, z_r) β_r,
//
// K_f and S being the NTK and the NNGP. A draw has β, training moves α. Both kernels are
// smooth, so that few points say all there is to say, as far out as the points go; 2 beyond
// them K_f is off by 1e-3 of its diagonal, and farther out f_t is guessed.
type Landmark struct {
	of      kernel.Shallow
	layers  kernel.Layers
	outputs int       // K
	at      []float64 // R×d
	nodes   *kernel.Nodes
	lower   []float64 // R×R, the Cholesky factor of K_f on them

	ntk, nngp []float64 // K×R: α and β
	drawn     bool      // β is not 0
	scratch   terms
}

// NewLandmark returns f = 0 on d = units coordinates with K outputs. It fails if K_f is
// zero or not finite. With σ_w² = 2 what landmarks span is K_f up to 1e-6 of its diagonal
// on a line and 1e-4 on a disc, there with bias 1e-3; sharper units want more.
func NewLandmark(f kernel.Layers, units, outputs int) (*Landmark, error) {
	mustMatch(f, units, outputs)
	l := &Landmark{of: kernel.NewShallow(f, units), layers: f, outputs: outputs}
	at := candidates(units)
	picked, lower, err := pivots(l.of, at, func(_, ntk []float64) []float64 { return ntk })
	if err != nil {
		return nil, err
	}
	l.lower = lower
	for _, p := range picked {
		l.at = append(l.at, at[p*units:][:units]...)
	}
	l.nodes = l.newNodes()
	l.ntk = make([]float64, outputs*len(picked))
	l.nngp = make([]float64, outputs*len(picked))
	l.scratch = l.newTerms()
	return l, nil
}

func candidates(units int) (at []float64) {
	switch units {
	case 1:
		for r := range lineCandidates {
			at = append(at, landmarkReach*(2*float64(r)/(lineCandidates-1)-1))
		}
	case 2:
		golden := math.Pi * (3 - math.Sqrt(5))
		for r := range discCandidates {
			sin, cos := math.Sincos(golden * float64(r))
			far := landmarkReach * math.Sqrt((float64(r)+0.5)/discCandidates)
			at = append(at, far*cos, far*sin)
		}
	default:
		panic(fmt.Sprintf("limit: no landmarks on %d units", units))
	}
	return at
}

// pairsOf returns what fills both kernels at a pair of points, and between all points (rows of d
// numbers) and one.
func pairsOf(k kernel.Shallow, at []float64) (pair func(z, y []float64) (nngp, ntk float64), row func(nngp, ntk, z []float64)) {
	if k.Units > 1 {
		nodes := k.Nodes(len(at) / k.Units)
		nodes.Set(at)
		return k.Value, nodes.Row
	}
	pair = func(z, y []float64) (nngp, ntk float64) { return onLine(k, z[0], y[0]) }
	row = func(nngp, ntk, z []float64) {
		for i := range nngp {
			nngp[i], ntk[i] = onLine(k, at[i], z[0])
		}
	}
	return pair, row
}

// pivots orders points (rows of d numbers) by how much of one of both kernels those before
// them leave open, down to the cut, and returns the Cholesky factor of the kernel in that
// order, R×R for R points that are left. An eigenvalue cut would do as well, at four times the
// cost and with vectors that depend on rounding.
func pivots(k kernel.Shallow, at []float64, which func(nngp, ntk []float64) []float64) (picked []int, lower []float64, err error) {
	d := k.Units
	n := len(at) / d
	left, rows := make([]float64, n), make([]float64, n*n)
	nngp, ntk := make([]float64, n), make([]float64, n)
	pair, row := pairsOf(k, at)
	for i := range left {
		nngp[i], ntk[i] = pair(at[i*d:][:d], at[i*d:][:d])
		left[i] = which(nngp, ntk)[i]
		if !finite(left[i]) {
			return nil, nil, fmt.Errorf("the kernel of f overflows: an entry is %v", left[i])
		}
	}
	enough := landmarkCut * slices.Max(left)
	for range min(n, mostLandmarks) {
		most := 0
		for i, v := range left {
			if v > left[most] {
				most = i
			}
		}
		if !(left[most] > enough) {
			break
		}
		col, norm := len(picked), math.Sqrt(left[most])
		pivot := rows[most*n:][:n]
		vector.CountDouble(n * angles)
		row(nngp, ntk, at[most*d:][:d])
		covariance := which(nngp, ntk)
		for i := range n {
			if left[i] <= 0 || i == most {
				continue
			}
			row := rows[i*n:][:n]
			row[col] = (covariance[i] - vector.Dot(row[:col], pivot[:col])) / norm
			left[i] -= row[col] * row[col]
		}
		pivot[col], left[most] = norm, 0
		picked = append(picked, most)
	}
	if len(picked) == 0 {
		return nil, nil, fmt.Errorf("the kernel of f is zero on %d landmarks", n)
	}
	for _, p := range picked {
		lower = append(lower, rows[p*n:][:len(picked)]...)
	}
	return picked, lower, nil
}

// onLine returns both kernels in one dimension in the arithmetic of the first version.
// Candidates at ±z leave equally much open, and rounding decides which is taken: a link is to
// show the draw that it showed then.
func onLine(k kernel.Shallow, z, y float64) (nngp, ntk float64) {
	s := k.Slope()
	q, r, p := s*(z*z)+k.BiasVar, s*(y*y)+k.BiasVar, s*(z*y)+k.BiasVar
	root := math.Sqrt((1+2*q)*(1+2*r) - 4*p*p)
	nngp = k.BiasVar + k.WeightVar*(2/math.Pi*math.Atan2(2*p, root))
	return nngp, nngp + k.WeightVar*(4/(math.Pi*root))*p
}

func (l *Landmark) count() int { return len(l.at) / l.of.Units }

// Draw makes l a draw from the Gaussian process of f at the start, with R numbers ξ from
// N(0, 1) for each output: f_0 = S(z, Z) L^{−ᵀ} ξ for L Lᵀ = S(Z, Z), Z being those
// landmarks that S tells apart.
func (l *Landmark) Draw(rng *rand.Rand) error {
	r := l.count()
	picked, lower, err := pivots(l.of, l.at, func(nngp, _ []float64) []float64 { return nngp })
	if err != nil {
		return err
	}
	clear(l.ntk)
	clear(l.nngp)
	xi := make([]float64, r)
	for c := range l.outputs {
		for i := range xi {
			xi[i] = rng.NormFloat64()
		}
		x := xi[:len(picked)]
		solveUpper(x, lower)
		for i, p := range picked {
			l.nngp[c*r+p] = x[i]
		}
	}
	l.drawn = true
	return nil
}

// solveUpper sets x to the solution y of Lᵀ y = x for a lower triangular L.
func solveUpper(x, l []float64) {
	n := len(x)
	for i := n - 1; i >= 0; i-- {
		x[i] /= l[i*n+i]
		for j, v := range l[i*n:][:i] {
			x[j] -= v * x[i]
		}
	}
}

// Scale multiplies l by a number: a small start is a draw scaled down.
func (l *Landmark) Scale(by float64) {
	for i := range l.ntk {
		l.ntk[i] *= by
		l.nngp[i] *= by
	}
}

// clone returns a copy that shares nothing with l that changes.
func (l *Landmark) clone() *Landmark {
	m := *l
	m.ntk, m.nngp, m.scratch, m.nodes = slices.Clone(l.ntk), slices.Clone(l.nngp), l.newTerms(), l.newNodes()
	return &m
}

// terms are both kernels between a point and each landmark, and their gradients at the
// point, coordinate by coordinate: rows of R.
type terms struct{ ntk, nngp, ntkSlope, nngpSlope []float64 }

func (l *Landmark) newTerms() terms {
	r, d := l.count(), l.of.Units
	return terms{make([]float64, r), make([]float64, r), make([]float64, d*r), make([]float64, d*r)}
}

func (l *Landmark) newNodes() *kernel.Nodes {
	n := l.of.Nodes(l.count())
	n.Set(l.at)
	return n
}

// fill fills t at z; without β the slopes of the NNGP are left out.
func (l *Landmark) fill(t terms, z []float64) {
	slopes := t.nngpSlope
	if !l.drawn {
		slopes = nil
	}
	vector.CountDouble(2 * l.count() * angles)
	l.nodes.SmoothRow(t.nngp, t.ntk, slopes, t.ntkSlope, z)
}

// Eval fills value (K) and jacobian (K×d) at z (d).
func (l *Landmark) Eval(z, value, jacobian []float64) { l.read(l.scratch, z, value, jacobian) }

func (l *Landmark) read(t terms, z, value, jacobian []float64) {
	d, r := l.of.Units, l.count()
	l.fill(t, z)
	l.sum(value, t)
	for c := range l.outputs {
		for a := range d {
			v := vector.Dot(l.ntk[c*r:][:r], t.ntkSlope[a*r:][:r])
			if l.drawn {
				v += vector.Dot(l.nngp[c*r:][:r], t.nngpSlope[a*r:][:r])
			}
			jacobian[c*d+a] = v
		}
	}
}

func (l *Landmark) sum(value []float64, t terms) {
	r := l.count()
	for c := range l.outputs {
		value[c] = vector.Dot(l.ntk[c*r:][:r], t.ntk)
		if l.drawn {
			value[c] += vector.Dot(l.nngp[c*r:][:r], t.nngp)
		}
	}
}

// Values fills dst (n×K) with l at the n rows of z (n×d).
func (l *Landmark) Values(dst, z []float64) {
	d, outs := l.of.Units, l.outputs
	for i := range len(z) / d {
		vector.CountDouble(l.count() * angles)
		l.nodes.Row(l.scratch.nngp, l.scratch.ntk, z[i*d:][:d])
		l.sum(dst[i*outs:][:outs], l.scratch)
	}
}
