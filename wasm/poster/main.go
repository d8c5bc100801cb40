//go:build !js

// Command poster paints the figure of a run that is over, for readers whose browser runs no
// program, and for whatever shows a page as one picture. It knows no experiment by name and
// no browser.
package main

import (
	"errors"
	"flag"
	"fmt"
	"image/png"
	"os"

	"narrows/sim"
	"narrows/sim/experiments"
	"narrows/sim/link"
	"narrows/wasm/chart"
	"narrows/wasm/raster"
)

func main() {
	hash := flag.String("link", "", "what to paint; empty: what the page opens on")
	out := flag.String("out", "poster.png", "file to write")
	width := flag.Float64("width", 1008, "of the figure, in CSS pixels")
	scale := flag.Float64("scale", 1.5, "pixels of the picture in a CSS pixel")
	flag.Parse()
	if err := paint(*hash, *out, chart.Look{Width: *width, Scale: *scale}); err != nil {
		fmt.Fprintln(os.Stderr, "poster:", err)
		os.Exit(1)
	}
}

// paint runs a link to its step, or to the run's end if it names none, and paints that.
func paint(hash, out string, look chart.Look) error {
	if hash == "" {
		hash = opening()
	}
	l, err := link.Check(hash, experiments.List)
	if err != nil {
		return err
	}
	f, err := end(l)
	if err != nil {
		return err
	}
	var p raster.Painter
	file, err := os.Create(out)
	if err != nil {
		return err
	}
	compress := png.Encoder{CompressionLevel: png.BestCompression}
	return errors.Join(compress.Encode(file, paletted(p.Paint(chart.New().Scene(f, look)))), file.Close())
}

// opening is the link that the page opens on: the first preset of the first experiment.
func opening() string {
	e := experiments.List[0]
	if len(e.Presets) == 0 {
		return link.Format(link.Default(e))
	}
	return link.Format(link.Preset(e, e.Presets[0]))
}

// end returns the frame at a link's step, or the last one of its run.
func end(l link.Link) (*sim.Frame, error) {
	for _, e := range experiments.List {
		if e.Name != l.Experiment {
			continue
		}
		run, err := e.New(l.Settings)
		if err != nil {
			return nil, err
		}
		steps := l.View.Step
		if steps == 0 {
			steps = run.Frame().Steps
		}
		sim.Advance(run, l.Settings.Changes, 0, steps, nil)
		f := run.Frame()
		return &f, nil
	}
	return nil, fmt.Errorf("no experiment %q", l.Experiment)
}
