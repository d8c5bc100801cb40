//go:build !js

package e2e

import (
	"encoding/base64"
	"fmt"
	"math"
	"strings"
	"testing"

	"narrows/sim"
	"narrows/sim/experiments"
	"narrows/sim/link"
	"narrows/sim/wire"
)

// replies decodes all replies of the page's run. The worker may have answered an earlier
// Start as well; the last Ready counts.
func replies(p *tab) []wire.Reply {
	p.Helper()
	var all []wire.Reply
	var decoder wire.Decoder
	for i := range eval[int](p, "spy.replies.length") {
		raw, err := base64.StdEncoding.DecodeString(eval[string](p, fmt.Sprintf("spy.text(%d)", i)))
		if err != nil {
			p.Fatal(err)
		}
		if r, err := new(wire.Decoder).Decode(raw); err == nil && r.Ready {
			decoder, all = wire.Decoder{}, nil
		}
		r, err := decoder.Decode(raw)
		if err != nil {
			p.Logf("message %d of %d bytes is no reply: %v", i, len(raw), err)
			continue
		}
		all = append(all, r)
	}
	return all
}

// native runs a link here, with no browser, and returns the frame at a step as it would
// come over the wire.
func native(t testing.TB, hash string, step int) *sim.Frame {
	t.Helper()
	l, err := link.Check(hash, experiments.List)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range experiments.List {
		if e.Name != l.Experiment {
			continue
		}
		run, err := e.New(l.Settings)
		if err != nil {
			t.Fatal(err)
		}
		if got, _ := sim.Advance(run, l.Settings.Changes, 0, step, nil); got != step {
			t.Fatalf("%s: got to step %d, want %d", hash, got, step)
		}
		f := run.Frame()
		r, err := new(wire.Decoder).Decode(new(wire.Encoder).Frame(nil, &f))
		if err != nil {
			t.Fatal(err)
		}
		return r.Frame
	}
	t.Fatalf("no experiment %s", l.Experiment)
	return nil
}

// TestWorkerFrame compares what the worker sends with what the same link gives natively:
// finite networks bit for bit, limits to what two platforms' exponentials leave of them.
func TestWorkerFrame(t *testing.T) {
	p := open(t, visit{url: "/#bottleneck?v=1&n=64&seeds=1&step=1&play=0", before: spy})
	p.settle(1)
	for _, c := range []struct {
		link string
		step int // another one than of the link before, which it is told from by that
		// Of a panel's range, for whatever comes from a limit.
		tolerance float64
	}{
		// At a tenth of the stability limit nothing grows.
		{"#bottleneck?v=1&eta=0.1&seeds=1", 101, 1e-6},
		{"#bottleneck?v=1&seed=6", 200, 1e-4},
		{"#bottleneck?v=1&data=moons&n=100&d=3&seeds=2&field=finite&seed=4", 201, 1e-4},
		// Several outputs, a small start, and held-out points that are counted.
		{"#bottleneck?v=1&data=sectors&a=0.3&depth=1&points=128&seeds=1&steps=400&seed=13", 100, 1e-4},
		{"#deep-linear?v=1&start=finite&finite=on", 300, 1e-6},
	} {
		t.Run(c.link, func(t *testing.T) {
			p := p.in(t)
			p.visit(fmt.Sprintf("%s&step=%d&play=0", c.link, c.step))
			p.settle(c.step)
			all := replies(p)
			if len(all) == 0 {
				t.Fatal("no reply seen")
			}
			got, want := all[len(all)-1].Frame, native(t, c.link, c.step)
			if got == nil || got.Step != c.step {
				t.Fatalf("last reply: got %+v, want a frame at step %d", got, c.step)
			}
			finite, worst := compare(t, got, want, c.tolerance, strings.Contains(c.link, "field=finite"))
			if finite == 0 {
				t.Error("no number of a finite network compared")
			}
			t.Logf("%d numbers of finite networks equal, limits within %.1e of the range", finite, worst)
		})
	}
}

