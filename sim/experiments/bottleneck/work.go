package bottleneck

import (
	"narrows/sim"
	"narrows/sim/limit"
	"narrows/sim/linalg"
	"narrows/sim/net"
	"narrows/sim/vector"
)

// What functions of numbers cost against products, as package limit counts them, with room.
const (
	pairOfPoints = 45.0 // both kernels of a pair, for each layer
	spectrumCost = 5.0  // times the cube of a size

	// How many rounds a search for λ_max takes in all runs that tests have counted, and how many
	// where it was followed up to there. A search that takes more, as one of many could, costs
	// more than is declared.
	roundsOfTop    = 12.0
	roundsToFollow = 5.0
)

// spare is what looking may take beyond what is counted here: it asks for λ_max, whose search
// may be longer than usual, and its samples go in tiles.
const spare = 1.25

// Work is what is declared of a run of these settings: see sim.Work. Lanes are all alike but for
// the first, which has the finite network, the twin and points off the training set.
func Work(s sim.Settings) sim.Work {
	c, err := configure(s)
	if err != nil {
		return sim.Work{}
	}
	lanes, held := float64(c.seeds), float64(c.heldOut())
	shown := held + float64(c.fieldSide()*c.fieldSide())
	w := sim.Work{Bytes: 8 * c.numbers()}
	for _, part := range []struct {
		to     *float64
		double float64
	}{
		{&w.New, lanes*(c.kernelCost()+c.startCost(0)+c.topCost(roundsOfTop)) + c.startCost(shown) + 2*c.limitStep()*(lanes+c.flows()-1) + c.rowsCost(shown) + 3*c.heldCost()},
		{&w.Step, (lanes+c.flows()-1)*c.limitStep() + lanes*c.kernelStep() + c.followCost()*lanes + 3*c.heldCost()},
		{&w.First, c.rowsCost(shown) + spare*c.lookCost(shown)},
		{&w.Frame, spare * c.lookCost(shown)},
	} {
		*part.to = vector.Double * part.double
	}
	if c.finite || c.shared {
		step := net.StepFlops(c.layers(c.width), linalg.Lanes*linalg.Tiles(c.points)) // samples go in tiles
		w.New += 3*step + c.perPoint()*(shown+2*held)
		if c.finite {
			look := c.finiteLook()
			w.Step, w.First, w.Frame = w.Step+2*step+c.perPoint()*held, w.First+look, w.Frame+look
		}
	}
	return w
}

// finiteLook is what a frame takes of the finite network: what it answers on new points and,
// if that is shown, over the field; and of its second part alone what it makes of the
// bottleneck.
func (c config) finiteLook() float64 {
	points := 2*float64(c.heldOut()) + 32
	if c.field == finiteNet {
		points += float64(c.fieldSide() * c.fieldSide())
	}
	return spare*points*c.perPoint() + 2*float64(c.width)*float64(c.units+c.outputs+2)*fieldCells*fieldCells
}

// kernelCost is what the kernels of a lane take, and the eigenvalues of one of them.
func (c config) kernelCost() float64 {
	n, m, layers := float64(c.points), float64(c.inputs), float64(c.depth)
	return n*n/2*(6*m+(3*layers+1)*pairOfPoints) + spectrumCost*n*n*n
}

// startCost is what a draw of both limits takes, with points off the training set.
func (c config) startCost(off float64) float64 {
	n, pair := float64(c.points), 2*float64(c.inputs)+float64(c.depth+1)*pairOfPoints
	const pivots = 192
	draw := 2 * n * n * n
	draw += off * (n*n + n*pair + pivots*(pair+2*(n+pivots)))
	draw += 2 * (n + off) * (n + pivots) * float64(max(c.units, c.outputs))
	cost := 2 * draw
	if c.architecture().State() == limit.Landmarks {
		const candidates, most = 384, 256
		cost += most * (candidates + most) * (pairOfPoints + 2*most)
	}
	return cost
}

// held is how many numbers hold one output of the limit, and what it takes to fill them at a
// point and to read one output off them, with its gradient or without.
func (c config) held() (fill, slopes, value float64) {
	d, k := float64(c.units), float64(c.outputs)
	switch c.architecture().State() {
	case limit.Harmonics:
		size := [4]float64{2, 2, limit.CircleDegree + 3, 170}[min(c.units, 3)]
		if slope, _ := c.activation.Rectifies(); slope == 1 {
			size = d
		}
		return 7 * size, 2 * size * k * 4, 2 * size * k
	case limit.Landmarks:
		const most = 256
		return 2 * most * pairOfPoints, 4 * most * k * (1 + d), 4 * most * k
	}
	const wide = limit.DefaultWidth
	activate := 2.0
	if _, rectifies := c.activation.Rectifies(); !rectifies {
		activate = 25
	}
	return 2 * wide * (2*d + activate), 2 * wide * (2*k + 4*(k+d)), 4 * wide * k
}

