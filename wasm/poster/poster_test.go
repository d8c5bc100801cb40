//go:build !js

package main

import (
	"bytes"
	"encoding/json"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"narrows/sim"
	"narrows/sim/experiments"
	"narrows/wasm/chart"
)

// TestWriteAll writes the posters of two short runs and looks at what came out: a picture for
// each layout and theme, of few bytes, for it comes before the programs of megabytes; of the
// theme's colours; a figure; and where its panels stand.
func TestWriteAll(t *testing.T) {
	dir := t.TempDir()
	list := []sim.Experiment{}
	for i, e := range experiments.List[:2] {
		e.Knobs = slices.Clone(e.Knobs)
		e.Presets = []sim.Preset{{Title: "Short run", Link: []string{"v=1&n=16&seeds=1&steps=30&points=96&data=spirals", "v=1&steps=50"}[i]}}
		// Untouched they would run for long.
		for j, k := range e.Knobs {
			if v, ok := map[string]float64{"n": 16, "seeds": 1, "steps": 30, "points": 8}[k.Name]; ok {
				e.Knobs[j].Default = v
			}
		}
		list = append(list, e)
	}
	if err := writeAll(dir, list); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(dir, "index.json"))
	if err != nil {
		t.Fatal(err)
	}
	var got index
	if err := json.Unmarshal(text, &got); err != nil {
		t.Fatal(err)
	}
	if len(got.Posters) != 4 || len(got.Layouts) != len(layouts) {
		t.Fatalf("got %d posters and %d layouts, want 4 and %d", len(got.Posters), len(got.Layouts), len(layouts))
	}
	for link, p := range got.Posters {
		raw, err := os.ReadFile(filepath.Join(dir, p.Name+"-card.png"))
		if err != nil {
			t.Fatal(err)
		}
		if c, err := png.DecodeConfig(bytes.NewReader(raw)); err != nil || c.Width != 1200 || c.Height != 628 {
			t.Errorf("%s: got a card of %d × %d, %v, want what previews ask for, 1200 × 628", link, c.Width, c.Height, err)
		}
		for _, y := range layouts {
			plan := p.Layouts[y.Name]
			if plan.Width != y.look.Width || plan.Height < 100 || len(plan.Panels) < 2 {
				t.Errorf("%s, %s: got the plan %+v, want one %v wide, of some panels", link, y.Name, plan, y.look.Width)
			}
			for _, panel := range plan.Panels {
				if panel.Title == "" || panel.Plot[2] <= 0 || panel.Plot[3] <= 0 {
					t.Errorf("%s, %s: got the panel %+v, want a title and a place", link, y.Name, panel)
				}
			}
			for _, theme := range themes {
				name := p.Name + "-" + y.Name + "-" + theme.name + ".png"
				raw, err := os.ReadFile(filepath.Join(dir, name))
				if err != nil {
					t.Fatal(err)
				}
				if len(raw) > limit {
					t.Errorf("%s: got %d bytes, want at most %d", name, len(raw), limit)
				}
				m, err := png.Decode(strings.NewReader(string(raw)))
				if err != nil {
					t.Fatal(err)
				}
				if r, _, _, _ := m.At(1, m.Bounds().Dy()-1).RGBA(); (r > 0x8000) != (theme.theme == chart.Light) {
					t.Errorf("%s: got %v in a corner, want the page of the theme", name, m.At(1, m.Bounds().Dy()-1))
				}
				if got := len(m.(*image.Paletted).Palette); got < 20 {
					t.Errorf("%s: got %d colours, want a figure of at least 20", name, got)
				}
			}
		}
	}
}

// An experiment has one still and one thumb, those of its first preset, in the colours of each
// theme and in the sizes that lists of experiments keep for them.
func TestStills(t *testing.T) {
	dir := t.TempDir()
	e := experiments.List[1]
	e.Knobs = slices.Clone(e.Knobs)
	e.Presets = []sim.Preset{{Title: "First", Link: "v=1&steps=50"}, {Title: "Second", Link: "v=1&steps=40"}}
	if err := writeAll(dir, []sim.Experiment{e}); err != nil {
		t.Fatal(err)
	}
	for kind, size := range map[string]image.Point{"still": {320, 180}, "thumb": {112, 72}} {
		if all, _ := filepath.Glob(filepath.Join(dir, "*-"+kind+"-*.png")); len(all) != len(themes) {
			t.Errorf("got %q, want one for each theme", all)
		}
		for _, theme := range themes {
			raw, err := os.ReadFile(filepath.Join(dir, e.Name+"-"+kind+"-"+theme.name+".png"))
			if err != nil {
				t.Fatal(err)
			}
			m, err := png.Decode(bytes.NewReader(raw))
			if err != nil {
				t.Fatal(err)
			}
			if got := m.Bounds().Size(); got.X*size.Y != got.Y*size.X || got.X < size.X {
				t.Errorf("%s, %s: got %v, want a multiple of %v", kind, theme.name, got, size)
			}
			if got := len(m.(*image.Paletted).Palette); len(raw) > limit || got < 10 {
				t.Errorf("%s, %s: got %d bytes of %d colours, want a chart of at most %d", kind, theme.name, len(raw), got, limit)
			}
		}
	}
}

// The least widths are where the chart's own columns change; a wider picture of the same
// columns only spares an embed one that is scaled.
func TestLeastWidths(t *testing.T) {
	e := experiments.List[0]
	run, err := e.New(sim.Defaults(e.Knobs, e.Inputs...))
	if err != nil {
		t.Fatal(err)
	}
	f := run.Frame()
	for _, y := range layouts {
		if y.Least == 0 || y.Name == "wide" {
			continue
		}
		look := y.look
		look.Width = y.Least
		wide := chart.Layout(&f, look)
		look.Width--
		narrow := chart.Layout(&f, look)
		if narrow.Height < 1.3*wide.Height {
			t.Errorf("%s: got a height of %v at %v px and %v below, want one column there", y.Name, wide.Height, y.Least, narrow.Height)
		}
	}
}
