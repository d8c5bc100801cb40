// Command catalogue writes what a page must know of the experiments before any of them
// runs: names, knobs, presets and stories, as one file of JSON. It runs no experiment.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"narrows/sim"
	"narrows/sim/experiments"
	"narrows/sim/link"
)

// A catalogue is the whole file.
type catalogue struct {
	Version     int          `json:"version"` // of links
	MaxSeed     uint64       `json:"maxSeed"`
	Experiments []experiment `json:"experiments"`
}

type experiment struct {
	Name      string     `json:"name"`
	Title     string     `json:"title"`
	Finding   string     `json:"finding"`
	Question  string     `json:"question"`
	Link      string     `json:"link"` // of the untouched experiment, canonical
	Citations []citation `json:"citations"`
	Knobs     []knob     `json:"knobs"`
	Presets   []preset   `json:"presets"`
	Story     string     `json:"story"` // HTML
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
}

type when struct {
	Knob string   `json:"knob"`
	Is   []string `json:"is"`
}

type preset struct {
	Title   string `json:"title"`
	Link    string `json:"link"`    // canonical, whole
	Finding string `json:"finding"` // never empty
}

func main() {
	out := flag.String("out", "", "file to write; empty: standard output")
	flag.Parse()
	if err := write(*out, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "catalogue:", err)
		os.Exit(1)
	}
}

func write(out string, stdout io.Writer) error {
	root, err := module()
	if err != nil {
		return err
	}
	c := catalogue{Version: link.Version, MaxSeed: sim.MaxSeed}
	for _, e := range experiments.List {
		x, err := describe(e, root)
		if err != nil {
			return err
		}
		c.Experiments = append(c.Experiments, x)
	}
	text, err := json.MarshalIndent(c, "", " ")
	if err != nil {
		return err
	}
	text = append(text, '\n')
	if out == "" {
		_, err = stdout.Write(text)
		return err
	}
	if err := os.MkdirAll(filepath.Dir(out), 0o777); err != nil {
		return err
	}
	return os.WriteFile(out, text, 0o666)
}

func describe(e sim.Experiment, root string) (experiment, error) {
	story, err := os.ReadFile(filepath.Join(root, "sim", "experiments", strings.ReplaceAll(e.Name, "-", ""), "story.html"))
	if err != nil {
		return experiment{}, err
	}
	x := experiment{
		Name: e.Name, Title: e.Title, Finding: e.Finding, Question: e.Question,
		Link: link.Format(link.Default(e)), Story: string(story),
	}
	for _, c := range e.Citations {
		x.Citations = append(x.Citations, citation(c))
	}
	for _, k := range e.Knobs {
		x.Knobs = append(x.Knobs, describeKnob(k))
	}
	for _, p := range e.Presets {
		if p.Finding == "" {
			p.Finding = e.Finding
		}
		x.Presets = append(x.Presets, preset{Title: p.Title, Link: link.Format(link.Preset(e, p)), Finding: p.Finding})
	}
	return x, nil
}

func describeKnob(k sim.Knob) knob {
	x := knob{
		Name: k.Name, Label: k.Label, Unit: k.Unit, Help: k.Help,
		Min: k.Min, Max: k.Max, Default: k.Default, DefaultText: link.Text(k, k.Default), Allowed: k.Allowed(),
		Integer: k.Integer, Log: k.Log, Choices: k.Choices, Icons: k.Icons,
		Live: k.Live, Main: k.Main, Role: k.Role.String(),
	}
	// Lists that are empty, not null: readers loop over them.
	if x.Choices == nil {
		x.Choices = []string{}
	}
	if x.Icons == nil {
		x.Icons = []string{}
	}
	if k.When != nil {
		x.When = &when{k.When.Knob, k.When.Is}
	}
	return x
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
