// Command figures runs a link without a browser and writes what was seen: frames.csv with
// every fact against the step, lines.csv with the last frame's lines and points, and each
// of its panels as a figure for print. It knows nothing of any single experiment.
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
		return j, fmt.Errorf("%q is not understood; the flags are -link, -steps, -out and -format", f.Arg(0))
	}
	if j.link, err = link.Check(*text, experiments.List); err != nil {
		return j, err
	}
	j.out, j.steps = *out, -1
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

// run runs the link, writes the files and returns their names.
func (j job) run() (files []string, err error) {
	i := slices.IndexFunc(experiments.List, func(e sim.Experiment) bool { return e.Name == j.link.Experiment })
	r, err := experiments.List[i].New(j.link.Settings)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(j.out, 0o777); err != nil {
		return nil, err
	}
	steps := j.steps
	if steps < 0 {
		if steps = j.link.View.Step; steps == 0 {
			steps = r.Frame().Steps
		}
	}
	var t table
	step, more := 0, true
	for _, next := range recorded(steps) {
		if next > step && more {
			step, more = sim.Advance(r, j.link.Settings.Changes, step, next-step, nil)
		} else if next > step {
			break
		}
		f := r.Frame()
		t.add(&f)
	}
	last := r.Frame()
	for _, file := range []struct {
		name  string
		write func(io.Writer) error
	}{
		{"frames.csv", t.write},
		{"lines.csv", func(w io.Writer) error { return writeLines(w, &last) }},
	} {
		name := filepath.Join(j.out, file.name)
		if err := save(name, file.write); err != nil {
			return nil, err
		}
		files = append(files, name)
	}
	figures, err := figure.Save(&last, j.out, j.formats)
	return append(files, figures...), err
}

func save(name string, write func(io.Writer) error) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	return errors.Join(write(f), f.Close())
}
