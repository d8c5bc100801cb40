package main

import (
	"io"
	"math"
	"slices"
	"strings"
	"testing"

	"narrows/sim"
	"narrows/sim/experiments"
	"narrows/sim/link"
)

func TestWriteLines(t *testing.T) {
	f := &sim.Frame{Panels: []sim.Panel{
		{Name: "loss", Lines: []sim.Line{
			{Role: sim.Limit, Thin: true, X: []float32{7}, Y: []float32{8}},
			{Role: sim.Limit, Big: true, Label: "15×", X: []float32{0, 1}, Y: []float32{.1, float32(math.NaN())}, Low: []float32{.05, 2}, High: []float32{.5, 3}},
			{Role: sim.Limit, X: []float32{9}, Y: []float32{9}},
			{Role: sim.Kernel, Thin: true, Label: "no bottleneck", X: []float32{1}, Y: []float32{2}}},
			Segments: []sim.Segments{{Role: sim.Limit, Arrow: true, Label: "7×", X0: []float32{1}, Y0: []float32{2}, X1: []float32{3}, Y1: []float32{4}}}},
		{Name: "cloud", Solid: true,
			Lines:    []sim.Line{{Role: sim.Class, Class: 2, Key: sim.Key{Of: "point", ID: 3}, X: []float32{1}, Y: []float32{2}, Z: []float32{3}}},
			Segments: []sim.Segments{{Join: "node", A: []int32{0}, B: []int32{1}}},
			Dots:     []sim.Dots{{Of: "node", X: []float32{1, 4}, Y: []float32{2, 5}, Z: []float32{3, 6}}}},
	}}
	want := `panel,curve,label,class,x,y,z,low,high
loss,"limit, companion",,,7,8,,,
loss,limit,15×,,0,0.1,,0.05,0.5
loss,limit,15×,,1,,,2,3
loss,limit 2,,,9,9,,,
loss,kernel,no bottleneck,,1,2,,,
loss,limit arrow,7×,,1,2,,,
loss,limit arrow,7×,,3,4,,,
cloud,class point 4,,2,1,2,3,,
cloud,data segment 1,,,1,2,3,,
cloud,data segment 1,,,4,5,6,,
`
	var b strings.Builder
	if err := writeLines(&b, f); err != nil || b.String() != want {
		t.Errorf("got %v, %s\nwant %s", err, b.String(), want)
	}
	f.Panels = f.Panels[:1]
	b.Reset()
	if writeLines(&b, f); !strings.HasPrefix(b.String(), "panel,curve,label,class,x,y,low,high\n") {
		t.Errorf("got %.50q, want no z of a flat frame", b.String())
	}
	f.Panels[0].Lines = f.Panels[0].Lines[:1]
	f.Panels[0].Segments = []sim.Segments{{Role: sim.Class, Label: "neuron", Class: []uint8{1}, Width: []float32{.5}, X0: []float32{1}, Y0: []float32{2}, X1: []float32{3}, Y1: []float32{4}}}
	b.Reset()
	want = `panel,curve,label,class,x,y,low,high,width
loss,limit,,,7,8,,,
loss,class segment 1,neuron,1,1,2,,,0.5
loss,class segment 1,neuron,1,3,4,,,0.5
`
	if writeLines(&b, f); b.String() != want {
		t.Errorf("got %s, want the width of segments\n%s", b.String(), want)
	}
}

