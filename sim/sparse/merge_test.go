package sparse

import "testing"

// Units that face each other and are on at all points add up to a constant, which no unit is.
func TestMergeFacing(t *testing.T) {
	p := Problem{X: [][2]float64{{0, 0}, {1, 0}}}
	got := p.merge([]Neuron{{1, [2]float64{1, 0}, 0}, {1, [2]float64{-1, 0}, 1}})
	if len(got) != 2 || got[0].Weight != 1 || got[1].Weight != 1 {
		t.Errorf("got %v, want both as they were", got)
	}
}
