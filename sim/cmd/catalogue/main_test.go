package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"narrows/sim"
	"narrows/sim/experiments"
	"narrows/sim/link"
)

// The files say all that the list of experiments says.
func TestCatalogue(t *testing.T) {
	out := filepath.Join(t.TempDir(), "build", "catalogue.json")
	if err := write(out, nil); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	var c catalogue
	if err := json.Unmarshal(text, &c); err != nil {
		t.Fatal(err)
	}
	if c.Version != link.Version || len(c.Experiments) != len(experiments.List) {
		t.Fatalf("got version %d and %d experiments, want %d and %d", c.Version, len(c.Experiments), link.Version, len(experiments.List))
	}
	for i, e := range experiments.List {
		x := c.Experiments[i]
		if x.Name != e.Name || x.Title != e.Title || x.Group != e.Group || x.Finding != e.Finding || x.Question != e.Question {
			t.Errorf("got %s: %s, %s, %s, want those of %s", x.Name, x.Title, x.Finding, x.Question, e.Name)
		}
		text, err := os.ReadFile(filepath.Join(filepath.Dir(out), "stories", e.Name+".json"))
		if err != nil {
			t.Fatal(err)
		}
		var told story
		if err := json.Unmarshal(text, &told); err != nil {
			t.Fatal(err)
		}
		above, below := strings.Count(x.Leads, "<section"), strings.Count(told.Sections, "<section")
		if above != strings.Count(x.Leads, `<section class="lead"`) || above == 0 || strings.Contains(told.Sections, `class="lead"`) || below < 3 {
			t.Errorf("%s: got %d sections above the figure and %d below, want its leads and all others", e.Name, above, below)
		}
		if len(told.Citations) != len(e.Citations) || told.Citations[0].URL != e.Citations[0].URL {
			t.Errorf("%s: got citations %v, want %v", e.Name, told.Citations, e.Citations)
		}
		if x.Inputs == nil || len(x.Inputs) != len(e.Inputs) {
			t.Errorf("%s: got inputs %v, want a list of %d", e.Name, x.Inputs, len(e.Inputs))
		}
		if len(x.Knobs) != len(e.Knobs) {
			t.Fatalf("%s: got %d knobs, want %d", e.Name, len(x.Knobs), len(e.Knobs))
		}
		for j, k := range e.Knobs {
			got := x.Knobs[j]
			if got.Name != k.Name || got.Label != k.Label || got.Unit != k.Unit || got.Help != k.Help || got.Group != k.Group || got.Min != k.Min || got.Max != k.Max ||
				got.Default != k.Default || got.Integer != k.Integer || got.Log != k.Log || got.Live != k.Live || got.Main != k.Main ||
				got.Role != k.Role.String() || strings.Join(got.Choices, "|") != strings.Join(k.Choices, "|") ||
				strings.Join(got.Icons, "|") != strings.Join(k.Icons, "|") || got.Choices == nil || got.Icons == nil {
				t.Errorf("got %+v, want %+v", got, k)
			}
			if (got.When == nil) != (k.When == nil) || k.When != nil && (got.When.Knob != k.When.Knob || len(got.When.Is) != len(k.When.Is)) {
				t.Errorf("%s: got condition %v, want %v", k.Name, got.When, k.When)
			}
			if k.Choices != nil && got.DefaultText != k.Choices[int(k.Default)] {
				t.Errorf("%s: got default %s, want %s", k.Name, got.DefaultText, k.Choices[int(k.Default)])
			}
		}
		if len(x.Presets) != len(e.Presets) {
			t.Errorf("%s: got %d presets, want %d", e.Name, len(x.Presets), len(e.Presets))
		}
		for j, p := range x.Presets {
			if l, err := link.Check(p.Link, experiments.List); err != nil || link.Format(l) != p.Link {
				t.Errorf("preset %s: got link %s, %v, want a canonical one", p.Title, p.Link, err)
			}
			if p.Finding == "" || p.Title != e.Presets[j].Title || p.Against != e.Presets[j].Against {
				t.Errorf("preset %d: got %+v, want the title of %+v, and a finding", j, p, e.Presets[j])
			}
		}
	}
}

// A table is described with its columns, which are knobs.
func TestInputs(t *testing.T) {
	text, err := encode(describeInput(sim.Input{
		Name: "labels", Label: "Labels", Help: "Who is in which club.", Least: 1, Most: 300, When: &sim.When{Knob: "data", Is: []string{"own"}}, Of: []string{"data"},
		Columns: []sim.Knob{{Name: "node", Label: "Member", Help: "Which one.", Max: 299, Integer: true, Names: true}, {Name: "class", Choices: []string{"none", "a"}, Default: 1}},
	}))
	if err != nil {
		t.Fatal(err)
	}
	var got map[string]any
	if err := json.Unmarshal(text, &got); err != nil {
		t.Fatal(err)
	}
	for key, want := range map[string]string{"name": "labels", "label": "Labels", "help": "Who is in which club.", "least": "1", "most": "300", "when": "map[is:[own] knob:data unseen:false]", "of": "[data]"} {
		if text := fmt.Sprint(got[key]); text != want {
			t.Errorf("%s: got %s, want %s", key, text, want)
		}
	}
	columns, _ := got["columns"].([]any)
	if len(columns) != 2 {
		t.Fatalf("got columns %v, want two", got["columns"])
	}
	for i, want := range []map[string]string{
		{"name": "node", "label": "Member", "help": "Which one.", "min": "0", "max": "299", "integer": "true", "names": "true", "choices": "[]"},
		{"name": "class", "choices": "[none a]", "defaultText": "a", "names": "false"},
	} {
		for key, want := range want {
			if text := fmt.Sprint(columns[i].(map[string]any)[key]); text != want {
				t.Errorf("column %d: got %s %s, want %s", i, key, text, want)
			}
		}
	}
}

func TestStandardOutput(t *testing.T) {
	var b strings.Builder
	if err := write("", &b); err != nil || !json.Valid([]byte(b.String())) {
		t.Errorf("got %.80q, %v, want JSON", b.String(), err)
	}
}
