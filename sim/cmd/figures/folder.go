package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"

	"narrows/sim"
	"narrows/sim/experiments"
	"narrows/sim/figure"
	"narrows/sim/link"
)

// build names the sources; the linker sets it, to what the page's programs have as well.
var build string

// version is the build, or else what Go knows of the sources.
func version() string {
	if build != "" {
		return build
	}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "of no known version"
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && len(s.Value) >= 12 {
			return s.Value[:12]
		}
	}
	return info.Main.Version
}

// title is the heading that the page would give a link.
func title(l link.Link) string {
	e, there := sim.Find(experiments.List, l.Experiment)
	if !there {
		return l.Experiment
	}
	run := link.Format(l.Run())
	for _, p := range e.Presets {
		if p.Finding != "" && link.Format(link.Preset(e, p)) == run {
			return p.Finding
		}
	}
	if run == link.Format(link.Default(e)) {
		return e.Finding
	}
	return e.Question
}

// A folder receives the files of one run. Its frames.csv lists them.
type folder struct {
	dir    string
	names  []string // of all files
	source figure.Source
	title  string
}

const listing = "# files: "

// check refuses to write over what was not made here.
func (d *folder) check() error {
	for _, name := range d.names {
		_, err := os.Stat(filepath.Join(d.dir, name))
		if err == nil && !d.owns(name) {
			return fmt.Errorf("%s holds a file %s that was not made here, or by an older version; choose another folder", d.dir, name)
		}
	}
	return nil
}

// open makes the folder and takes the files of an earlier run out of it, those that its list
// names and that were made here.
func (d *folder) open(words io.Writer) error {
	if err := os.MkdirAll(d.dir, 0o777); err != nil {
		return err
	}
	if err := d.check(); err != nil {
		return err
	}
	gone := 0
	for _, name := range d.listed() {
		// A list is a stranger's text: only plain names, only of files that say so themselves.
		if filepath.Base(name) != name || slices.Contains(d.names, name) || !d.owns(name) {
			continue
		}
		if err := os.Remove(filepath.Join(d.dir, name)); err != nil {
			return err
		}
		gone++
	}
	if gone > 0 {
		fmt.Fprintf(words, "figures: %s held another run's files; %d that this one does not have are gone\n", d.dir, gone)
	}
	return nil
}

// owns reports whether a file in the folder was made here.
func (d *folder) owns(name string) bool {
	content, err := os.ReadFile(filepath.Join(d.dir, name))
	return err == nil && bytes.Contains(content, []byte(figure.Mark))
}

// listed are the files that the folder's list names.
func (d *folder) listed() []string {
	f, err := os.Open(filepath.Join(d.dir, "frames.csv"))
	if err != nil {
		return nil
	}
	defer f.Close()
	for s := bufio.NewScanner(f); s.Scan() && strings.HasPrefix(s.Text(), "#"); {
		if list, found := strings.CutPrefix(s.Text(), listing); found {
			return strings.Fields(list)
		}
	}
	return nil
}

// write writes a table behind lines that say what it was made from. Readers of tables skip
// them when told that "#" begins a comment.
func (d *folder) write(w io.Writer, o output) error {
	fmt.Fprintf(w, "# %s %s\n# title: %s\n# link: %s\n# seed: %s\n# step: %d\n", figure.Mark, o.source.Version, d.title, o.source.Link, o.source.Seed, o.step)
	if o.name == "frames.csv" {
		fmt.Fprintf(w, "%s%s\n", listing, strings.Join(d.names, " "))
	}
	return o.write(w)
}
