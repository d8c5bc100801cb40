package bottleneck

import (
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/mat"
)

const manyUnits = 8

// cloud draws n points of manyUnits coordinates: spread[a] times a normal number along the
// a-th of random orthonormal directions, around a mean.
func cloud(n int, spread [manyUnits]float64, rng *rand.Rand) []float64 {
	square := mat.NewDense(manyUnits, manyUnits, nil)
	for a := range manyUnits {
		for b := range manyUnits {
			square.Set(a, b, rng.NormFloat64())
		}
	}
	var qr mat.QR
	var q mat.Dense
	qr.Factorize(square)
	qr.QTo(&q)
	z := make([]float64, n*manyUnits)
	for j := range n {
		for a, s := range spread {
			along := s * rng.NormFloat64()
			for b := range manyUnits {
				z[j*manyUnits+b] += along*q.At(b, a) + 0.3
			}
		}
	}
	return z
}

// components is the slow way: all eigenvectors of the covariance, the largest first, and
// the sums of squares along them.
func components(z []float64) (vectors [manyUnits][]float64, values [manyUnits]float64) {
	const d = manyUnits
	n := len(z) / d
	var mean [d]float64
	for j := range n {
		for a := range d {
			mean[a] += z[j*d+a] / float64(n)
		}
	}
	cov := mat.NewSymDense(d, nil)
	for j := range n {
		for a := range d {
			for b := range a + 1 {
				cov.SetSym(a, b, cov.At(a, b)+(z[j*d+a]-mean[a])*(z[j*d+b]-mean[b]))
			}
		}
	}
	var eigen mat.EigenSym
	eigen.Factorize(cov, true)
	var all mat.Dense
	eigen.VectorsTo(&all)
	for k, v := range eigen.Values(nil) {
		vectors[d-1-k], values[d-1-k] = mat.Col(nil, k, &all), v
	}
	return vectors, values
}

func orthonormal(t *testing.T, p *projection) {
	t.Helper()
	u, v := p.axes[0], p.axes[1]
	for _, x := range [3]struct {
		what      string
		got, want float64
	}{{"u·u", floats.Dot(u, u), 1}, {"v·v", floats.Dot(v, v), 1}, {"u·v", floats.Dot(u, v), 0}} {
		if !(math.Abs(x.got-x.want) < 1e-9) { // rounding in eight products
			t.Errorf("got %s = %v, want %v", x.what, x.got, x.want)
		}
	}
}

// The plane is that of the two principal components, each axis along its own, and the share
// is theirs of all the variance.
func TestProjectionIsPrincipal(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 1))
	for trial := range 20 {
		// The third variance is 0.36 of the second at most in the population; 60 rounds leave
		// far less than the tolerance of the rest even where the draw brings them near.
		z := cloud(120, [manyUnits]float64{3, 2, 1.2, 1, 0.7, 0.5, 0.2, 0.1}, rng)
		p := newProjection(120, manyUnits)
		p.follow(z, firstRounds)
		orthonormal(t, &p)
		vectors, values := components(z)
		for k := range 2 {
			if got := math.Abs(floats.Dot(p.axes[k], vectors[k])); !(math.Abs(got-1) < 1e-9) {
				t.Errorf("cloud %d: got a cosine of %v between axis %d and its component, want 1", trial, got, k)
			}
			sum := 0.0
			for j := range 120 {
				sum += p.plane[2*j+k] * p.plane[2*j+k]
			}
			if !(math.Abs(sum-values[k]) < 1e-9*values[k]) {
				t.Errorf("cloud %d: got a sum of squares of %v along axis %d, want %v", trial, sum, k, values[k])
			}
		}
		if want := (values[0] + values[1]) / floats.Sum(values[:]); !(math.Abs(p.share-want) < 1e-9) {
			t.Errorf("cloud %d: got %v of the variance in the plane, want %v", trial, p.share, want)
		}
	}
}

