package sparse

import (
	"math"
	"math/rand/v2"
)

// A Descent trains a network of finite width m by gradient descent with momentum and weight decay, the whole data at once:
// what Narrows holds against the cheapest network. It minimises
//
//	1/(2n) Σ_i (f(x_i) − y_i)² + λ/2 Σ_k (v_k² + ‖w_k‖²),   f(x) = c + Σ_k v_k φ(w_k·x + b_k),
//
// in which biases are free. As v_k φ(w_k·x + b_k) stays when v_k is divided by what w_k and b_k are multiplied by, the decay of a unit is least
// at |v_k| = ‖w_k‖, where it is λ|v_k|‖w_k‖: what decays is the cost Σ|v_k|‖w_k‖, the gauge's own.
//
// Data are trained on with mean 0 and variance 1, and what is said of the network is in the units of the data.
type Descent struct {
	x          []float64 // n×d, standardised
	y          []float64
	n, d, m    int
	slope      float64
	rate       float64 // step size η
	decay      Decay
	shift      []float64 // d, means of the data
	scale      float64   // one for all directions, so that norms stay alike
	level      float64   // of y
	height     float64
	at         []float64 // parameters: v (m), w (m×d), b (m), c
	gradient   []float64
	velocity   []float64
	z          []float64 // n×m
	residual   []float64 // n
	step       int
	loss       float64
	broken     bool
	v, w, b, c []float64 // parts of at
}

// Decay is a weight decay that falls: λ is First until step Hold, and from there on falls as the square of the step. A network that is
// to come to the points needs little of it in the end, and one that is to be cheap needs much of it before.
type Decay struct {
	First float64
	Hold  int
}

// At is λ at a step.
func (d Decay) At(step int) float64 {
	if step <= d.Hold {
		return d.First
	}
	ratio := float64(d.Hold) / float64(step)
	return d.First * ratio * ratio
}

// momentum is β of the heavy ball: u ← βu + ∇, θ ← θ − ηu.
const momentum = 0.9

// NewDescent draws a network of m units over n points of d numbers: half of the units of either sign and
// facing all ways, bending anywhere among the data and a little beyond, each of weight 0.5/√m.
func NewDescent(x [][]float64, y []float64, m int, slope, rate float64, decay Decay, rng *rand.Rand) *Descent {
	n, dim := len(x), len(x[0])
	g := &Descent{n: n, d: dim, m: m, slope: slope, rate: rate, decay: decay, shift: make([]float64, dim)}
	g.standardise(x, y)
	size := m*(dim+2) + 1
	g.at, g.gradient, g.velocity = make([]float64, size), make([]float64, size), make([]float64, size)
	g.z, g.residual = make([]float64, n*m), make([]float64, n)
	g.v, g.w, g.b, g.c = g.at[:m], g.at[m:m+m*dim], g.at[m+m*dim:size-1], g.at[size-1:]
	weight := math.Sqrt(0.5 / math.Sqrt(float64(m)))
	for k := range m {
		g.v[k] = weight * float64(1-2*(k%2))
		way := g.w[k*dim : (k+1)*dim]
		if dim == 1 {
			way[0] = float64(1 - k&2)
		} else {
			draw(way, rng)
		}
		for j := range way {
			way[j] *= weight
		}
		g.b[k] = weight * spread * (2*rng.Float64() - 1)
	}
	g.look()
	return g
}

// spread is how far out units bend at first, in standard deviations of the data.
const spread = 1.8

// draw fills a direction, uniform on the sphere.
func draw(way []float64, rng *rand.Rand) {
	sum := 0.0
	for j := range way {
		way[j] = rng.NormFloat64()
		sum += way[j] * way[j]
	}
	for j := range way {
		way[j] /= math.Sqrt(sum)
	}
}

func (g *Descent) standardise(x [][]float64, y []float64) {
	of := func(size float64) float64 {
		if size > 0 {
			return math.Sqrt(size)
		}
		return 1
	}
	square := 0.0
	for j := range g.d {
		for i := range x {
			g.shift[j] += x[i][j] / float64(g.n)
		}
		for i := range x {
			square += (x[i][j] - g.shift[j]) * (x[i][j] - g.shift[j]) / float64(g.n*g.d)
		}
	}
	g.scale = of(square)
	square = 0
	for _, v := range y {
		g.level += v / float64(g.n)
	}
	for _, v := range y {
		square += (v - g.level) * (v - g.level) / float64(g.n)
	}
	g.height = of(square)
	for i := range x {
		for j, v := range x[i] {
			g.x = append(g.x, (v-g.shift[j])/g.scale)
		}
		g.y = append(g.y, (y[i]-g.level)/g.height)
	}
}

