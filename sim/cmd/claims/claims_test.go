package main

import (
	"html"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"narrows/sim"
	"narrows/sim/experiments"
)

const root = "../../.."

// said returns all that an experiment says: its story, findings and helps, without tags, formulas
// and what changes with the run.
func said(t *testing.T, b book) (story, elsewhere string) {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(root, "sim", "experiments", b.folder, "story.html"))
	if err != nil {
		t.Fatal(err)
	}
	story = string(raw)
	for _, gone := range []string{`(?s)<math.*?</math>`, `(?s)<output.*?</output>`, `<[^>]*>`} {
		with := ""
		if strings.HasPrefix(gone, "(?s)<math") {
			with = "…"
		}
		story = regexp.MustCompile(gone).ReplaceAllString(story, with)
	}
	story = strings.Join(strings.Fields(html.UnescapeString(story)), " ")
	for _, e := range experiments.List {
		if e.Folder() != b.folder {
			continue
		}
		elsewhere = e.Finding + "\n" + e.Question
		for _, p := range e.Presets {
			elsewhere += "\n" + p.Finding
		}
		for _, k := range e.Knobs {
			elsewhere += "\n" + k.Help
		}
	}
	return story, elsewhere
}

// What an experiment says is held to its book.
func TestEveryExperimentHasABook(t *testing.T) {
	for _, e := range experiments.List {
		if !slices.ContainsFunc(books, func(b book) bool { return b.folder == e.Folder() }) {
			t.Errorf("%s has no book: name its folder in books (sim/cmd/claims/main.go), with a study for each number that it says", e.Name)
		}
	}
}

func rowsOf(t *testing.T, b book) map[string]row {
	t.Helper()
	rows, err := b.read(root)
	if err != nil {
		t.Fatal(err)
	}
	of := map[string]row{}
	for _, r := range rows {
		of[r.name] = r
	}
	return of
}

// The tables hold every measure there is, as it is defined now, over no fewer seeds than a
// claim needs.
func TestTablesAreComplete(t *testing.T) {
	for _, b := range books {
		rows := rowsOf(t, b)
		for _, s := range b.studies {
			for _, m := range s.measures {
				r, there := rows[s.name+": "+m.name]
				if !there || len(r.values) != s.seeds || r.from != s.from || r.what != m.what || !slices.Equal(r.links, s.links) {
					t.Errorf("%s, %s: %s: the table is of other runs: make claims ONLY='^%s'", b.folder, s.name, m.name, s.name)
				}
				if s.seeds < few {
					t.Errorf("%s: got %d seeds, want at least %d", s.name, s.seeds, few)
				}
			}
		}
	}
}

// What is claimed stands in the words, rests on rows of the table, and is so.
func TestClaimsHold(t *testing.T) {
	for _, b := range books {
		rows := rowsOf(t, b)
		story, elsewhere := said(t, b)
		for _, c := range b.claims {
			if !strings.Contains(story, c.says) && !strings.Contains(elsewhere, c.says) {
				t.Errorf("%s: nobody says %q any more", b.folder, c.says)
			}
			var rests []row
			for _, name := range c.rests {
				r, there := rows[name]
				if !there {
					t.Fatalf("%q rests on %q, which the table has not", c.says, name)
				}
				rests = append(rests, r)
			}
			if !c.holds(rests) {
				t.Errorf("%s: the table does not bear out %q", b.folder, c.says)
			}
			for _, number := range numbers(c.says) {
				if !c.bears(number, rests) {
					t.Errorf("%s: the table does not have the %s of %q", b.folder, number, c.says)
				}
			}
		}
	}
}

// Findings are claims, and every number of a story is in one: of those that are measured,
// not years, and not sizes that a setting names.
func TestEveryNumberIsClaimed(t *testing.T) {
	for _, b := range books {
		story, _ := said(t, b)
		for _, c := range b.claims {
			story = strings.ReplaceAll(story, c.says, "…")
		}
		for _, number := range numbers(story) {
			if !slices.Contains(b.given, number) {
				t.Errorf("%s: the story names %s, which no claim measures: …%s…", b.folder, number, around(story, number))
			}
		}
		for _, e := range experiments.List {
			if e.Folder() != b.folder {
				continue
			}
			findings := []string{e.Finding}
			for _, p := range e.Presets {
				if p.Finding != "" {
					findings = append(findings, p.Finding)
				}
			}
			for _, f := range findings {
				if !slices.ContainsFunc(b.claims, func(c claim) bool { return c.says == f }) {
					t.Errorf("%s: no claim measures the finding %q", b.folder, f)
				}
			}
		}
	}
}

