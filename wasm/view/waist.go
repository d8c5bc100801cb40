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
	w.from, w.began = w.now(), time.Now()
	if w.to == 0 || units == 0 || w.still {
		w.from = float64(units)
	}
	w.to = float64(units)
}

// now is the width on show: the target, but for 400 ms of easing out after a change.
func (w *waist) now() float64 {
	if !w.moving() {
		return w.to
	}
	t := 1 - float64(time.Since(w.began))/float64(easing)
	return w.to + (w.from-w.to)*max(t*t*t, 0)
}

func (w *waist) moving() bool {
	if w.from == w.to {
		return false
	}
	if time.Since(w.began) >= easing {
		w.from = w.to
		return true // once more, for the last picture
	}
	return true
}
