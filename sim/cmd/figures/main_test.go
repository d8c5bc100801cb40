package main

import (
	"encoding/csv"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"narrows/sim"
	"narrows/sim/experiments"
	"narrows/sim/figure"
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
	r := csv.NewReader(f)
	r.Comment = '#' // as readers of tables are told
	rows, err := r.ReadAll()
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
			if name := p.Name + "|" + curves(p.Lines)[j]; count[name] != len(l.X) {
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
			{Role: sim.Limit, Thin: true, X: []float32{7}, Y: []float32{8}},
			{Role: sim.Limit, Big: true, Label: "15×", X: []float32{0, 1}, Y: []float32{.1, float32(math.NaN())}, Low: []float32{.05, 2}, High: []float32{.5, 3}},
			{Role: sim.Limit, X: []float32{9}, Y: []float32{9}},
			{Role: sim.Kernel, Thin: true, Label: "no bottleneck", X: []float32{1}, Y: []float32{2}}},
			Segments: []sim.Segments{{Role: sim.Limit, Arrow: true, Label: "7×", X0: []float32{1}, Y0: []float32{2}, X1: []float32{3}, Y1: []float32{4}}}},
		{Name: "cloud", Solid: true,
			Lines: []sim.Line{{Role: sim.Class, Class: 2, Key: sim.Key{Of: "point", ID: 3}, X: []float32{1}, Y: []float32{2}, Z: []float32{3}}}},
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
}