func TestWritePointsAndFields(t *testing.T) {
	f := &sim.Frame{Panels: []sim.Panel{{Name: "data", Square: true, Classes: []string{"outer", "inner"},
		Dots: []sim.Dots{
			{Role: sim.Class, X: []float32{5, 6}, Y: []float32{6, 7}, Class: []uint8{1, 0}},
			{Role: sim.Class, Hollow: true, Label: "held out", X: []float32{1}, Y: []float32{2}, Class: []uint8{2}},
			{Role: sim.Finite, Ring: true, Label: "256 wide", X: []float32{3}, Y: []float32{4}},
			{Role: sim.Class, X: []float32{8}, Y: []float32{9}, Class: []uint8{0}, Lead: []float32{sim.Lead(1, .5)}, Words: []string{"Valjean"}}},
		Tiles: []sim.Tiles{{X: []float32{1}, Y: []float32{1}, Class: []uint8{1}, Guess: []uint8{0}}},
		Cells: []sim.Cells{
			{Label: "output f", W: 2, H: 2, X1: 2, Y0: -1, Y1: 1, Smooth: true, Zero: true, Values: []float32{-1, 1, -1, 1}},
			{W: 2, H: 1, X1: 4, Y1: 1, Scale: sim.ByClass, Values: []float32{sim.Lead(0, 3), sim.Lead(1, 1)}}},
	}}}
	for _, c := range []struct {
		write func(io.Writer, *sim.Frame) error
		want  string
	}{
		{writePoints, `panel,points,label,point,class,name,x,y,guess
data,class,,1,1,inner,5,6,
data,class,,2,0,outer,6,7,
data,class held out,held out,1,2,,1,2,
data,finite,256 wide,1,,,3,4,
data,class 2,Valjean,1,0,outer,8,9,1
data,tiles,,1,1,inner,1,1,0
`},
		{writeFields, `panel,field,label,x,y,value,class
data,field,output f,0,-1,-1,
data,field,output f,2,-1,1,
data,field,output f,0,1,-1,
data,field,output f,2,1,1,
data,field 2,,1,0.5,3,0
data,field 2,,3,0.5,1,1
`},
	} {
		var b strings.Builder
		if err := c.write(&b, f); err != nil || b.String() != c.want {
			t.Errorf("got %v, %s\nwant %s", err, b.String(), c.want)
		}
	}
	var b strings.Builder
	if err := writeZeros(&b, f); err != nil {
		t.Fatal(err)
	}
	rows := strings.Split(strings.TrimSpace(b.String()), "\n")
	if len(rows) != 5 || rows[0] != "panel,field,class,piece,x,y" {
		t.Fatalf("got %s, want a line of four nodes", b.String())
	}
	for _, row := range rows[1:] {
		if !strings.HasPrefix(row, "data,field,,1,1,") {
			t.Errorf("got %s, want a node at x = 1", row)
		}
	}
}

// Curves have the same names at every step of a run, whatever their labels say by then, and
// each has one of its own.
func TestCurveNamesStay(t *testing.T) {
	for _, hash := range []string{
		"#bottleneck?v=1&n=16&points=16&seeds=2&steps=60", "#bottleneck?v=1&n=16&points=16&seeds=1&steps=60&twin=on",
		"#deep-linear?v=1&steps=60", "#deep-linear?v=1&steps=60&view=noise&noise=1", "#deep-linear?v=1&steps=60&view=plane&start=aligned", "#deep-linear?v=1&steps=60&view=depths",
	} {
		l, err := link.Check(hash, experiments.List)
		if err != nil {
			t.Fatal(err)
		}
		r, err := begin(l)
		if err != nil {
			t.Fatal(err)
		}
		first := map[string][]string{}
		for step := 0; step <= 60; step += 20 {
			if step > 0 {
				sim.Advance(r, nil, step-20, 20, nil)
			}
			f := r.Frame()
			for i := range f.Panels {
				p := &f.Panels[i]
				names := curves(p.Lines)
				if was, again := first[p.Name]; again && !slices.Equal(was, names) {
					t.Errorf("%s, %s at step %d: got curves %q, want %q", hash, p.Name, step, names, was)
				}
				first[p.Name] = names
				seen := map[string]bool{}
				for j, n := range names {
					if seen[n] || strings.ContainsAny(n, "×#") || p.Lines[j].Big && strings.Contains(n, p.Lines[j].Label) {
						t.Errorf("%s, %s: got the name %q", hash, p.Name, n)
					}
					seen[n] = true
				}
			}
		}
	}
}
