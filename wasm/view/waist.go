//go:build js && wasm

package main

import "time"

// easing is how long the strait takes from one width to another. Data never ease; this is
// a change of the view.
const easing = 400 * time.Millisecond

// A waist is the width of the strait's waist, on its way from one run's to the next's.
type waist struct {
	from, to float64
	began    time.Time
	still    bool // for those who want no motion
}

func (w *waist) towards(units int) {
	if float64(units) == w.to {
		return
	}
	w.from, w.began = w.at(time.Now()), time.Now()
	if w.to == 0 || units == 0 || w.still {
		w.from = float64(units)
	}
	w.to = float64(units)
}

// at is the width to show at a time: the target, but for 400 ms of easing out after a
// change. Asking changes nothing.
func (w *waist) at(now time.Time) float64 {
	t := 1 - float64(now.Sub(w.began))/float64(easing)
	if w.from == w.to || w.still || !(t > 0) {
		return w.to
	}
	return w.to + (w.from-w.to)*t*t*t
}
