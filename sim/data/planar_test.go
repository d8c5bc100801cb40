package data

import (
	"math"
	"math/rand/v2"
	"testing"
)

func TestTrainingSetIsStandardised(t *testing.T) {
	for _, g := range planar {
		s, _ := split(g, 64, 16)
		for a := range s.M {
			mean, sq := 0.0, 0.0
			for j := range s.N {
				mean += s.X[j*s.M+a] / float64(s.N)
				sq += s.X[j*s.M+a] * s.X[j*s.M+a] / float64(s.N)
			}
			// 1e-12: rounding of 64 sums of order 1.
			if math.Abs(mean) > 1e-12 || math.Abs(sq-1) > 1e-12 {
				t.Errorf("%+v, input %d: got mean %g, mean square %g, want 0, 1", g, a, mean, sq)
			}
		}
	}
}

// Each generator's own geometry, without noise and before standardising.
func TestPlanarGeometry(t *testing.T) {
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
		s := Generator{Kind: test.kind}.planar(96, rng)
		for j, label := range s.Signs() {
			if !test.ok(s.X[2*j], s.X[2*j+1], label) {
				t.Errorf("kind %d: point (%g, %g) has label %g", test.kind, s.X[2*j], s.X[2*j+1], label)
			}
		}
	}
}

// Links of earlier versions show these points: x₁ and x₂ of the first and the last of 64,
// and of the last of 16 held out, as this package drew them before it knew other kinds.
func TestPlanarPointsStay(t *testing.T) {
	for _, c := range []struct {
		kind Kind
		want [6]float64
	}{
		{Circles, [6]float64{1.7333041501013897, 0.12619074004329162, -0.2796822211139565, -0.5901775838691661, 0.46289049653923314, -0.2774177516172019}},
		{Moons, [6]float64{-1.4125424172328196, -0.5134153353974074, 1.588926624638692, -1.3096389037255773, 1.7901064039607018, -0.09537483726340114}},
		{Xor, [6]float64{1.471147021298346, 1.5161317601801139, -0.4519471914037527, 0.7026895169198598, 0.07739997674550711, -0.6577736100988469}},
		{Spirals, [6]float64{0.08496488350114362, -0.012801342405760757, -2.417482849787103, 0.40267905013260924, -1.524178505857655, 1.5275266651219588}},
	} {
		s, h := split(Generator{Kind: c.kind, Noise: 1}, 64, 16)
		got := [6]float64{s.X[0], s.X[1], s.X[126], s.X[127], h.X[30], h.X[31]}
		for i := range got {
			// 1e-12: a machine that fuses multiply and add may round otherwise.
			if math.Abs(got[i]-c.want[i]) > 1e-12 {
				t.Errorf("kind %d: got %v, want %v", c.kind, got, c.want)
				break
			}
		}
	}
}
