package deeplinear

import (
	"fmt"
	"math"

	"narrows/sim"
	"narrows/sim/linalg"
	"narrows/sim/net"
	"narrows/sim/vector"
)

// affordable refuses finite networks whose step is too much for a page, with what fits.
func (c config) affordable() error {
	cost := func(n int) float64 {
		other := c
		other.width = n
		return net.StepFlops(other.layers(), c.points)
	}
	if c.start != fromFinite || cost(c.width) <= mostFinite {
		return nil
	}
	widest := c.width
	for cost(widest) > mostFinite {
		widest--
	}
	return fmt.Errorf("n = %d is too wide for %d points and %d hidden layers before the bottleneck: at most %d fits",
		c.width, c.points, c.architecture.Depth, widest)
}

// mostFinite is what a step of the finite network may take: the rest of sim.Bounds.Step is
// for all else.
const mostFinite = 1e9

// sweepsOf is how many sweeps of rotations singular values take, with room.
const sweepsOf = 12

// Work is what is declared of a run of these settings: see sim.Work.
func Work(s sim.Settings) sim.Work {
	c := configure(s)
	if c.affordable() != nil {
		return sim.Work{}
	}
	n, m, k, d := float64(c.points), float64(c.inputs), float64(c.outputs), float64(c.architecture.Units)
	held := float64(heldOut)
	singular := sweepsOf * k * k / 2 * (8*m + 4*k)
	closed := (d+m+k)*(d*d*8+8*d) + (m+k)*(m+k)*d*2 + 2*k*m*d
	top := 300 * d * (6*k*m + 2*m*m) // a hundred rounds of three: eigenvalues may lie close
	modes := 2 * 4 * k * m * 4
	step := 8*n*k*m + 20*d*k*m + m*m*k*2 + 3*singular + closed + modes + top + 25*n*k
	look := 6*held*k*m + 4*singular + closed + 4*d*d*m*4 + 10*modes + 2*top + 2*d*d*(m+k) + 200*m
	begin := theoryPoints*(closed+modes) + 8*(m+k)*(m+k)*(m+k) + 6*m*m*m + n*m*(2*m+4*k) + 4*step + (n+held)*k*m*6
	if c.view == depths {
		// Steps of the flows, four slopes each: as many as the step size makes in a time, and
		// before the first step as many as are allowed.
		slope := 4*n*k*m + 2*singular + 20*k*k*m + 10*k*m
		chains := float64(mostLayers - leastLayers + 1)
		flow := math.Ceil(4*max(c.factor, mostFactor)) + 1
		step += chains * (flow*5*slope + 10*n*k*m + 60*k*m*m)
		begin += 8*work + chains*200*5*slope
		look += chains * 2 * modes
	}
	w := sim.Work{New: vector.Double * begin, Step: vector.Double * step, First: vector.Double * look, Frame: vector.Double * look}
	w.Bytes = 8 * (1e5 + 12*(n+held)*(m+k) + 40*(m+k)*(m+k) + 60*d*(m+k) + 600*200)
	if c.start == fromFinite {
		// Samples go in tiles, and its map is read off it from as many as there are inputs and units.
		f := net.StepFlops(c.layers(), linalg.Lanes*linalg.Tiles(c.points))
		read := 1.2 * net.StepFlops(c.layers(), linalg.Lanes*(linalg.Tiles(c.inputs)+linalg.Tiles(c.architecture.Units)))
		w.New, w.Step, w.First, w.Frame = w.New+3*f+read, w.Step+2*f+read, w.First+read, w.Frame+read
		for _, l := range c.layers() {
			w.Bytes += 4 * (4*float64(l.In)*float64(l.Out) + 4*float64(l.Out)*(n+16))
		}
	}
	return w
}

// mostFactor is the largest step size that a run may be turned to.
const mostFactor = 4
