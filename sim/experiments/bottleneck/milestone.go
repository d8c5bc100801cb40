package bottleneck

import "math"

// A moment is where a network was when something happened: its step, its time Σ η, and its
// error on the held-out points, if those are judged. The step is NaN before.
type moment struct{ step, time, heldError float64 }

var never = moment{math.NaN(), math.NaN(), math.NaN()}

func (m moment) there() bool { return !math.IsNaN(m.step) }

// note keeps the moments at which the networks of a lane reached something first.
func (r *run) note(l *lane) {
	at := r.lossLevels()
	for i := range networks {
		loss := l.loss(i)
		for k, level := range at {
			if loss <= level && !l.crossed[i][k].there() {
				l.crossed[i][k] = r.moment(l, i)
			}
		}
		if i < limits && !l.right[i].there() && !math.IsNaN(loss) && correct(l.outputs(i), l.train) == l.train.N {
			l.right[i] = r.moment(l, i)
		}
	}
}

func (r *run) moment(l *lane, network int) moment {
	m := moment{float64(r.step), l.time[network], math.NaN()}
	if l == r.lanes[0] && r.judged() {
		m.heldError = r.heldError(network)
	}
	return m
}