// look computes what the network is at the points, and its loss.
func (g *Descent) look() {
	g.loss = 0
	for i := range g.n {
		f := g.c[0]
		x, z := g.x[i*g.d:(i+1)*g.d], g.z[i*g.m:(i+1)*g.m]
		for k := range z {
			at := g.b[k]
			for j, v := range x {
				at += g.w[k*g.d+j] * v
			}
			z[k] = at
			f += g.v[k] * max(at, g.slope*at)
		}
		g.residual[i] = f - g.y[i]
		g.loss += g.residual[i] * g.residual[i] / float64(2*g.n)
	}
	g.broken = g.broken || !(g.loss < diverged)
}

// diverged is a loss that no network comes back from; it begins at about a half.
const diverged = 1e6

// Step takes one step of gradient descent. It allocates nothing; once diverged it does nothing.
func (g *Descent) Step() {
	if g.broken {
		return
	}
	g.differentiate()
	for j, slope := range g.gradient {
		g.velocity[j] = momentum*g.velocity[j] + slope
		g.at[j] -= g.rate * g.velocity[j]
	}
	g.step++
	g.look()
}

// differentiate computes the gradient of loss and decay.
func (g *Descent) differentiate() {
	clear(g.gradient)
	m, lambda := g.m, g.decay.At(g.step)
	dv, dw, db := g.gradient[:m], g.gradient[m:m+m*g.d], g.gradient[m+m*g.d:len(g.gradient)-1]
	for i, r := range g.residual {
		r /= float64(g.n)
		g.gradient[len(g.gradient)-1] += r
		x, z := g.x[i*g.d:(i+1)*g.d], g.z[i*m:(i+1)*m]
		for k, at := range z {
			by := r
			if at <= 0 {
				by *= g.slope
			}
			dv[k] += by * at
			by *= g.v[k]
			db[k] += by
			for j, v := range x {
				dw[k*g.d+j] += by * v
			}
		}
	}
	for k := range dv {
		dv[k] += lambda * g.v[k]
	}
	for j := range dw {
		dw[j] += lambda * g.w[j]
	}
}

// Diverged reports whether the loss is lost.
func (g *Descent) Diverged() bool { return g.broken }

// Price is Σ|v_k|‖w_k‖.
func (g *Descent) Price() (sum float64) {
	for k := range g.m {
		sum += g.Weight(k)
	}
	return sum
}

// Weight is |v_k|‖w_k‖ of unit k.
func (g *Descent) Weight(k int) float64 {
	square := 0.0
	for _, w := range g.w[k*g.d : (k+1)*g.d] {
		square += w * w
	}
	return math.Abs(g.v[k]) * math.Sqrt(square) * g.height / g.scale
}

// Bend is where unit k bends, of data on a line, and the jump of the slope there; infinitely far away where its w is 0.
func (g *Descent) Bend(k int) Knot {
	return Knot{At: g.shift[0] - g.scale*g.b[k]/g.w[k], Jump: math.Copysign(g.Weight(k)*(1-g.slope), g.v[k])}
}

// Facing is the sign of w of unit k, of data on a line: toward which side it rises.
func (g *Descent) Facing(k int) float64 { return math.Copysign(1, g.w[k]) }

// Miss is the largest |f(x_i) − y_i| over the points.
func (g *Descent) Miss() (worst float64) {
	for _, r := range g.residual {
		worst = max(worst, math.Abs(r)*g.height)
	}
	return worst
}

// Of is what the network is at a place of d numbers.
func (g *Descent) Of(x ...float64) float64 {
	f := g.c[0]
	for k, v := range g.v {
		z := g.b[k]
		for j := range x {
			z += g.w[k*g.d+j] * (x[j] - g.shift[j]) / g.scale
		}
		f += v * max(z, g.slope*z)
	}
	return g.level + g.height*f
}
