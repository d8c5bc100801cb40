package geom

import (
	"math"

	"narrows/sim"
)

// A Grid holds samples of a field, row by row.
type Grid struct {
	NX, NY int
	V      []float32
}

// Unit is the unit of a field's bands.
func Unit(c *sim.Cells) float64 {
	if c.Unit > 0 && !math.IsInf(c.Unit, 0) {
		return c.Unit
	}
	return 1
}

// Levels appends those of a field that count: what is out of order or no number is left out.
func Levels(levels []float64, c *sim.Cells) []float64 {
	if c.Scale != sim.Signed {
		return levels
	}
	last := float32(0)
	for _, v := range c.Levels {
		if w := float32(v); w > last && w <= mostLevel && len(levels) < sim.MostLevels {
			levels, last = append(levels, v), w
		}
	}
	return levels
}

const mostLevel = 1e30 // beyond it there would be no room for what is beyond the level

// resize makes room for a grid k times finer than some cells.
func (g *Grid) resize(c *sim.Cells, k int) {
	g.NX, g.NY = (c.W-1)*k+1, (c.H-1)*k+1
	if cap(g.V) < g.NX*g.NY {
		g.V = make([]float32, g.NX*g.NY)
	}
	g.V = g.V[:g.NX*g.NY]
}

// Refine interpolates cells by Catmull and Rom's cubic (1974) onto a grid k times finer, so
// fine that bilinear interpolation on it looks smooth.
func (g *Grid) Refine(c *sim.Cells, k int) {
	g.resize(c, k)
	// Far beyond the last band or colour; keeps sums finite.
	limit := float32(1e4 * Unit(c))
	var room [sim.MostLevels]float64
	if levels := Levels(room[:0], c); len(levels) > 0 {
		limit = 1e4 * float32(levels[len(levels)-1])
	}
	if c.Scale == sim.Sequential {
		limit = float32(min(10*max(math.Abs(c.Min), math.Abs(c.Max)), 1e30))
	}
	for j := range c.H {
		out := g.V[j*k*g.NX:]
		for i, v := range c.Values[j*c.W : (j+1)*c.W] {
			if v != v {
				v = 0
			}
			out[i*k] = min(max(v, -limit), limit)
		}
		weave(out, c.W, k, 1)
	}
	if k > 1 {
		for i := range g.NX {
			weave(g.V[i:], c.H, k, g.NX)
		}
	}
}

// Bilinear is the value at (x, y), in units of the grid's cells.
func Bilinear(g *Grid, x, y float32) float32 {
	i, j := min(int(x), g.NX-2), min(int(y), g.NY-2)
	u, v := x-float32(i), y-float32(j)
	low, high := g.V[j*g.NX+i:], g.V[(j+1)*g.NX+i:]
	return (1-v)*((1-u)*low[0]+u*low[1]) + v*((1-u)*high[0]+u*high[1])
}

// weave fills the k − 1 places between each two of the n samples that stand k·stride apart
// in v.
func weave(v []float32, n, k, stride int) {
	if k == 1 {
		return
	}
	big := k * stride
	at := func(i int) float32 {
		switch { // straight on beyond the ends
		case i < 0:
			return 2*v[0] - v[big]
		case i >= n:
			return 2*v[(n-1)*big] - v[(n-2)*big]
		}
		return v[i*big]
	}
	a, b, c := at(-1), at(0), at(1)
	for i := range n - 1 {
		d := at(i + 2)
		for s := 1; s < k; s++ {
			t := float32(s) / float32(k)
			v[i*big+s*stride] = b + t/2*(c-a+t*(2*a-5*b+4*c-d+t*(3*(b-c)+d-a)))
		}
		a, b, c = b, c, d
	}
}
