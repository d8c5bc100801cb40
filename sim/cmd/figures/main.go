// Command figures runs a link without a browser and writes what was seen: frames.csv with
// every fact against the step, the last frame's curves, points, fields and zero lines, each of
// its panels as a figure for print, and seeds.csv with medians over seeds. Runs that are pinned
// in the link have tables of their own and stand behind the figures' curves. It knows nothing
// of any single experiment.
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
		if files, err = j.run(stderr); err == nil {
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
	text := f.String("link", "", "link of the run: the page's address, or what stands there from # on")
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

// run runs the link and those that are pinned in it, writes the files and returns their
// names. What somebody may not have expected is said in words.
func (j job) run(words io.Writer) (files []string, err error) {
	// Before anything is computed in vain.
	early := folder{dir: j.out, names: []string{"frames.csv", "lines.csv"}}
	if err := early.check(); err != nil {
		return nil, err
	}
	shown, err := j.record(j.link, j.steps, "")
	if err != nil {
		return nil, err
	}
	recordings := []*recording{shown}
	for i, p := range j.link.View.Pins {
		r, err := j.record(j.link.Of(p), p.Step, fmt.Sprintf("pinned%d-", i+1))
		if err != nil {
			return nil, fmt.Errorf("pinned run %d: %w", i+1, err)
		}
		recordings = append(recordings, r)
	}
	var outputs []output
	var pinned []*sim.Frame
	for _, r := range recordings {
		if r.asked > r.reached {
			fmt.Fprintf(words, "figures: %s: the run is over at %[2]s %[3]d, so there is no %[2]s %[4]d\n", r.source.Link, r.last.Noun.OrStep().One, r.reached, r.asked)
		}
		outputs = append(outputs, r.outputs()...)
		if r != shown {
			pinned = append(pinned, &r.last)
		}
	}
	if j.seeds > 0 {
		s, err := j.overSeeds(shown)
		if err != nil {
			return nil, err
		}
		outputs = append(outputs, s)
	}
	folder := folder{dir: j.out, source: shown.source, title: shown.title}
	for _, o := range outputs {
		folder.names = append(folder.names, o.name)
	}
	for i := range shown.last.Panels {
		for _, format := range j.formats {
			folder.names = append(folder.names, figure.FileName(&shown.last.Panels[i], format))
		}
	}
	if err := folder.open(words); err != nil {
		return nil, err
	}
	for _, o := range outputs {
		name := filepath.Join(j.out, o.name)
		if err := save(name, func(w io.Writer) error { return folder.write(w, o) }); err != nil {
			return nil, err
		}
		files = append(files, name)
	}
	figures, err := figure.Save(&shown.last, pinned, j.out, j.formats, shown.source)
	return append(files, figures...), err
}

// A recording is what was seen of a run.
type recording struct {
	source         figure.Source
	title          string
	prefix         string // of its files
	table          table
	last           sim.Frame
	asked, reached int // steps
}

// record runs a link to a step, or as far as it goes; −1: as far as the link or the run says.
func (j job) record(l link.Link, steps int, prefix string) (*recording, error) {
	r, err := begin(l)
	if err != nil {
		return nil, err
	}
	if steps < 0 {
		if steps = l.View.Step; steps == 0 {
			steps = r.Frame().Steps
		}
	}
	k := &recording{
		source: figure.Source{Link: link.Format(l), Seed: strconv.FormatUint(l.Settings.Seed, 10), Version: version()},
		title:  title(l), prefix: prefix, table: table{key: "step"}, asked: steps,
	}
	more := true
	for _, next := range recorded(steps) {
		if next > k.reached && more {
			k.reached, more = sim.Advance(r, l.Settings.Changes, k.reached, next-k.reached, nil)
		} else if next > k.reached {
			break
		}
		f := r.Frame()
		k.table.add(strconv.Itoa(f.Step), &f)
	}
	k.last = r.Frame()
	if scale, chosen := axes[j.link.View.Axis]; chosen {
		for i := range k.last.Panels {
			k.last.Panels[i].X = k.last.Panels[i].X.Clocked(scale)
		}
	}
	return k, nil
}

// outputs are the tables of a recording, without those that would be empty.
func (k *recording) outputs() []output {
	f := &k.last
	all := []output{
		{name: "frames.csv", write: k.table.write}, {name: "lines.csv", write: func(w io.Writer) error { return writeLines(w, f) }},
	}
	var points, fields, zeros bool
	for i := range f.Panels {
		points = points || len(f.Panels[i].Dots) > 0 || len(f.Panels[i].Tiles) > 0
		for j := range f.Panels[i].Cells {
			fields = true
			zeros = zeros || f.Panels[i].Cells[j].Zero
		}
	}
	for _, o := range []struct {
		there bool
		output
	}{
		{points, output{name: "points.csv", write: func(w io.Writer) error { return writePoints(w, f) }}},
		{fields, output{name: "fields.csv", write: func(w io.Writer) error { return writeFields(w, f) }}},
		{zeros, output{name: "zeros.csv", write: func(w io.Writer) error { return writeZeros(w, f) }}},
	} {
		if o.there {
			all = append(all, o.output)
		}
	}
	for i := range all {
		all[i].name = k.prefix + all[i].name
		all[i].source, all[i].step = k.source, f.Step
	}
	return all
}

// An output is a table: its file's name, what it was made from, and what writes it.
type output struct {
	name   string
	write  func(io.Writer) error
	source figure.Source
	step   int
}

// overSeeds has a row for the end of the run of each seed, and one of their medians.
func (j job) overSeeds(shown *recording) (output, error) {
	t := table{key: "seed"}
	for seed := range uint64(j.seeds) {
		l := j.link
		l.Settings.Seed = seed + 1
		r, err := begin(l)
		if err != nil {
			return output{}, fmt.Errorf("seed %d: %w", seed+1, err)
		}
		sim.Advance(r, l.Settings.Changes, 0, shown.asked, nil)
		f := r.Frame()
		t.add(strconv.FormatUint(seed+1, 10), &f)
	}
	t.addMedian()
	source := shown.source
	source.Seed = fmt.Sprintf("1 to %d", j.seeds)
	return output{"seeds.csv", t.write, source, shown.asked}, nil
}

func begin(l link.Link) (sim.Run, error) {
	e, there := sim.Find(experiments.List, l.Experiment)
	if !there {
		return nil, fmt.Errorf("there is no experiment %q", l.Experiment)
	}
	return e.New(l.Settings)
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
