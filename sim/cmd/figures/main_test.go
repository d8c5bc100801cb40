package main

import (
	"encoding/csv"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"narrows/sim"
	"narrows/sim/experiments"
	"narrows/sim/link"
)

// table reads a file of comma-separated values.
func read(t *testing.T, name string) [][]string {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// The files of the first experiment hold what its run shows.
func TestFiles(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a", "b")
	const hash = "#bottleneck?v=1&n=16&seeds=1"
	var out, errs strings.Builder
	if code := run([]string{"-link", hash, "-steps", "150", "-out", dir, "-format", "svg,pdf"}, &out, &errs); code != 0 || errs.Len() > 0 {
		t.Fatalf("got exit code %d and %q, want 0 and nothing", code, errs.String())
	}

	l, err := link.Check(hash, experiments.List)
	if err != nil {
		t.Fatal(err)
	}
	r, err := experiments.List[0].New(l.Settings)
	if err != nil {
		t.Fatal(err)
	}
	sim.Advance(r, nil, 0, 150, nil)
	f := r.Frame()

	rows := read(t, filepath.Join(dir, "frames.csv"))
	if len(rows) < 101 {
		t.Errorf("got %d rows, want at least 100 and a header", len(rows))
	}
	header, last := rows[0], rows[len(rows)-1]
	if header[0] != "step" || header[1] != "time" || rows[1][0] != "0" || last[0] != "150" || last[1] != float(f.Time) {
		t.Errorf("got columns %v, first %v, last %v, want step and time from 0 to 150", header, rows[1], last)
	}
	for _, x := range f.Facts {
		i := slices.Index(header, column(&x))
		if i < 0 || last[i] != float(x.Value) {
			t.Errorf("%s: got column %d of %v, want %v there", column(&x), i, last, x.Value)
		}
	}

	lines := read(t, filepath.Join(dir, "lines.csv"))
	count := map[string]int{}
	for _, row := range lines[1:] {
		count[row[0]+"|"+row[1]]++
	}
	for _, p := range f.Panels {
		for j, l := range p.Lines {
			if name := p.Name + "|" + mark(l.Role, l.Label, l.Key, j); count[name] < len(l.X) {
				t.Errorf("%s: got %d points, want %d", name, count[name], len(l.X))
			}
		}
		for _, format := range []string{".svg", ".pdf"} {
			file := filepath.Join(dir, p.Name+format)
			if s, err := os.Stat(file); err != nil || s.Size() < 1000 || !strings.Contains(out.String(), file+"\n") {
				t.Errorf("got %v, %v, want a figure %s that is named", s, err, file)
			}
		}
	}
}

// The steps are those of the flag, else the link's, else the run's.
func TestSteps(t *testing.T) {
	for _, c := range []struct {
		link, steps, last string
	}{
		{"#bottleneck?v=1&n=16&seeds=1&step=7", "", "7"},
		{"#bottleneck?v=1&n=16&seeds=1&step=7", "3", "3"},
		{"#bottleneck?v=1&n=16&seeds=1", "500", "500"},
		{"#bottleneck?v=1&n=16&seeds=1&steps=40", "", "40"},
		{"#bottleneck?v=1&n=16&seeds=1&steps=40&step=7", "1000", "40"},
		{"#bottleneck?v=1&n=16&seeds=1&step=7", "0", "0"},
	} {
		dir := t.TempDir()
		args := []string{"-link", c.link, "-out", dir}
		if c.steps != "" {
			args = append(args, "-steps", c.steps)
		}
		var errs strings.Builder
		if code := run(args, &strings.Builder{}, &errs); code != 0 {
			t.Fatalf("%s: got exit code %d: %s", c.link, code, errs.String())
		}
		rows := read(t, filepath.Join(dir, "frames.csv"))
		if got := rows[len(rows)-1][0]; got != c.last || rows[1][0] != "0" {
			t.Errorf("%s to %s: got steps %s … %s, want 0 … %s", c.link, c.steps, rows[1][0], got, c.last)
		}
	}
}

// What the command line says wrong is refused in one sentence that names the key and
// what is allowed, before anything is written.
func TestRefusals(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "none")
	for _, c := range []struct {
		args []string
		want []string
	}{
		{[]string{"-link", "#bottleneck?v=1&d=7"}, []string{"d=7", "one of 1, 2, 3"}},
		{[]string{"-link", "#bottleneck?v=1&eta=NaN"}, []string{"eta", "from 0.01 to 20"}},
		{[]string{"-link", "#bottleneck?v=1&points=0"}, []string{"points", "from 4 to 256"}},
		{[]string{"-link", "#bottleneck?v=1&depht=2"}, []string{"depht", "depth", "seed"}},
		{[]string{"-link", "#bottleneck?v=9"}, []string{"v=9", "must be 1"}},
		{[]string{"-link", "#gulf"}, []string{"gulf", "bottleneck"}},
		{[]string{"-steps", "-1"}, []string{"steps", "from 0"}},
		{[]string{"-steps", "1e3"}, []string{"steps", "1e3"}},
		{[]string{"-seeds", "-2"}, []string{"seeds", "from 0 to 1000"}},
		{[]string{"-steps", "12x"}, []string{"steps", "12x"}},
		{[]string{"-format", "svg,eps"}, []string{"format", "svg, png, pdf", "eps"}},
		{[]string{"-size", "3"}, []string{"size"}},
		{[]string{"#bottleneck"}, []string{"#bottleneck", "-link"}},
	} {
		var out, errs strings.Builder
		code := run(append([]string{"-out", dir}, c.args...), &out, &errs)
		if code != 2 || out.Len() > 0 || strings.Count(errs.String(), "\n") != 1 {
			t.Errorf("%v: got exit code %d, %q and %q, want 2 and one sentence", c.args, code, out.String(), errs.String())
		}
		for _, w := range c.want {
			if !strings.Contains(errs.String(), w) {
				t.Errorf("%v: got %q, want %q in it", c.args, errs.String(), w)
			}
		}
	}
	if _, err := os.Stat(dir); err == nil {
		t.Error("a refused command made its folder")
	}
}

