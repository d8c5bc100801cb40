package geom

import (
	"math"
	"testing"

	"narrows/sim"
)

// An axis of any numbers has few ticks, and each lies on it.
func TestTicksOfOddAxes(t *testing.T) {
	ends := []float64{
		-math.MaxFloat64, -1e16, -1, -5e-324, 0, 5e-324, 1e-300, 1e-9, 0.5, 1, 3, 1e6,
		1e16, 1e16 + 2, 1e20, 1e300, 1e308, math.MaxFloat64, math.Inf(1), math.NaN(),
	}
	for _, scale := range []sim.Scale{sim.Linear, sim.Log, sim.LogStep} {
		for _, low := range ends {
			for _, high := range ends {
				a := sim.Axis{Min: low, Max: high, Scale: scale}
				for _, list := range [][]Tick{Ticks(a, 4), Around(a)} {
					if len(list) > 66 {
						t.Errorf("%+v: got %d ticks", a, len(list))
					}
					for _, tick := range list {
						if math.IsNaN(tick.Value) || math.IsInf(tick.Value, 0) {
							t.Errorf("%+v: got a tick at %v", a, tick.Value)
						}
					}
				}
			}
		}
	}
}
