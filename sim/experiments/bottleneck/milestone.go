package bottleneck

import (
	"math"

	"narrows/sim/record"
)

// A crossing is where a network's loss first was at or below a level, and its error on the
// held-out points then, if those are judged.
type crossing struct {
	record.Moment
	heldError float64
}

// note keeps the moments at which the networks of a lane reached something first.
func (r *run) note(l *lane) {
	at := r.lossLevels()
	for i := range networks {
		loss := l.loss(i)
		for k, level := range at {
			if loss <= level && !l.crossed[i][k].There() {
				l.crossed[i][k] = r.crossing(l, i)
			}
		}
		if i < limits && !l.right[i].There() && !math.IsNaN(loss) && correct(l.outputs(i), l.train) == l.train.N {
			l.right[i] = record.At(r.step, l.time[i])
		}
	}
	l.race.note(record.At(r.step, l.time[kernelNet]), [limits]float64{l.loss(kernelNet), l.loss(limitNet)})
}

func (r *run) crossing(l *lane, network int) crossing {
	c := crossing{record.At(r.step, l.time[network]), math.NaN()}
	if l == r.lanes[0] && r.judged() {
		c.heldError = r.heldError(network)
	}
	return c
}
