package sparse

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"narrows/sim"
	"narrows/sim/sparse"
)

// A planeRun grows the cheapest network over points of the plane, round by round: each brings in the neurons whose
// certificate passes ±1 most. All rounds are computed at the start, as how many there are is known only then, and a
// step goes on to the next.
type planeRun struct {
	sparse.Problem
	tables   []sim.Rows // for the first edit
	sites    sim.Rows   // the points, x, y and label to each
	rounds   []round
	step     int
	labelled bool // all labels are ±1, or only their signs count
	failed   bool // it ended without being settled
}

// A round is all that is seen of the solver after one step.
type round struct {
	neurons   []sparse.Neuron
	constant  float64
	prices    []float64 // p, of the points
	low, high float64   // the bracket
	violation float64   // max|η| − 1
	tried     int       // neurons that ever came in
}

// norms are those of w, by the choices of the knob.
var norms = []sparse.Norm{sparse.Euclidean, sparse.Taxicab}

// beginPlane solves the program of settings, and makes a run at step 0.
func beginPlane(s sim.Settings) (*planeRun, error) {
	rows := siteRows(s)
	p, err := problemOf(spread(rows, 3), s.Choice("task") == "sort")
	if err != nil {
		return nil, err
	}
	p.Slope, p.Norm = s.Float("a"), norms[int(s.Value("norm"))]
	r := &planeRun{Problem: p, tables: tables(s), sites: rows}
	r.labelled = !slices.ContainsFunc(p.Y, func(y float64) bool { return math.Abs(y) != 1 })
	solver, err := sparse.NewSolver(p)
	switch {
	case errors.Is(err, sparse.ErrAccuracy):
		return nil, fmt.Errorf("some of the %d points are so close that they cannot be told apart", len(p.X))
	case err != nil:
		return nil, err
	}
	r.keep(solver)
	for more := r.rounds[0].high > 0 && solver.Violation() > 0; more; {
		more = solver.Step()
		r.keep(solver)
	}
	r.failed = solver.Failed()
	return r, nil
}

// keep remembers a round.
func (r *planeRun) keep(s *sparse.Solver) {
	now := round{prices: append([]float64{}, s.Prices()...), violation: s.Violation(), tried: s.Tried()}
	neurons, constant := s.Network()
	now.neurons, now.constant = slices.Clone(neurons), constant
	now.low, now.high = s.Bracket()
	if now.high == 0 { // what costs nothing is proved to be the cheapest by no prices at all
		clear(now.prices)
		now.low, now.violation = 0, -1
	}
	r.rounds = append(r.rounds, now)
}

// Step goes on to the next round.
func (r *planeRun) Step() bool {
	if r.step < r.last() {
		r.step++
	}
	return r.step < r.last()
}

func (r *planeRun) last() int { return len(r.rounds) - 1 }

// Set turns nothing: no knob is live.
func (r *planeRun) Set(string, float64) {}

func (r *planeRun) now() *round { return &r.rounds[r.step] }

// f is what the network of the present round is at a place.
func (r *planeRun) f(x [2]float64) float64 {
	now := r.now()
	f := now.constant
	for _, u := range now.neurons {
		f += u.Of(x, r.Slope)
	}
	return f
}
