package deeplinear

import (
	"math"

	"narrows/sim/linear"
)

// theoryPoints is how finely closed forms are drawn over the time of a run.
const theoryPoints = 193

// A theory is what closed forms say of the modes, before the first step: all of them together
// where the assumptions hold, else each as if it were alone.
type theory struct {
	whole *linear.Riccati
	modes []linear.Mode
	u, v  [][]float64 // left and right singular vectors of the modes
	w     []float64   // K×m, scratch
}

// newTheory is that of a run from A_0 and b_0 towards the target, the least-squares map.
func newTheory(c config, u, v [][]float64, target, a, b []float64) (theory, error) {
	t := theory{u: u, v: v, w: make([]float64, c.outputs*c.inputs)}
	if c.exact() && c.start == balanced {
		var err error
		t.whole, err = linear.NewRiccati(c.architecture, target, a, b)
		return t, err
	}
	cg, cf := c.architecture.KernelG(c.inputs), c.architecture.KernelF()
	start := make([]float64, c.outputs*c.inputs)
	product(start, a, b, c.architecture.Units)
	for i := range u {
		alpha, beta := reach(a, b, u[i], v[i], c.architecture.Units)
		t.modes = append(t.modes, linear.Mode{
			Target: component(target, u[i], v[i]), Start: component(start, u[i], v[i]),
			Pace: c.architecture.Pace(c.inputs), Delta: alpha*alpha/cg - beta*beta/cf,
		})
	}
	return t, nil
}

// at fills dst with the strength of each mode at a time.
func (t *theory) at(dst []float64, time float64) {
	if t.whole != nil {
		t.whole.At(time, t.w)
		for i := range dst {
			dst[i] = component(t.w, t.u[i], t.v[i])
		}
		return
	}
	for i := range dst {
		dst[i] = t.modes[i].At(time)
	}
}

// component is the strength uᵀWv of a mode in W (K×m).
func component(w, u, v []float64) (sum float64) {
	for c, x := range u {
		for a, y := range v {
			sum += x * w[c*len(v)+a] * y
		}
	}
	return sum
}

// reach returns |A v| and |bᵀu|: how much of a mode both layers hold.
func reach(a, b, u, v []float64, d int) (alpha, beta float64) {
	for e := range d {
		x, y := 0.0, 0.0
		for i, s := range v {
			x += a[e*len(v)+i] * s
		}
		for c, s := range u {
			y += b[c*d+e] * s
		}
		alpha, beta = alpha+x*x, beta+y*y
	}
	return math.Sqrt(alpha), math.Sqrt(beta)
}

// product fills w (K×m) with W = bA.
func product(w, a, b []float64, d int) {
	m, k := len(a)/d, len(b)/d
	clear(w)
	for c := range k {
		for e := range d {
			for i := range m {
				w[c*m+i] += b[c*d+e] * a[e*m+i]
			}
		}
	}
}
