package limit

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"narrows/sim/kernel"
	"narrows/sim/vector"
)

// Degrees at which NewHarmonic cuts by default: the kernel is then within 8e-4 on the
// circle and 1e-2 on the sphere, relative to its diagonal.
const (
	CircleDegree = 128
	SphereDegree = 16
)

// A Harmonic is a function f: R^d → R^K of infinite width with one hidden layer of
// rectifiers, as coefficients of harmonics. With σ_w², σ_b² of f, s = σ_w²/d and the extended vector
// (√s z, σ_b) = ρ u, |u| = 1,
//
//	f(z) = offset + ρ Σ_k β_k Y_k(u).
//
// For rectifiers both kernels have this form, K_f(z, z′) = σ_b² + σ_w² ρρ′ Σ_k c_k Y_k(u) Y_k(u′),
// so that training moves a fixed number of coefficients however long it lasts. For the
// identity they are the coefficients of the extended vector, which is exact.
type Harmonic struct {
	basis     *basis
	units     int     // d
	outputs   int     // K
	root      float64 // √s
	weightVar float64 // σ_w²
	biasVar   float64 // σ_b²; above 0 the extended vector has one number more

	offset []float64    // K
	beta   []float64    // K×size
	turned [3][]float64 // K×size each: beta under the basis's turns
	row    []float64    // Y_k(u) at one point, scratch
	next   []float64    // and at another
}

// NewHarmonic returns f = 0 on d = units coordinates with K outputs, cut at a degree; 0
// means the default. It fails if f is not linear and depends on more than three extended
// coordinates.
func NewHarmonic(f kernel.Layers, units, outputs, degree int) (*Harmonic, error) {
	slope, rectifies := f.Activation.Rectifies()
	if f.Depth != 1 || !rectifies || units < 1 || outputs < 1 {
		panic(fmt.Sprintf("limit: no harmonics for %+v on %d units, %d outputs", f, units, outputs))
	}
	h := &Harmonic{
		units: units, outputs: outputs,
		root:      math.Sqrt(f.WeightVar / float64(units)),
		weightVar: f.WeightVar, biasVar: f.BiasVar,
	}
	dim := extended(f, units)
	if dim > 3 && slope != 1 {
		return nil, fmt.Errorf("a bottleneck of %d units with bias variance %v after it is too wide: "+
			"at most 3 units without bias, or 2 with, have an exact limit here", units, f.BiasVar)
	}
	h.basis = newBasis(slope, dim, degree)
	size := h.basis.size()
	h.offset = make([]float64, outputs)
	h.beta = make([]float64, outputs*size)
	for i := range h.basis.turns {
		h.turned[i] = make([]float64, outputs*size)
	}
	h.row, h.next = make([]float64, size), make([]float64, size)
	return h, nil
}

// extended returns D, how many coordinates (√s z, σ_b) has: a bias of variance 0 is none.
func extended(f kernel.Layers, units int) int {
	if f.BiasVar > 0 {
		return units + 1
	}
	return units
}

func orDefault(degree, otherwise int) int {
	if degree == 0 {
		return otherwise
	}
	if degree < 2 || degree%2 != 0 {
		panic(fmt.Sprintf("limit: degree %d is not even", degree))
	}
	return degree
}

// Draw makes h a draw from the Gaussian process of f at the start: the offset from
// N(0, σ_b²), then β_k from N(0, σ_w² g_k), output by output. Value and gradient belong to
// one function. The cut lowers the variance of the gradient by 0.2 % on the circle.
func (h *Harmonic) Draw(rng *rand.Rand) {
	size := h.basis.size()
	for c := range h.outputs {
		h.offset[c] = math.Sqrt(h.biasVar) * rng.NormFloat64()
		for k, g := range h.basis.nngp {
			h.beta[c*size+k] = math.Sqrt(h.weightVar*g) * rng.NormFloat64()
		}
	}
	h.turn()
}

// Scale multiplies h by a number: a small start is a draw scaled down.
func (h *Harmonic) Scale(by float64) {
	for i := range h.offset {
		h.offset[i] *= by
	}
	for i := range h.beta {
		h.beta[i] *= by
	}
	h.turn()
}

// clone returns a copy that shares nothing with h that changes.
func (h *Harmonic) clone() *Harmonic {
	g := *h
	g.offset, g.beta = slices.Clone(h.offset), slices.Clone(h.beta)
	g.row, g.next = slices.Clone(h.row), slices.Clone(h.next)
	for i := range h.basis.turns {
		g.turned[i] = slices.Clone(h.turned[i])
	}
	return &g
}

// Eval fills value (K) and jacobian (K×d) at z (d). At a kink of the rectifiers', which
// only z = 0 without bias is, the gradient is that along the first axis.
func (h *Harmonic) Eval(z, value, jacobian []float64) {
	var u [3]float64
	rho := h.fill(h.row, z, &u)
	h.read(h.row, &u, rho, value, jacobian)
}

// Values fills dst (n×K) with h at the n rows of z (n×d).
func (h *Harmonic) Values(dst, z []float64) {
	d, outs, size := h.units, h.outputs, h.basis.size()
	n, i := len(z)/d, 0
	for ; i+2 <= n && !h.basis.linear(); i += 2 {
		var u, v [3]float64
		rho, next := h.polar(z[i*d:][:d], &u), h.polar(z[(i+1)*d:][:d], &v)
		h.basis.fillTwo(h.row, h.next, &u, &v)
		for c := range outs {
			x, y := vector.Dot2(h.beta[c*size:][:size], h.row, h.next)
			dst[i*outs+c], dst[(i+1)*outs+c] = h.offset[c]+rho*x, h.offset[c]+next*y
		}
	}
	for ; i < n; i++ {
		var u [3]float64
		rho := h.fill(h.row, z[i*d:][:d], &u)
		for c := range outs {
			dst[i*outs+c] = h.offset[c] + rho*vector.Dot(h.beta[c*size:][:size], h.row)
		}
	}
}

