package main

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"slices"
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
