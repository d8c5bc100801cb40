// Command figures runs a link without a browser and writes what was seen: frames.csv with
// every fact against the step, lines.csv with the last frame's lines and points, each of its
// panels as a figure for print, and seeds.csv with medians over seeds. It knows nothing of any
// single experiment.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"narrows/sim"
	"narrows/sim/experiments"
	"narrows/sim/figure"
	"narrows/sim/link"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

// A job is what the command line asks for.
type job struct {
	link    link.Link
	steps   int // −1: as many as the link or the run says
	seeds   int // 0: the link's only
	out     string
	formats []string
}

// run returns the exit code: 2 for what the command line says wrong, 1 for bad luck.
func run(args []string, stdout, stderr io.Writer) int {
	j, err := parse(args, stderr)
	if errors.Is(err, flag.ErrHelp) {
		return 0
	}
	if err == nil {
		var files []string
		if files, err = j.run(); err == nil {
			fmt.Fprintln(stdout, strings.Join(files, "\n"))
			return 0
		}
		fmt.Fprintln(stderr, "figures:", err)
		return 1
	}
	fmt.Fprintln(stderr, "figures:", err)
	return 2
}

func parse(args []string, stderr io.Writer) (j job, err error) {
	f := flag.NewFlagSet("figures", flag.ContinueOnError)
	f.SetOutput(io.Discard)
	text := f.String("link", "", "link of the run, as in the page's address from # on")
	steps := f.String("steps", "", "step to go to; the link's if it names one, else the run's last")
	seeds := f.Int("seeds", 0, "write seeds.csv too: the facts at the end for the seeds from 1 to this, and their medians")
	out := f.String("out", "figures", "folder to write into")
	formats := f.String("format", "", "formats of the figures, of "+strings.Join(figure.Formats, ",")+"; none if empty")
	if err := f.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			f.SetOutput(stderr)
			f.Usage()
		}
		return j, err
	}
	if f.NArg() > 0 {
		return j, fmt.Errorf("%q is not understood; the flags are -link, -steps, -seeds, -out and -format", f.Arg(0))
	}
	if j.link, err = link.Check(*text, experiments.List); err != nil {
		return j, err
	}
	j.out, j.steps, j.seeds = *out, -1, *seeds
	if j.seeds < 0 || j.seeds > mostSeeds {
		return j, fmt.Errorf("seeds must be a whole number from 0 to %d, not %d", mostSeeds, j.seeds)
	}
	if *steps != "" {
		if j.steps, err = strconv.Atoi(*steps); err != nil || j.steps < 0 || j.steps > link.MaxStep {
			return j, fmt.Errorf("steps must be a whole number from 0 to %d, not %q", link.MaxStep, *steps)
		}
	}
	for format := range strings.FieldsFuncSeq(*formats, func(c rune) bool { return c == ',' || c == ' ' }) {
		if !slices.Contains(figure.Formats, format) {
			return j, fmt.Errorf("format must be of %s, not %q", strings.Join(figure.Formats, ", "), format)
		}
		j.formats = append(j.formats, format)
	}
	return j, nil
}

// mostSeeds is as many runs as somebody may have meant.
const mostSeeds = 1000

// run runs the link, writes the files and returns their names.
func (j job) run() (files []string, err error) {
	r, err := begin(j.link)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(j.out, 0o777); err != nil {
		return nil, err
	}
	if j.steps < 0 {
		if j.steps = j.link.View.Step; j.steps == 0 {
			j.steps = r.Frame().Steps
		}
	}
	t := table{key: "step"}
	step, more := 0, true
	for _, next := range recorded(j.steps) {
		if next > step && more {
			step, more = sim.Advance(r, j.link.Settings.Changes, step, next-step, nil)
		} else if next > step {
			break
		}
		f := r.Frame()
		t.add(strconv.Itoa(f.Step), &f)
	}
	last := r.Frame()
	if scale, chosen := axes[j.link.View.Axis]; chosen {
		for i := range last.Panels {
			last.Panels[i].X = last.Panels[i].X.Clocked(scale)
		}
	}
	outputs := []output{
		{"frames.csv", t.write},
		{"lines.csv", func(w io.Writer) error { return writeLines(w, &last) }},
	}
	if j.seeds > 0 {
		s, err := j.overSeeds()
		if err != nil {
			return nil, err
		}
		outputs = append(outputs, output{"seeds.csv", s.write})
	}
	for _, o := range outputs {
		name := filepath.Join(j.out, o.name)
		if err := save(name, o.write); err != nil {
			return nil, err
		}
		files = append(files, name)
	}
	figures, err := figure.Save(&last, j.out, j.formats)
	return append(files, figures...), err
}

// An output is a file by its name and what writes it.
type output struct {
	name  string
	write func(io.Writer) error
}

// overSeeds is a row for the end of the run of each seed, and one of their medians.
func (j job) overSeeds() (table, error) {
	t := table{key: "seed"}
	for seed := range uint64(j.seeds) {
		l := j.link
		l.Settings.Seed = seed + 1
		r, err := begin(l)
		if err != nil {
			return t, fmt.Errorf("seed %d: %w", seed+1, err)
		}
		sim.Advance(r, l.Settings.Changes, 0, j.steps, nil)
		f := r.Frame()
		t.add(strconv.FormatUint(seed+1, 10), &f)
	}
	t.addMedian()
	return t, nil
}

func begin(l link.Link) (sim.Run, error) {
	i := slices.IndexFunc(experiments.List, func(e sim.Experiment) bool { return e.Name == l.Experiment })
	return experiments.List[i].New(l.Settings)
}

// axes are the scales of what a link calls its axis.
var axes = map[string]sim.Scale{"log": sim.LogStep, "linear": sim.Linear}

func save(name string, write func(io.Writer) error) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	return errors.Join(write(f), f.Close())
}
