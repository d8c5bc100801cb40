package kernel

import (
	"fmt"
	"math"

	"narrows/sim/vector"
)

// Shallow is f, a network with one hidden layer on the d coordinates of a bottleneck:
//
//	f(z) = σ_w v·φ(σ_w U z/√d + σ_b b)/√n + σ_b b′,  n → ∞.
//
// Unlike a Stack it knows the gradient of its kernels. Slices z and y have length d.
type Shallow struct {
	Units      int     // d
	WeightVar  float64 // σ_w²
	BiasVar    float64 // σ_b²
	Activation Activation
}

// NewShallow returns the network that l describes on d coordinates. It panics unless l
// has one hidden layer.
func NewShallow(l Layers, d int) Shallow {
	if l.Depth != 1 || d < 1 {
		panic(fmt.Sprintf("kernel: no gradient for depth %d on %d coordinates", l.Depth, d))
	}
	return Shallow{Units: d, WeightVar: l.WeightVar, BiasVar: l.BiasVar, Activation: l.Activation}
}

// Slope returns s = σ_w²/d, the scale of z in the first hidden layer.
func (k Shallow) Slope() float64 { return k.WeightVar / float64(k.Units) }

// Value returns both kernels at z and y. With p = s z·y + σ_b²,
//
//	NNGP = σ_b² + σ_w² J1,   NTK = σ_b² + σ_w² (J1 + J0 p).
func (k Shallow) Value(z, y []float64) (nngp, ntk float64) {
	if k.Activation.erf {
		nngp, ntk := k.Smooth(z, y)
		return nngp.Value, ntk.Value
	}
	q, r, minus, plus := k.polar(z, y)
	less, more := shares(q, r, minus, plus)
	p, far, near := (more-less)/2, math.Sqrt(less), math.Sqrt(more)
	j1, j0 := k.Activation.rectified(p, vector.Angle(far, near), far, near)
	nngp = float64(k.WeightVar*j1) + k.BiasVar
	return nngp, nngp + float64(k.WeightVar*float64(j0*p))
}

// layer is the weights after the activation.
func (k Shallow) layer() Layers { return Layers{WeightVar: k.WeightVar, BiasVar: k.BiasVar} }

// shares returns √(qr) − p and √(qr) + p for unit vectors with |u−u′|² and |u+u′|².
func shares(q, r, minus, plus float64) (less, more float64) {
	half := math.Sqrt(q*r) / 2
	return float64(half * minus), float64(half * plus)
}

// bent is (1−a)², the weight of ReLU's kernels in those of a rectifier of slope a.
func (a Activation) bent() float64 { return (1 - a.slope) * (1 - a.slope) }

// Gradient fills dst with the gradient of the NTK in z, its first argument. For a
// rectifier of slope a, with θ the angle between (√s z, σ_b) and (√s y, σ_b), J0 of ReLU
// and b = (1−a)²,
//
//	σ_w² s [ 2(a + b J0) y + b √(r/q) sin θ/2π z + b cos θ/(2π sin θ) (y − (p/q) z) ].
//
// The last term is the kink (φ″ is a delta function). It stays bounded as θ → 0 and
// θ → π, but has no limit there; below sin θ = 1e-7 it is dropped, which is the average
// over the kink. Derived here from J1 and J0. For erf see Smooth.
func (k Shallow) Gradient(dst, z, y []float64) {
	if k.Activation.erf {
		_, ntk := k.Smooth(z, y)
		for a := range dst {
			dst[a] = ntk.Y*y[a] + ntk.Z*z[a]
		}
		return
	}
	s := k.Slope()
	q, r, minus, plus := k.polar(z, y)
	th := 2 * vector.Angle(math.Sqrt(minus), math.Sqrt(plus))
	slope, bent := k.Activation.slope, k.Activation.bent()
	if q == 0 {
		// z = 0 without bias: a cone's tip. Its symmetric difference quotient is linear.
		for a := range dst {
			dst[a] = k.WeightVar * s * (2*slope + bent/2) * y[a]
		}
		return
	}
	sin, cos := math.Sin(th), math.Cos(th)
	toY := 2*slope + bent*((math.Pi-th)/math.Pi)
	toZ := bent * (math.Sqrt(r/q) * sin / (2 * math.Pi))
	kink := 0.0
	if sin >= minSin {
		kink = bent * (cos / (2 * math.Pi * sin))
	}
	along := math.Sqrt(r/q) * cos // p/q
	for a := range dst {
		dst[a] = k.WeightVar * s * (toY*y[a] + toZ*z[a] + kink*(y[a]-along*z[a]))
	}
}

// minSin is where y − (p/q) z has lost all but half its digits.
const minSin = 1e-7

// polar returns the squared lengths q and r of the extended vectors (√s z, σ_b) and
// (√s y, σ_b), and |u−u′|² and |u+u′|² of their directions, which are 2(1 ∓ cos θ): tan θ/2 is
// the root of their ratio. An angle from the inner product is good to 1e-8 only near 0 and π,
// and then the kernel is not positive. The direction of 0 is the first axis.
func (k Shallow) polar(z, y []float64) (q, r, minus, plus float64) {
	if len(z) != k.Units || len(y) != k.Units {
		panic(fmt.Sprintf("kernel: %d and %d coordinates of %d", len(z), len(y), k.Units))
	}
	q, r = k.square(z), k.square(y)
	for a := range k.extended() {
		u, v := k.direction(z, q, a), k.direction(y, r, a)
		minus += float64((u - v) * (u - v))
		plus += float64((u + v) * (u + v))
	}
	return q, r, minus, plus
}

// square returns s |z|² + σ_b².
func (k Shallow) square(z []float64) float64 { return float64(k.Slope()*dot(z, z)) + k.BiasVar }

// extended returns how many coordinates (√s z, σ_b) has: a bias of variance 0 is none.
func (k Shallow) extended() int {
	if k.BiasVar > 0 {
		return k.Units + 1
	}
	return k.Units
}

// direction returns coordinate a of (√s z, σ_b)/√q.
func (k Shallow) direction(z []float64, q float64, a int) float64 {
	switch {
	case q == 0 && a == 0:
		return 1
	case q == 0:
		return 0
	case a < len(z):
		return math.Sqrt(k.Slope()/q) * z[a]
	}
	return math.Sqrt(k.BiasVar / q)
}