func TestHelp(t *testing.T) {
	var errs strings.Builder
	if code := run([]string{"-h"}, &errs, &errs); code != 0 || !strings.Contains(errs.String(), "-format") {
		t.Errorf("got exit code %d and %q, want 0 and the flags", code, errs.String())
	}
}

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

func TestWriteLines(t *testing.T) {
	f := &sim.Frame{Panels: []sim.Panel{
		{Name: "loss", Lines: []sim.Line{
			{Role: sim.Limit, Label: "through 2 units", X: []float32{0, 1}, Y: []float32{.1, float32(math.NaN())}, Low: []float32{.05, 2}, High: []float32{.5, 3}},
			{Role: sim.Kernel, X: []float32{1}, Y: []float32{2}}}},
		{Name: "cloud", Solid: true,
			Lines: []sim.Line{{Role: sim.Class, Key: sim.Key{Of: "point", ID: 3}, X: []float32{1}, Y: []float32{2}, Z: []float32{3}}},
			Dots:  []sim.Dots{{Role: sim.Class, Of: "point", X: []float32{5}, Y: []float32{6}, Z: []float32{7}}}},
	}}
	var b strings.Builder
	if err := writeLines(&b, f); err != nil {
		t.Fatal(err)
	}
	want := `panel,mark,x,y,z
loss,limit: through 2 units,0,0.1,
loss,limit: through 2 units,1,,
loss,"limit: through 2 units, low",0,0.05,
loss,"limit: through 2 units, low",1,2,
loss,"limit: through 2 units, high",0,0.5,
loss,"limit: through 2 units, high",1,3,
loss,kernel: 1,1,2,
cloud,class: point 3,1,2,3
cloud,class: every point,5,6,7
`
	if b.String() != want {
		t.Errorf("got %s\nwant %s", b.String(), want)
	}
	f.Panels = f.Panels[:1]
	b.Reset()
	if writeLines(&b, f); !strings.HasPrefix(b.String(), "panel,mark,x,y\n") {
		t.Errorf("got %.30q, want four columns of a flat frame", b.String())
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

// Figures have the axes of steps that a link asks for.
func TestAxis(t *testing.T) {
	figure := func(axis string) string {
		t.Helper()
		dir := t.TempDir()
		var out, errs strings.Builder
		if code := run([]string{"-link", "#bottleneck?v=1&n=16&seeds=1" + axis, "-steps", "3", "-out", dir, "-format", "svg"}, &out, &errs); code != 0 {
			t.Fatalf("got exit code %d and %q", code, errs.String())
		}
		text, err := os.ReadFile(filepath.Join(dir, "loss.svg"))
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	own := figure("")
	if figure("&axis=log") != own {
		t.Error("axis=log: got another figure of a loss that is logarithmic in steps")
	}
	if figure("&axis=linear") == own {
		t.Error("axis=linear: got the figure with the logarithmic axis")
	}
}
