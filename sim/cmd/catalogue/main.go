// Command catalogue writes what a page must know of the experiments before any of them
// runs: names, knobs, presets and leads, as one file of JSON, and beside it a file for each
// with what stands below its figure, which can wait. It runs no experiment.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"narrows/sim"
	"narrows/sim/experiments"
	"narrows/sim/link"
)

// build names the sources that all was made from; the linker sets it.
var build string

// A catalogue is the file that comes before the first picture.
type catalogue struct {
	Version     int          `json:"version"` // of links
	Build       string       `json:"build"`   // names the sources
	Groups      []string     `json:"groups"`  // of knobs, in order
	MaxSeed     uint64       `json:"maxSeed"`
	Experiments []experiment `json:"experiments"`
}

type experiment struct {
	Name     string   `json:"name"`
	Title    string   `json:"title"`
	Group    string   `json:"group"`
	Finding  string   `json:"finding"`
	Question string   `json:"question"`
	Link     string   `json:"link"` // of the untouched experiment, canonical
	Knobs    []knob   `json:"knobs"`
	Inputs   []input  `json:"inputs"`
	Handles  []handle `json:"handles"`
	Presets  []preset `json:"presets"`
	Leads    string   `json:"leads"` // HTML: the sections above the figure
}

// A story is the file of what stands below the figure.
type story struct {
	Sections  string     `json:"sections"` // HTML
	Citations []citation `json:"citations"`
}

type citation struct {
	Key     string `json:"key"`
	Authors string `json:"authors"`
	Title   string `json:"title"`
	Year    int    `json:"year"`
	URL     string `json:"url"`
}

type knob struct {
	Name        string   `json:"name"`
	Label       string   `json:"label"`
	Unit        string   `json:"unit"`
	Help        string   `json:"help"`
	Group       string   `json:"group"`
	Min         float64  `json:"min"`
	Max         float64  `json:"max"`
	Default     float64  `json:"default"` // of a choice: its index
	DefaultText string   `json:"defaultText"`
	Allowed     string   `json:"allowed"` // in words
	Integer     bool     `json:"integer"`
	Log         bool     `json:"log"`
	Choices     []string `json:"choices"` // empty: a number
	Icons       []string `json:"icons"`
	When        *when    `json:"when"`
	Live        bool     `json:"live"`
	Main        bool     `json:"main"`
	Role        string   `json:"role"`
	Names       bool     `json:"names"` // of a column: what is pasted may be words
}

// An input is a table that a visitor may fill.
type input struct {
	Name    string   `json:"name"`
	Label   string   `json:"label"`
	Help    string   `json:"help"`
	Columns []knob   `json:"columns"`
	Least   int      `json:"least"` // rows
	Most    int      `json:"most"`
	Keyed   bool     `json:"keyed"` // the first column names a thing, each once
	When    *when    `json:"when"`
	Of      []string `json:"of"`      // knobs that say what rows are about
	Instead bool     `json:"instead"` // rows stand in the place of what those choose
}

// A handle says what can be done to marks by hand.
type handle struct {
	Panel string `json:"panel"`
	Of    string `json:"of"`
	Input string `json:"input"`
	Cycle string `json:"cycle"` // empty: none
	Join  string `json:"join"`  // empty: none
	X     string `json:"x"`     // empty: it stays where it is
	Y     string `json:"y"`
	Grow  bool   `json:"grow"`
	Anew  bool   `json:"anew"`
}

type when struct {
	Knob   string   `json:"knob"`
	Is     []string `json:"is"`
	Unseen bool     `json:"unseen"`
}

type preset struct {
	Title   string `json:"title"`
	Link    string `json:"link"`    // canonical, whole
	Finding string `json:"finding"` // never empty
	Against bool   `json:"against"`
}

func main() {
	out := flag.String("out", "", "file to write; empty: standard output")
	flag.Parse()
	if err := write(*out, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "catalogue:", err)
		os.Exit(1)
	}
}

