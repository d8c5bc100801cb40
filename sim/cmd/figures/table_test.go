package main

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"narrows/sim"
)

func TestRecorded(t *testing.T) {
	for _, last := range []int{0, 1, 2, 99, 100, 160, 161, 2000, 1000000} {
		got := recorded(last)
		if got[0] != 0 || got[len(got)-1] != last || len(got) < min(last+1, 100) || len(got) > 800 {
			t.Errorf("%d: got %d steps from %d to %d", last, len(got), got[0], got[len(got)-1])
		}
		for i := 1; i < len(got); i++ {
			if got[i] <= got[i-1] {
				t.Errorf("%d: got step %d after %d", last, got[i], got[i-1])
			}
		}
	}
	// Even on a logarithmic scale: as many steps from 10 to 100 as from 100 to 1000.
	n := [2]int{}
	for _, s := range recorded(1000) {
		if s >= 10 && s < 1000 {
			n[min(1, s/100)]++
		}
	}
	if ratio := float64(n[1]) / float64(n[0]); ratio < 0.9 || ratio > 1.6 {
		t.Errorf("got %d steps in 10 … 100 and %d in 100 … 1000, want about as many", n[0], n[1])
	}
}

// Facts that come late, go, or have the same name in other roles keep their columns.
func TestTable(t *testing.T) {
	tb := table{key: "step"}
	tb.add("0", &sim.Frame{Step: 0, Facts: []sim.Fact{{Name: "loss", Role: sim.Kernel, Value: 1.5}, {Name: "rate", Role: sim.Data, Unit: "1/step", Value: math.NaN()}}})
	tb.add("4", &sim.Frame{Step: 4, Time: 0.1, Facts: []sim.Fact{{Name: "loss", Role: sim.Limit, Value: 1e-30}, {Name: "loss", Role: sim.Kernel, Value: 1}}})
	var b strings.Builder
	if err := tb.write(&b); err != nil {
		t.Fatal(err)
	}
	want := "step,time,loss (kernel),rate [1/step],loss (limit)\n0,0,1.5,,\n4,0.1,1,,1e-30\n"
	if b.String() != want {
		t.Errorf("got %q, want %q", b.String(), want)
	}
}

// A number reads back as it was written.
func TestFloat(t *testing.T) {
	for _, x := range []float64{0, 1. / 3, 1e300, -5e-324} {
		if got, err := strconv.ParseFloat(float(x), 64); got != x || err != nil {
			t.Errorf("%v: got %v, %v", x, got, err)
		}
	}
}