// compare walks two frames. It returns how many numbers of finite networks it compared
// with == and the largest difference of the others in units of the panel's range. The
// field over the data may be a finite network's.
func compare(t *testing.T, got, want *sim.Frame, tolerance float64, finiteField bool) (finite int, worst float64) {
	t.Helper()
	if len(got.Panels) != len(want.Panels) || len(got.Facts) != len(want.Facts) {
		t.Fatalf("got %d panels and %d facts, want %d and %d", len(got.Panels), len(got.Facts), len(want.Panels), len(want.Facts))
	}
	numbers := func(name string, role sim.Role, axis sim.Axis, a, b []float32) {
		if len(a) != len(b) {
			t.Errorf("%s: got %d numbers, want %d", name, len(a), len(b))
			return
		}
		bad := 0
		for i := range a {
			if a[i] == b[i] || a[i] != a[i] && b[i] != b[i] {
				if role == sim.Finite {
					finite++
				}
				continue
			}
			d := span(axis, a[i], b[i])
			if role == sim.Finite {
				d = math.Inf(1)
			}
			worst = max(worst, d)
			if !(d <= tolerance) {
				if bad++; bad == 1 {
					t.Errorf("%s[%d]: got %v, want %v", name, i, a[i], b[i])
				}
			}
		}
	}
	for i, g := range got.Panels {
		w := want.Panels[i]
		if len(g.Lines) != len(w.Lines) || len(g.Dots) != len(w.Dots) || len(g.Segments) != len(w.Segments) || len(g.Cells) != len(w.Cells) {
			t.Errorf("%s: got %d %d %d %d marks, want %d %d %d %d", g.Name, len(g.Lines), len(g.Dots), len(g.Segments), len(g.Cells),
				len(w.Lines), len(w.Dots), len(w.Segments), len(w.Cells))
			continue
		}
		for j, l := range g.Lines {
			name := fmt.Sprintf("%s line %d %s", g.Name, j, l.Role)
			numbers(name+" x", l.Role, g.X, l.X, w.Lines[j].X)
			numbers(name+" y", l.Role, g.Y, l.Y, w.Lines[j].Y)
			numbers(name+" z", l.Role, g.Z, l.Z, w.Lines[j].Z)
			// The band is of limits, whoever's line it stands with.
			numbers(name+" low", sim.Limit, g.Y, l.Low, w.Lines[j].Low)
			numbers(name+" high", sim.Limit, g.Y, l.High, w.Lines[j].High)
		}
		for j, d := range g.Dots {
			name := fmt.Sprintf("%s dots %d %s", g.Name, j, d.Role)
			numbers(name+" x", d.Role, g.X, d.X, w.Dots[j].X)
			numbers(name+" y", d.Role, g.Y, d.Y, w.Dots[j].Y)
			numbers(name+" z", d.Role, g.Z, d.Z, w.Dots[j].Z)
		}
		for j, s := range g.Segments {
			name := fmt.Sprintf("%s segments %d %s", g.Name, j, s.Role)
			numbers(name+" x0", sim.Limit, g.X, s.X0, w.Segments[j].X0)
			numbers(name+" y0", sim.Limit, g.Y, s.Y0, w.Segments[j].Y0)
			numbers(name+" x1", s.Role, g.X, s.X1, w.Segments[j].X1)
			numbers(name+" y1", s.Role, g.Y, s.Y1, w.Segments[j].Y1)
		}
		for j, c := range g.Cells {
			unit := c.Unit
			if unit == 0 {
				unit = 1
			}
			role := sim.Limit
			if finiteField && g.Name == "data" {
				role = sim.Finite
			}
			// A field is read in bands; the range of its colours is 16 units to each side.
			numbers(fmt.Sprintf("%s cells %d", g.Name, j), role, sim.Axis{Min: -16 * unit, Max: 16 * unit}, c.Values, w.Cells[j].Values)
		}
	}
	for i, g := range got.Facts {
		w := want.Facts[i]
		same := g.Value == w.Value || math.IsNaN(g.Value) && math.IsNaN(w.Value)
		// What is said of a finite network went through the platform's exp and log.
		near := 1e-3
		if g.Role == sim.Finite {
			near = 1e-12
		}
		if g.Name != w.Name || !same && !(math.Abs(g.Value-w.Value) <= near*math.Abs(w.Value)) {
			t.Errorf("fact %s %s: got %v, want %v", g.Name, g.Role, g.Value, w.Value)
		}
	}
	return finite, worst
}

// span is the distance of two coordinates in units of an axis.
func span(a sim.Axis, x, y float32) float64 {
	at := func(v float64) float64 { return v }
	switch a.Scale {
	case sim.Log:
		at = func(v float64) float64 { return math.Log(math.Max(v, math.SmallestNonzeroFloat64)) }
	case sim.LogStep:
		at = math.Log1p
	}
	length := at(a.Max) - at(a.Min)
	if length == 0 {
		length = 1
	}
	return math.Abs(at(float64(x))-at(float64(y))) / length
}