// fill sets u and row = Y_k(u) at z, and returns ρ. For the identity row is (√s z, σ_b)
// itself, ρ is 1 and u is not set.
func (h *Harmonic) fill(row, z []float64, u *[3]float64) (rho float64) {
	if h.basis.linear() {
		for a, v := range z {
			row[a] = h.root * v
		}
		if h.biasVar > 0 {
			row[len(z)] = math.Sqrt(h.biasVar)
		}
		return 1
	}
	rho = h.polar(z, u)
	h.basis.fill(row, u)
	return rho
}

// polar sets u and returns ρ, with ρ u = (√s z, σ_b).
func (h *Harmonic) polar(z []float64, u *[3]float64) (rho float64) {
	sum := h.biasVar
	for a, v := range z {
		u[a] = h.root * v
		sum += u[a] * u[a]
	}
	if h.biasVar > 0 {
		u[len(z)] = math.Sqrt(h.biasVar)
	}
	rho = math.Sqrt(sum)
	if rho < 1e-150 { // its square is no longer a normal number
		*u = [3]float64{1, 0, 0}
		return 0
	}
	for a := range u {
		u[a] /= rho
	}
	return rho
}

// read fills value and jacobian at the point that row, u and ρ stand for.
func (h *Harmonic) read(row []float64, u *[3]float64, rho float64, value, jacobian []float64) {
	size, d := h.basis.size(), h.units
	if h.basis.linear() {
		for c := range h.outputs {
			beta := h.beta[c*size:][:size]
			value[c] = h.offset[c] + vector.Dot(beta, row)
			for a := range d {
				jacobian[c*d+a] = h.root * beta[a]
			}
		}
		return
	}
	for c := range h.outputs {
		at := c * size
		beta := h.beta[at:][:size]
		var f, x, y, z float64
		if h.basis.dim == 1 {
			f = vector.Dot(row, beta)
		} else {
			f, x = vector.Dot2(row, beta, h.turned[0][at:][:size])
		}
		if h.basis.dim == 3 {
			y, z = vector.Dot2(row, h.turned[1][at:][:size], h.turned[2][at:][:size])
		}
		h.set(c, f, x, y, z, u, rho, value, jacobian)
	}
}

// readTwo is read at two points, with one row and value after the other, on a basis of more
// than one dimension.
func (h *Harmonic) readTwo(rows []float64, u *[2][3]float64, rho *[2]float64, value, jacobian []float64) {
	size, outs := h.basis.size(), h.outputs
	d, row, next := h.units, rows[:size], rows[size:][:size]
	for c := range outs {
		at := c * size
		var y, z, v, w float64
		f, x, g, t := vector.Dot4(row, next, h.beta[at:][:size], h.turned[0][at:][:size])
		if h.basis.dim == 3 {
			y, z, v, w = vector.Dot4(row, next, h.turned[1][at:][:size], h.turned[2][at:][:size])
		}
		h.set(c, f, x, y, z, &u[0], rho[0], value[:outs], jacobian[:outs*d])
		h.set(c, g, t, v, w, &u[1], rho[1], value[outs:], jacobian[outs*d:])
	}
}

// set fills the value and the gradient of output c from F = Σ β_k Y_k and the same of β under
// the turns, x, y, z: ∇f = √s (F u + ∇_t F), its first d coordinates. With Λ = u×∇ the
// gradient along the sphere is ∇_t F = (ΛF)×u. In one dimension there is none.
func (h *Harmonic) set(c int, f, x, y, z float64, u *[3]float64, rho float64, value, jacobian []float64) {
	value[c] = h.offset[c] + rho*f
	grad := jacobian[c*h.units:][:h.units]
	switch h.basis.dim {
	case 1:
		grad[0] = h.root * (f * u[0])
	case 2:
		grad[0] = h.root * (f*u[0] - x*u[1])
		if len(grad) > 1 {
			grad[1] = h.root * (f*u[1] + x*u[0])
		}
	case 3:
		grad[0] = h.root * (f*u[0] + (y*u[2] - z*u[1]))
		grad[1] = h.root * (f*u[1] + (z*u[0] - x*u[2]))
		if len(grad) > 2 {
			grad[2] = h.root * (f*u[2] + (x*u[1] - y*u[0]))
		}
	}
}

// turn brings the rotated coefficients up to date with beta.
func (h *Harmonic) turn() {
	size := h.basis.size()
	for i, t := range h.basis.turns {
		for c := range h.outputs {
			rotate(h.turned[i][c*size:][:size], h.beta[c*size:][:size], t)
		}
	}
}

// embed sets h to f, if f is a Harmonic of the same network cut at h's degree or below,
// and reports whether it did.
func (h *Harmonic) embed(f Function) bool {
	g, ok := f.(*Harmonic)
	if !ok || g.units != h.units || g.outputs != h.outputs || g.root != h.root ||
		g.basis.slope != h.basis.slope || g.basis.dim != h.basis.dim || g.basis.degree > h.basis.degree ||
		g.biasVar != h.biasVar {
		return false
	}
	size, small := h.basis.size(), g.basis.size()
	copy(h.offset, g.offset)
	for c := range h.outputs {
		for k := range small {
			h.beta[c*size+h.basis.from(g.basis, k)] = g.beta[c*small+k]
		}
	}
	h.turn()
	return true
}