// The picture follows a cloud that turns slowly, also where its two largest variances cross:
// the components may then change places at once, but no plotted point jumps.
func TestProjectionNeverJumps(t *testing.T) {
	const n, steps = 60, 400
	for _, c := range []struct {
		name string
		tilt float64 // makes the two depend on each other; at 0 they cross, else they miss each other
		most float64 // that a plotted point moves, in units of the largest true movement
		kept bool    // the axes are, so that the second has the larger variance in the end
	}{
		// A plotted point moves with its point, and with a plane that turns as the cloud does.
		{name: "crossing", most: 2, kept: true},
		// The components turn by a right angle at leisure, so the picture does.
		{name: "passing at a distance", tilt: 0.2, most: 4},
		// They would turn within few steps.
		{name: "passing near", tilt: 0.008, most: 4, kept: true},
		{name: "passing very near", tilt: 0.002, most: 4, kept: true},
	} {
		shape := make([]float64, n*manyUnits)
		rng := rand.New(rand.NewPCG(4, 1))
		for j := range n {
			row := shape[j*manyUnits:][:manyUnits]
			row[0], row[1] = math.Cos(2*math.Pi*float64(j)/n), math.Sin(2*math.Pi*float64(j)/n)
			row[1] += c.tilt * row[0]
			for _, a := range [4]int{2, 3, 4, 7} {
				if j < n/2 { // opposite points alike: then they do not depend on the first two
					row[a] = 0.2 * rng.NormFloat64() / float64(a)
					shape[(j+n/2)*manyUnits+a] = row[a]
				}
			}
		}
		at := func(step int, z []float64) {
			u := float64(step) / steps
			sin, cos := math.Sincos(math.Pi / 2 * u)
			for j := range n {
				row := z[j*manyUnits:][:manyUnits]
				copy(row, shape[j*manyUnits:])
				row[0] *= 1.5 - 0.7*u
				row[1] *= 0.8 + 0.7*u
				// Out of their plane into other coordinates, by a quarter turn.
				row[0], row[5] = cos*row[0]-sin*row[5], sin*row[0]+cos*row[5]
				row[1], row[6] = cos*row[1]-sin*row[6], sin*row[1]+cos*row[6]
			}
		}
		z, before, plane := make([]float64, n*manyUnits), make([]float64, n*manyUnits), make([]float64, 2*n)
		at(0, z)
		p := newProjection(n, manyUnits)
		p.follow(z, firstRounds)
		worst := 0.0
		for step := 1; step <= steps; step++ {
			copy(before, z)
			copy(plane, p.plane)
			at(step, z)
			p.follow(z, laterRounds)
			moved, shown := 0.0, 0.0
			for j := range n {
				moved = max(moved, floats.Distance(z[j*manyUnits:][:manyUnits], before[j*manyUnits:][:manyUnits], 2))
				shown = max(shown, floats.Distance(p.plane[2*j:][:2], plane[2*j:][:2], 2))
			}
			worst = max(worst, shown/moved)
			if !(shown <= c.most*moved) {
				t.Fatalf("%s, step %d: got a plotted point that moves by %v where points move by at most %v", c.name, step, shown, moved)
			}
			orthonormal(t, &p)
		}
		t.Logf("%s: plotted points move at most %.2f times as far as points do", c.name, worst)
		var xx, yy float64
		for j := range n {
			xx, yy = xx+p.plane[2*j]*p.plane[2*j], yy+p.plane[2*j+1]*p.plane[2*j+1]
		}
		if got := yy > xx; got != c.kept {
			t.Errorf("%s: got sums of squares of %v and %v along the axes in the end, want the second larger: %v", c.name, xx, yy, c.kept)
		}
		_, values := components(z)
		if want := (values[0] + values[1]) / floats.Sum(values[:]); !(p.share > want-1e-3) {
			t.Errorf("%s: got %v of the variance in the plane in the end, want nearly %v", c.name, p.share, want)
		}
	}
}

// Points on a line, two of them, or all at one place are drawn, not NaN.
func TestProjectionOfFewDirections(t *testing.T) {
	const n = 20
	rng := rand.New(rand.NewPCG(5, 1))
	line, same, single := make([]float64, n*manyUnits), make([]float64, n*manyUnits), make([]float64, n*manyUnits)
	for j := range n {
		s := rng.NormFloat64()
		for a := range manyUnits {
			line[j*manyUnits+a] = 2 + s*float64(a-3)
			same[j*manyUnits+a] = 0.25
		}
		single[j*manyUnits+2] = s
	}
	zero := make([]float64, n*manyUnits)
	for _, c := range []struct {
		name string
		z    []float64
	}{{"a line", line}, {"one place", same}, {"the origin", zero}, {"one coordinate", single}} {
		p := newProjection(n, manyUnits)
		// Then a cloud, and back: what is degenerate now need not remain so.
		for i, z := range [][]float64{c.z, cloud(n, [manyUnits]float64{2, 1, 0.1}, rng), c.z, c.z} {
			p.follow(z, firstRounds)
			orthonormal(t, &p)
			for k, v := range p.plane {
				if math.IsNaN(v) || math.IsInf(v, 0) {
					t.Fatalf("%s, %d: got %v for number %d of the plane", c.name, i, v, k)
				}
			}
			if !(p.share > 0.5 && p.share <= 1+1e-12) {
				t.Errorf("%s, %d: got %v of the variance in the plane, want nearly all", c.name, i, p.share)
			}
			if i == 1 {
				continue
			}
			for j := 1; j < n; j++ { // a plane that holds all points keeps their distances
				want := floats.Distance(z[:manyUnits], z[j*manyUnits:][:manyUnits], 2)
				if got := floats.Distance(p.plane[:2], p.plane[2*j:][:2], 2); !(math.Abs(got-want) < 1e-9*(1+want)) {
					t.Errorf("%s, %d: got points %v apart in the plane, want %v", c.name, i, got, want)
					break
				}
			}
		}
	}
}
