package kernel

import (
	"slices"
	"testing"
)

func TestCorrelations(t *testing.T) {
	k := []float64{4, 2, 0, 2, 9, 0, 0, 0, 0}
	third := float32(1) / 3
	if got, want := Correlations(k, 3, nil), []float32{1, third, 0, third, 1, 0, 0, 0, 0}; !slices.Equal(got, want) {
		t.Errorf("all: got %v, want %v", got, want)
	}
	if got, want := Correlations(k, 3, []int{1, 0}), []float32{1, third, third, 1}; !slices.Equal(got, want) {
		t.Errorf("two: got %v, want %v", got, want)
	}
}