// write writes the catalogue to out, and the stories into a folder beside it; without out the
// catalogue alone, to stdout.
func write(out string, stdout io.Writer) error {
	root, err := module()
	if err != nil {
		return err
	}
	c := catalogue{Version: link.Version, Build: build, Groups: sim.Groups, MaxSeed: sim.MaxSeed}
	for _, e := range experiments.List {
		x, told, err := describe(e, root)
		if err != nil {
			return err
		}
		c.Experiments = append(c.Experiments, x)
		if out == "" {
			continue
		}
		if err := save(filepath.Join(filepath.Dir(out), "stories", e.Name+".json"), told); err != nil {
			return err
		}
	}
	if out != "" {
		return save(out, c)
	}
	text, err := encode(c)
	if err != nil {
		return err
	}
	_, err = stdout.Write(text)
	return err
}

func encode(x any) ([]byte, error) {
	text, err := json.MarshalIndent(x, "", " ")
	return append(text, '\n'), err
}

func save(name string, x any) error {
	text, err := encode(x)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		return err
	}
	return os.WriteFile(name, text, 0o666)
}

// leads are the sections of a story that stand above the figure.
var leads = regexp.MustCompile(`(?s)<section class="lead".*?</section>\n?`)

func describe(e sim.Experiment, root string) (x experiment, told story, err error) {
	text, err := os.ReadFile(filepath.Join(root, "sim", "experiments", e.Folder(), "story.html"))
	if err != nil {
		return x, told, err
	}
	x = experiment{
		Name: e.Name, Title: e.Title, Group: e.Group, Finding: e.Finding, Question: e.Question,
		Link: link.Format(link.Default(e)), Leads: strings.Join(leads.FindAllString(string(text), -1), ""),
	}
	for _, k := range e.Knobs {
		x.Knobs = append(x.Knobs, describeKnob(k))
	}
	x.Inputs = []input{} // empty, not null: readers loop over them
	for _, in := range e.Inputs {
		x.Inputs = append(x.Inputs, describeInput(in))
	}
	x.Handles = []handle{}
	for _, h := range e.Handles {
		x.Handles = append(x.Handles, handle(h))
	}
	for _, p := range e.Presets {
		x.Presets = append(x.Presets, preset{Title: p.Title, Link: link.Format(link.Preset(e, p)), Finding: e.FindingOf(p), Against: p.Against})
	}
	told.Sections = leads.ReplaceAllString(string(text), "")
	for _, c := range e.Citations {
		told.Citations = append(told.Citations, citation(c))
	}
	return x, told, nil
}

func describeKnob(k sim.Knob) knob {
	x := knob{
		Name: k.Name, Label: k.Label, Unit: k.Unit, Help: k.Help, Group: k.Group,
		Min: k.Min, Max: k.Max, Default: k.Default, DefaultText: link.Text(k, k.Default), Allowed: k.Allowed(),
		Integer: k.Integer, Log: k.Log, Choices: k.Choices, Icons: k.Icons,
		Live: k.Live, Main: k.Main, Role: k.Role.String(), Names: k.Names,
	}
	// Lists that are empty, not null: readers loop over them.
	if x.Choices == nil {
		x.Choices = []string{}
	}
	if x.Icons == nil {
		x.Icons = []string{}
	}
	x.When = describeWhen(k.When)
	return x
}

func describeInput(in sim.Input) input {
	x := input{Name: in.Name, Label: in.Label, Help: in.Help, Least: in.Least, Most: in.Most, Keyed: in.Keyed, When: describeWhen(in.When), Of: in.Of, Instead: in.Instead}
	if x.Of == nil {
		x.Of = []string{}
	}
	for _, k := range in.Columns {
		x.Columns = append(x.Columns, describeKnob(k))
	}
	return x
}

func describeWhen(w *sim.When) *when {
	if w == nil {
		return nil
	}
	return &when{w.Knob, w.Is, w.Unseen}
}

// module returns the folder of go.mod, which is that of the present directory or one
// above it.
func module() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir, nil
		}
		up := filepath.Dir(dir)
		if up == dir {
			return "", fmt.Errorf("no go.mod here or above: run this inside the module")
		}
		dir = up
	}
}
