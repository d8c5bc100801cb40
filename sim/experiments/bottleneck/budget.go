package bottleneck

import (
	"fmt"
	"math"

	"narrows/sim/limit"
	"narrows/sim/net"
)

// What a step and a frame may cost, so that the picture moves.
const (
	// maxFlops bounds the floating-point operations of one step, which takes some 40 ms
	// then in a browser.
	maxFlops = 0.5e9

	// maxLimitFlops does the same for the limits with bottleneck, whose arithmetic is
	// scalar and in float64.
	maxLimitFlops = 60e6

	// fieldCells is the side of the grid on which the fields are sampled, and coarsestField
	// the least it is coarsened to, for a network whose field would else take more than
	// fieldFlops.
	fieldCells    = 36
	coarsestField = 16
	fieldFlops    = 1e8

	// The held-out points where they are judged, those for a limit that is dear to
	// evaluate, and the fewest for a finite network that takes more than fieldFlops for
	// them.
	mostHeld   = 400
	dearHeld   = 160
	fewestHeld = 64
)

// affordable refuses networks whose step is too slow for a page, with what fits.
func (c config) affordable() error {
	cost := func(n int) float64 { return net.StepFlops(c.layers(n), c.points) }
	if (c.finite || c.shared) && cost(c.width) > maxFlops {
		widest := c.width
		for cost(widest) > maxFlops {
			widest--
		}
		return fmt.Errorf("n = %d is too wide for %d points and %d hidden layers before the bottleneck: at most %d fits",
			c.width, c.points, c.depth, widest)
	}
	if c.limit && c.limitFlops()*c.flows() > maxLimitFlops {
		fewer := c
		for fewer.limitFlops()*c.flows() > maxLimitFlops {
			fewer.points--
		}
		return fmt.Errorf("%d points with %d outputs are too many for %d units: at most %d points fit",
			c.points, c.outputs, c.units, fewer.points)
	}
	return nil
}

// flows is how many limits with bottleneck the lane on show has.
func (c config) flows() float64 {
	if c.twin {
		return 2
	}
	return 1
}

// band is how many seeds there are in all: as many as are asked for, if their limits fit
// into a step.
func (c config) band(wanted int) int {
	if !c.limit {
		return wanted
	}
	return max(min(wanted, int(maxLimitFlops/c.limitFlops()-c.flows()+1)), 1)
}

// limitFlops is about how many operations a step of one limit with bottleneck takes: an
// estimate by which links are refused and seeds are counted, so that it stays as it is. What a
// step really takes at most is limitStep.
func (c config) limitFlops() float64 {
	n, k, d := float64(c.points), float64(c.outputs), float64(c.units)
	per := 0.0 // each point
	switch c.architecture().State() {
	case limit.Harmonics:
		features := [4]float64{2, 2, limit.CircleDegree + 3, 160}[min(c.units, 3)]
		if slope, _ := c.activation.Rectifies(); slope == 1 {
			features = d
		}
		per = features * (10 + 4*d*k)
	case limit.Landmarks:
		per = 256 * (60 + 6*k)
	case limit.MovingNetwork:
		per = 1024 * (10*(d+k) + 4*d*k)
	}
	return n * (per + 2*n*(d+k))
}

// perPoint is the cost of one point's outputs in the finite network.
func (c config) perPoint() float64 { return net.StepFlops(c.layers(c.width), 1) / 3 }

// fieldSide is the side of the grid of the data panel: coarser for a finite network that
// is expensive to evaluate; 0 where there is no plane to draw.
func (c config) fieldSide() int {
	if c.pictured() || c.matrices {
		return 0
	}
	if c.field != finiteNet {
		return fieldCells
	}
	return min(max(int(math.Sqrt(fieldFlops/c.perPoint())), coarsestField), fieldCells)
}

// heldOut is how many points are held out, whichever networks are on.
func (c config) heldOut() int {
	if !c.judged() {
		return min(max(c.points/2, 16), 64)
	}
	n := mostHeld
	if c.architecture().State() == limit.MovingNetwork {
		n = dearHeld
	}
	return min(max(int(fieldFlops/c.perPoint()), fewestHeld), n)
}
