package sparse

import (
	"narrows/sim"
	"narrows/sim/sparse"
	"narrows/sim/vector"
)

// Work is what is declared of a run of these settings: see sim.Work.
func Work(s sim.Settings) sim.Work {
	if s.Choice("space") == "plane" {
		return planeWork(s)
	}
	r, err := beginLine(s)
	if err != nil {
		return sim.Work{}
	}
	return r.work()
}

// work counts what a run on a line does.
func (r *lineRun) work() sim.Work {
	n, m, points := float64(len(r.line.X)), float64(r.width), float64(r.recorded())
	step := 14*n*m + 12*m
	look := (looked + 4*smooth) * (4*m + 20)
	begin := 400*n*n*n*n/40 + 20*n*m + 40*m
	frame := look*4 + 30*m*points + 1e4
	return sim.Work{
		New: vector.Double * begin, Step: vector.Double * (step + look + 10*m), First: vector.Double * frame, Frame: vector.Double * frame,
		Bytes: 8*(8*m+n*m+10*n*n) + 12*m*points + 1e6,
	}
}

// planeWork counts what a run in the plane does at most: the rounds of the solver are known only once it has run.
func planeWork(s sim.Settings) sim.Work {
	n := float64(sparse.MostPoints)
	begin := mostRounds * (n*n*60 + pivotsARound*(4*n*n+n*triedARound*mostRounds))
	frame := float64(grain*grain)*n*5 + directions*biases*n*5 + 1e5
	return sim.Work{
		New: vector.Double * begin, Step: 10, First: vector.Double * frame, Frame: vector.Double * frame,
		Bytes: mostRounds*(8*n*8+200) + 8*n*(triedARound*mostRounds+10*n) + 8*(grain*grain+directions*biases) + 2e6,
	}
}

// What a run in the plane was seen to take at most.
const (
	mostRounds   = 150
	pivotsARound = 12
	triedARound  = 5
)