// frozenCost is what f_0 of a finite network takes at a point, where the limit does not hold it.
func (c config) frozenCost() float64 {
	if !c.shared {
		return 0
	}
	return 4 * float64(c.width) * float64(c.outputs) * float64(c.units+1)
}

// limitStep is what a step of one limit with bottleneck takes.
func (c config) limitStep() float64 {
	if !c.limit {
		return 0
	}
	n, k, d := float64(c.points), float64(c.outputs), float64(c.units)
	fill, slopes, value := c.held()
	step := n * (fill + slopes + 2*value + c.frozenCost() + 2*n*(d+k) + 25*k)
	if c.architecture().State() == limit.Landmarks {
		step += 5 * 256 * 256 * k
	}
	return step
}

func (c config) kernelStep() float64 {
	if !c.kernel {
		return 0
	}
	n, k := float64(c.points), float64(c.outputs)
	return 2*n*n*k + 25*n*k
}

// topCost is what a search for λ_max of the limit takes.
func (c config) topCost(rounds float64) float64 {
	if !c.limit {
		return 0
	}
	n, k, d := float64(c.points), float64(c.outputs), float64(c.units)
	_, _, value := c.held()
	round, once := 3*(2*n*n*d+n*k*(4*d+30)), 0.0
	switch c.architecture().State() {
	case limit.Harmonics:
		round += 3 * n * 2 * value
	case limit.MovingNetwork:
		once = 4 * n * limit.DefaultWidth * k * d
		fallthrough
	default:
		once += n * n / 2 * pairOfPoints
		round += 3 * 2 * n * n * k
	}
	return once + rounds*round
}

// followCost is what following λ_max adds to a step, on the clocks that want it or where its
// curve is recorded.
func (c config) followCost() float64 {
	if c.clock == sameStep && !c.has(kernelGrowth) {
		return 0
	}
	return c.topCost(roundsToFollow)
}

// rowsCost is what the kernels take between points off the training set and those on it.
func (c config) rowsCost(off float64) float64 {
	return off * float64(c.points) * (4*float64(c.inputs) + float64(2*c.depth+1)*pairOfPoints)
}

// valuesCost is what the outputs of both limits take at a point off the training set.
func (c config) valuesCost() float64 {
	fill, _, value := c.held()
	return fill + value + c.frozenCost() + 2*float64(c.points)*float64(c.units+c.outputs)
}

// heldCost is what judging one network by the held-out points takes.
func (c config) heldCost() float64 {
	if !c.judged() {
		return 0
	}
	return float64(c.heldOut()) * c.valuesCost()
}

// lookCost is what a frame takes: the fields, λ_max of every lane that is drawn, alignments and matrices.
func (c config) lookCost(shown float64) float64 {
	n, k, d := float64(c.points), float64(c.outputs), float64(c.units)
	maps := (2*shown + fieldCells*fieldCells) * c.valuesCost()
	searches := 1.0
	if c.has(kernelGrowth) {
		searches = float64(c.seeds)
	}
	return maps + searches*c.topCost(roundsOfTop) + 2*n*n*(2*k*d+2*k+20) + n*n*pairOfPoints
}

// numbers is how many numbers New lays out: kernels, draws and the state of the limits, and
// the weights and activations of the finite network.
func (c config) numbers() float64 {
	n, k, d := float64(c.points), float64(c.outputs), float64(c.units)
	off := float64(c.heldOut() + c.fieldSide()*c.fieldSide())
	lane := 16*n*n + 40*n*k*d + 4*n*(n+200)
	switch c.architecture().State() {
	case limit.Harmonics:
		lane += (n + 20*k) * 200
	case limit.Landmarks:
		lane += 4*384*384 + n*256 + 400*k*256
	default:
		lane += limit.DefaultWidth * (6*n + 20*(k+d))
	}
	if c.twin {
		lane *= 2
	}
	return 1e5 + float64(c.seeds)*lane + off*(4*n+2*(n+200)+float64(c.inputs)+8*(k+d)) + c.layersSize()
}

// layersSize is the same of the finite network, whose numbers take half the room.
func (c config) layersSize() float64 {
	if !c.finite && !c.shared {
		return 0
	}
	size := 0.0
	for _, l := range c.layers(c.width) {
		size += 2.2*float64(l.In)*float64(l.Out) + 3*float64(l.Out)*float64(c.points+16)
	}
	return size + float64(c.width)*float64(c.outputs)*float64(c.units+1)*4
}