var number = regexp.MustCompile(`[−-]?\d[\d,]*(\.\d+)?`)

// numbers are those in a text, as they are written; years are none.
func numbers(text string) (found []string) {
	for _, n := range number.FindAllString(text, -1) {
		n = strings.TrimRight(n, ",")
		if year, err := strconv.Atoi(n); err == nil && year >= 1900 && year < 2100 {
			continue
		}
		found = append(found, n)
	}
	return found
}

func around(text, number string) string {
	i := strings.Index(text, number)
	return text[max(0, i-40):min(len(text), i+40)]
}

// bears reports whether a number, as it is written, is one of the rows' rounded: of a sample's
// ends, tenths and middle, its size, or what the measure itself names.
func (c claim) bears(written string, rows []row) bool {
	var known []float64
	for _, r := range rows {
		known = append(known, r.low(), r.at(0.1), r.median(), r.at(0.9), r.high(), float64(len(r.values)))
		for _, n := range numbers(r.what) {
			v, _, _ := parsed(n)
			known = append(known, v)
		}
	}
	if c.also != nil {
		known = append(known, c.also(rows)...)
	}
	v, unit, err := parsed(written)
	return err == nil && slices.ContainsFunc(known, func(k float64) bool { return math.Abs(k-v) <= unit/2*(1+1e-9) })
}

// parsed is the number written, and what one of its last digit stands for.
func parsed(written string) (v, unit float64, err error) {
	written = strings.NewReplacer(",", "", "−", "-").Replace(written)
	v, err = strconv.ParseFloat(written, 64)
	_, decimals, _ := strings.Cut(written, ".")
	return v, math.Pow(10, -float64(len(decimals))), err
}

// A row survives the file, with values that are missing or without bound.
func TestTableSurvives(t *testing.T) {
	want := []row{{name: "a: b, c", what: "what, \"so\"", links: []string{"#x?v=1&a=1", "#y?v=1"}, from: 7, values: []float64{1.25, math.NaN(), math.Inf(1), 3e-7}}}
	var file strings.Builder
	if err := write(&file, want); err != nil {
		t.Fatal(err)
	}
	got, err := read(strings.NewReader(file.String()))
	if err != nil || len(got) != 1 {
		t.Fatalf("got %v and %v", got, err)
	}
	g := got[0]
	if g.name != want[0].name || g.what != want[0].what || !slices.Equal(g.links, want[0].links) || g.from != 7 || len(g.values) != 4 || g.values[0] != 1.25 || g.values[1] == g.values[1] || !math.IsInf(g.values[2], 1) {
		t.Errorf("got %+v want %+v", g, want[0])
	}
	if m := g.median(); m != 1.25 {
		t.Errorf("got median %v of those there, want 1.25", m)
	}
}

// A number is borne by a row only as it is rounded, not by one near it.
func TestNumbersAreRounded(t *testing.T) {
	c, r := claim{}, []row{{what: "steps to loss 0.1", values: []float64{1, 2.157, 11.4}}}
	for written, want := range map[string]bool{"2.2": true, "2.16": true, "2.1": false, "2.3": false, "0.1": true, "11": true, "12": false, "3": true, "4": false} {
		if got := c.bears(written, r); got != want {
			t.Errorf("%s: got borne %v want %v", written, got, want)
		}
	}
}

// A study measures what its links show.
func TestMeasured(t *testing.T) {
	s := study{name: "s", links: []string{"#bottleneck?v=1&n=16&points=8&seeds=1&view=kernels&steps=3"}, from: 5, seeds: 2, at: []int{2}, measures: []measure{
		{"step", "steps", func(r []ran) float64 { return float64(r[0].Step) }},
		{"fall", "loss at the end over that at step 2", func(r []ran) float64 {
			return r[0].fact("training loss", sim.Kernel) / find(r[0].kept[2], "training loss", sim.Kernel)
		}},
	}}
	rows, err := s.measured(func(uint64) {})
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != 2 || !slices.Equal(rows[0].values, []float64{3, 3}) || !(rows[1].high() < 1 && rows[1].low() > 0) || rows[1].from != 5 || len(rows[1].values) != 2 {
		t.Errorf("got %+v", rows)
	}
}
