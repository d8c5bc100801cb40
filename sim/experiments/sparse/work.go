package sparse

import (
	"narrows/sim"
	"narrows/sim/vector"
)

// Work is what is declared of a run of these settings: see sim.Work.
func Work(s sim.Settings) sim.Work {
	if s.Choice("space") == "plane" {
		return planeWork(float64(len(siteRows(s)) / 3))
	}
	return lineWork(float64(len(pointRows(s))/2), s.Float("m"), float64(recorded(s.Int("steps"))))
}

// lineWork counts what a run over n points does, with m units of the trained network and so many steps recorded.
func lineWork(n, m, steps float64) sim.Work {
	solve := 20 * n * n * (4*n + n) // 20 pivots a point: the prices of 4n units, and the inverse
	step := 14*n*m + 12*m
	looks := (looked + smooth) * 6 * m
	keep := looks + 10*m
	frame := 5*looks + 30*m*steps + 1e4
	return sim.Work{
		New: vector.Double * (solve + step), Step: vector.Double * (step + keep), First: vector.Double * frame, Frame: vector.Double * frame,
		Bytes: 8*(6*n*n+12*n) + 8*(9*m+n*m) + 12*m*steps + 1e6,
	}
}

// mostRounds is how many rounds a run of 40 points was seen to take, and a half more; smaller ones take fewer.
const mostRounds = 170

// planeWork counts what a run over n points of the plane does at most: how many rounds there are is known only once it has run.
func planeWork(n float64) sim.Work {
	rounds := 10 + (mostRounds-10)*n/mostPoints
	pool := n + 5*rounds
	pivots := 12 * rounds
	solve := rounds*n*n*60 + pivots*(4*n*n+2*n*pool) + 360*n*n
	frame := 5*n*(grain*grain+directions*biases) + 1e5
	return sim.Work{
		New: vector.Double * solve, Step: 10, First: vector.Double * frame, Frame: vector.Double * frame,
		Bytes: 8*(2100*n+6*n*n) + rounds*(40*n+8*n+200) + 4*(grain*grain+directions*biases) + 2e6,
	}
}
