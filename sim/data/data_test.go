package data

import (
	"math"
	"math/rand/v2"
	"testing"
)

func split(kind Kind, n, h int) (Set, Set) {
	return Split(Generator{Kind: kind, Noise: 1}, n, h, rand.New(rand.NewPCG(7, 0)))
}

func TestTrainingSetIsStandardised(t *testing.T) {
	for _, kind := range []Kind{Circles, Moons, Xor, Spirals} {
		s, _ := split(kind, 64, 16)
		for a := range s.M {
			mean, sq := 0.0, 0.0
			for j := range s.N {
				mean += s.X[j*s.M+a] / float64(s.N)
				sq += s.X[j*s.M+a] * s.X[j*s.M+a] / float64(s.N)
			}
			// 1e-12: rounding of 64 sums of order 1.
			if math.Abs(mean) > 1e-12 || math.Abs(sq-1) > 1e-12 {
				t.Errorf("kind %d input %d: got mean %g, mean square %g, want 0, 1", kind, a, mean, sq)
			}
		}
	}
}

func TestClassesAreBalanced(t *testing.T) {
	for _, kind := range []Kind{Circles, Moons, Xor, Spirals} {
		s, _ := split(kind, 64, 0)
		sum := 0.0
		for _, y := range s.Y {
			sum += y
		}
		if sum != 0 {
			t.Errorf("kind %d: got labels that sum to %g, want 0", kind, sum)
		}
	}
}

func TestHeldOutPointsLeaveTheTrainingSetAlone(t *testing.T) {
	for _, kind := range []Kind{Circles, Moons, Xor, Spirals} {
		few, _ := split(kind, 32, 1)
		many, _ := split(kind, 32, 100)
		for i := range few.X {
			if few.X[i] != many.X[i] {
				t.Fatalf("kind %d: training coordinate %d got %g and %g", kind, i, few.X[i], many.X[i])
			}
		}
	}
}

// Each generator's own geometry, without noise and before standardising.
func TestGeometry(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 0))
	for _, test := range []struct {
		kind Kind
		ok   func(x, y, label float64) bool
	}{
		{Circles, func(x, y, label float64) bool { return math.Abs(math.Hypot(x, y)-(0.75+0.25*label)) < 1e-12 }},
		{Moons, func(x, y, label float64) bool {
			if label < 0 {
				x, y = 1-x, 0.5-y
			}
			return math.Abs(math.Hypot(x, y)-1) < 1e-12 && y >= 0
		}},
		{Xor, func(x, y, label float64) bool { return x*y*label > 0 && min(math.Abs(x), math.Abs(y)) >= 0.15 }},
		{Spirals, func(x, y, label float64) bool {
			r := math.Hypot(x, y)
			return math.Abs(label*(x*math.Sin(4*math.Pi*r)-y*math.Cos(4*math.Pi*r))) < 1e-12 && r <= 1
		}},
	} {
		s := Generator{Kind: test.kind}.draw(96, rng)
		for j := range s.N {
			if !test.ok(s.X[2*j], s.X[2*j+1], s.Y[j]) {
				t.Errorf("kind %d: point (%g, %g) has label %g", test.kind, s.X[2*j], s.X[2*j+1], s.Y[j])
			}
		}
	}
}