func TestWritePointsAndFields(t *testing.T) {
	f := &sim.Frame{Panels: []sim.Panel{{Name: "data", Square: true, Classes: []string{"outer", "inner"},
		Dots: []sim.Dots{
			{Role: sim.Class, X: []float32{5, 6}, Y: []float32{6, 7}, Class: []uint8{1, 0}},
			{Role: sim.Class, Hollow: true, Label: "held out", X: []float32{1}, Y: []float32{2}, Class: []uint8{2}},
			{Role: sim.Finite, Ring: true, Label: "256 wide", X: []float32{3}, Y: []float32{4}}},
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

// runs runs the command and returns what it said on both channels.
func runs(t *testing.T, args ...string) (files, words string) {
	t.Helper()
	var out, errs strings.Builder
	if code := run(args, &out, &errs); code != 0 {
		t.Fatalf("%q: got exit code %d and %q", args, code, errs.String())
	}
	return out.String(), errs.String()
}

// Every file says what it was made from, where its format keeps such things, and no table
// has the sign in it that begins these lines.
func TestFilesSayTheirSource(t *testing.T) {
	dir := t.TempDir()
	const hash = "#bottleneck?v=1&d=3&n=16&points=16&seeds=1&seed=7&step=5&pin=n%3D16%26points%3D16%26seeds%3D1%26step%3D3"
	files, words := runs(t, "-link", "http://127.0.0.1:8080/?embed=1"+strings.ReplaceAll(hash, "&", "&amp;"), "-seeds", "2", "-out", dir, "-format", "svg,png,pdf")
	if words != "" {
		t.Errorf("got %q, want no word", words)
	}
	n := 0
	for name := range strings.FieldsSeq(files) {
		n++
		content, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		text := strings.NewReplacer("&amp;", "&", `\(`, "(", `\)`, ")").Replace(string(content))
		link, seed := hash, "seed 7"
		if strings.HasSuffix(name, ".csv") {
			seed = "# seed: 7\n"
		}
		switch base := filepath.Base(name); {
		case strings.HasPrefix(base, "pinned1-"):
			link, seed = "# link: #bottleneck?v=1&n=16&points=16&seeds=1&step=3&play=0\n", "# seed: 1\n"
		case base == "seeds.csv":
			seed = "# seed: 1 to 2\n"
		}
		for _, want := range []string{link, seed, figure.Mark + " " + version()} {
			if !strings.Contains(text, want) {
				t.Errorf("%s: got no %q", name, want)
			}
		}
		if strings.HasSuffix(name, ".csv") {
			for line := range strings.SplitSeq(text, "\n") {
				if !strings.HasPrefix(line, "#") && strings.Contains(line, "#") {
					t.Errorf("%s: got the line %q", name, line)
				}
			}
			read(t, name)
		}
	}
	// Five tables for each of two runs, one of the seeds, and three formats of each panel.
	if n != 11+3*4 && n != 11+3*3 {
		t.Errorf("got %d files: %s", n, files)
	}
}

// Pinned runs have tables of their own, and stand behind the figures' curves.
func TestPinnedRuns(t *testing.T) {
	dir, alone := t.TempDir(), t.TempDir()
	const hash, pin = "#bottleneck?v=1&n=16&points=16&seeds=1&step=5", "&pin=data%3Dmoons%26n%3D16%26points%3D16%26seeds%3D1%26step%3D9"
	runs(t, "-link", hash+pin, "-out", dir, "-format", "svg")
	runs(t, "-link", hash, "-out", alone, "-format", "svg")
	rows := read(t, filepath.Join(dir, "pinned1-frames.csv"))
	if last := rows[len(rows)-1][0]; last != "9" {
		t.Errorf("got a pinned run to step %s, want 9", last)
	}
	if a, b := read(t, filepath.Join(dir, "lines.csv")), read(t, filepath.Join(dir, "pinned1-lines.csv")); len(a) == len(b) {
		t.Errorf("got %d rows of curves for both", len(a))
	}
	strokes := func(dir string) int {
		text, err := os.ReadFile(filepath.Join(dir, "loss.svg"))
		if err != nil {
			t.Fatal(err)
		}
		return strings.Count(string(text), "stroke-opacity:0.4")
	}
	if with, without := strokes(dir), strokes(alone); with < without+3 {
		t.Errorf("got %d pale curves with a pinned run and %d without, want three more", with, without)
	}
}

// A folder that holds another run's files is emptied of them, and of nothing else; what was
// not made here is not written over.
func TestFolder(t *testing.T) {
	dir := t.TempDir()
	args := []string{"-out", dir, "-steps", "2", "-format", "svg", "-link"}
	runs(t, append(args, "#bottleneck?v=1&n=16&points=16&seeds=1", "-seeds", "1")...)
	mine := []string{"notes.txt", "my-loss.svg", "mine.csv"}
	for _, name := range mine {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("mine, "+figure.Mark), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	files, words := runs(t, append(args, "#deep-linear?v=1")...)
	if !strings.Contains(words, "held another run's files") {
		t.Errorf("got %q, want a word of what is gone", words)
	}
	var want []string
	for name := range strings.FieldsSeq(files) {
		want = append(want, filepath.Base(name))
	}
	want = append(want, mine...)
	slices.Sort(want)
	list, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range list {
		got = append(got, e.Name())
	}
	if !slices.Equal(got, want) {
		t.Errorf("got files %v, want %v", got, want)
	}

	other := t.TempDir()
	if err := os.WriteFile(filepath.Join(other, "lines.csv"), []byte("x,y\n1,2\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	var errs strings.Builder
	if code := run([]string{"-link", "#deep-linear", "-out", other}, &errs, &errs); code != 1 || !strings.Contains(errs.String(), "lines.csv") {
		t.Errorf("got exit code %d and %q, want 1 and the file in the way", code, errs.String())
	}
	if left, _ := os.ReadFile(filepath.Join(other, "lines.csv")); string(left) != "x,y\n1,2\n" {
		t.Errorf("got %q of a file that was not ours", left)
	}
	// A list that names files elsewhere is not followed.
	evil, victim := t.TempDir(), filepath.Join(t.TempDir(), "victim.csv")
	os.WriteFile(victim, []byte(figure.Mark), 0o666)
	os.WriteFile(filepath.Join(evil, "frames.csv"), []byte("# "+figure.Mark+"\n"+listing+victim+" ../victim.csv\n"), 0o666)
	runs(t, "-link", "#deep-linear", "-steps", "1", "-out", evil)
	if _, err := os.Stat(victim); err != nil {
		t.Errorf("got %v, want the file elsewhere left alone", err)
	}
}

// Steps beyond a run's end are said not to be there.
func TestStepsBeyondTheEnd(t *testing.T) {
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"-link", "#deep-linear?v=1&steps=40", "-steps", "1000"}, "the run is over at step 40, so there is no step 1000"},
		{[]string{"-link", "#deep-linear?v=1&steps=40&step=41"}, "the run is over at step 40, so there is no step 41"},
		{[]string{"-link", "#deep-linear?v=1&step=3&pin=steps%3D40%26step%3D60"}, "the run is over at step 40, so there is no step 60"},
		{[]string{"-link", "#deep-linear?v=1&steps=40", "-steps", "40"}, ""},
	} {
		_, words := runs(t, append(c.args, "-out", t.TempDir())...)
		if !strings.Contains(words, c.want) || c.want == "" && words != "" {
			t.Errorf("%q: got %q, want %q", c.args, words, c.want)
		}
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
		_, drawing, _ := strings.Cut(string(text), "</desc>") // that holds the link
		return drawing
	}
	own := figure("")
	if figure("&axis=log") != own {
		t.Error("axis=log: got another figure of a loss that is logarithmic in steps")
	}
	if figure("&axis=linear") == own {
		t.Error("axis=linear: got the figure with the logarithmic axis")
	}
}
