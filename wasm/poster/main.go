//go:build !js

// Command poster paints the finished run of every experiment, untouched, and of every preset, for readers who wait for the
// programs and for those whose browser runs none, and says where in the picture its panels
// stand; a still of each experiment, and a card of each preset. It knows no experiment by name and no browser.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"image"
	"os"
	"path/filepath"
	"runtime"
	"sync"

	"narrows/sim"
	"narrows/sim/experiments"
	"narrows/sim/link"
	"narrows/wasm/chart"
	"narrows/wasm/raster"
)

// A layout is a figure as one kind of place shows it: in a profile of the page, from a least
// width of the figure on. A page scales the picture to its own width.
type layout struct {
	Name    string     `json:"name"`
	Profile string     `json:"profile"`
	Least   float64    `json:"least"` // CSS pixels
	look    chart.Look // that is painted
}

// layouts are in order: of a profile the first whose least width is there is the one.
var layouts = []layout{
	{"page", "page", 852, chart.Look{Width: 1008}},
	// On a phone the transport stands under the maps.
	{"column", "page", 0, chart.Look{Width: 350, Gap: 146}},
	// Home shows a figure as an embed does, in all of its width.
	{"wide", "embed", 852, chart.Look{Width: 1008, Profile: chart.Embed}},
	{"embed", "embed", 520, chart.Look{Width: 688, Profile: chart.Embed}},
	{"slim", "embed", 0, chart.Look{Width: 328, Profile: chart.Embed}},
}

var themes = []struct {
	name  string
	theme chart.Theme
}{{"light", chart.Light}, {"dark", chart.Dark}}

// An index is all of index.json.
type index struct {
	Layouts []layout          `json:"layouts"`
	Posters map[string]poster `json:"posters"` // by their link
}

// A poster is what index.json says of a run. Its pictures are NAME-LAYOUT-THEME.png.
type poster struct {
	Name    string          `json:"name"`
	Layouts map[string]plan `json:"layouts"`
}

// A plan is where the panels of a picture stand, in its CSS pixels.
type plan struct {
	Width  float64 `json:"width"`
	Height float64 `json:"height"`
	Under  float64 `json:"under"` // where what stands under the maps ends; 0: nothing does
	Panels []panel `json:"panels"`
}

type panel struct {
	Title    string     `json:"title"`
	Subtitle string     `json:"subtitle"`
	At       [3]float64 `json:"at"`   // x, baseline and most width of the title
	Plot     [4]float64 `json:"plot"` // x, y, width, height
}

func main() {
	out := flag.String("out", "posters", "folder to write: the pictures, and index.json")
	flag.Parse()
	if err := writeAll(*out, experiments.List); err != nil {
		fmt.Fprintln(os.Stderr, "poster:", err)
		os.Exit(1)
	}
}

// writeAll writes the posters of all experiments and presets, and index.json with a poster for
// each one's link. Each processor takes the next preset that is left.
func writeAll(out string, list []sim.Experiment) error {
	if err := os.MkdirAll(out, 0o777); err != nil {
		return err
	}
	type job struct {
		name string
		link link.Link
	}
	jobs := make(chan job)
	var (
		workers sync.WaitGroup
		mu      sync.Mutex
		all     = index{layouts, map[string]poster{}}
		failed  error
	)
	for range runtime.NumCPU() {
		workers.Go(func() {
			for j := range jobs {
				p, err := write(out, j.name, j.link, list)
				mu.Lock()
				if err != nil && failed == nil {
					failed = err
				}
				all.Posters[link.Format(j.link)] = p
				mu.Unlock()
			}
		})
	}
	for _, e := range list {
		untouched := link.Default(e)
		among := false // a preset is the experiment untouched
		for _, p := range e.Presets {
			l := link.Preset(e, p)
			among = among || link.Format(l) == link.Format(untouched)
			jobs <- job{e.FileName(p), l}
		}
		if !among {
			jobs <- job{e.Name, untouched}
		}
	}
	close(jobs)
	workers.Wait()
	if failed != nil {
		return failed
	}
	text, err := json.Marshal(all)
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(out, "index.json"), text, 0o666)
}

// write writes the pictures of one link.
func write(out, name string, l link.Link, list []sim.Experiment) (poster, error) {
	p := poster{Name: name, Layouts: map[string]plan{}}
	f, err := end(l, list)
	if err != nil {
		return p, err
	}
	for _, y := range layouts {
		p.Layouts[y.Name] = planOf(f, y.look)
		for _, t := range themes {
			if err := paint(f, y.look, t.theme, filepath.Join(out, name+"-"+y.Name+"-"+t.name+".png")); err != nil {
				return p, err
			}
		}
	}
	text, err := card(f)
	if err != nil {
		return p, err
	}
	if err := os.WriteFile(filepath.Join(out, name+"-card.png"), text, 0o666); err != nil {
		return p, err
	}
	if e, _ := sim.Find(list, l.Experiment); len(e.Presets) > 0 && link.Format(l) != link.Format(link.Preset(e, e.Presets[0])) {
		return p, nil
	}
	return p, stand(hero(f), filepath.Join(out, l.Experiment))
}

// paint writes the picture of a frame in the colours of a theme.
func paint(f *sim.Frame, look chart.Look, theme chart.Theme, file string) error {
	look.Theme = theme
	text, err := picture(func(scale float64) *image.RGBA {
		look.Scale = scale
		return new(raster.Painter).Paint(chart.New().Scene(f, look))
	})
	if err != nil {
		return err
	}
	return os.WriteFile(file, text, 0o666)
}

func planOf(f *sim.Frame, look chart.Look) plan {
	at := chart.Layout(f, look)
	p := plan{Width: at.Width, Height: at.Height, Panels: []panel{}}
	if at.Gap > 0 {
		p.Under = at.Gap + look.Gap
	}
	for _, place := range at.Places {
		x := &f.Panels[place.Panel]
		p.Panels = append(p.Panels, panel{
			Title: x.Title, Subtitle: x.Subtitle,
			At:   [3]float64{place.TitleX, place.TitleY, place.TitleW},
			Plot: [4]float64{place.Plot.X, place.Plot.Y, place.Plot.W, place.Plot.H},
		})
	}
	return p
}

// end returns the last frame of a link's run.
func end(l link.Link, list []sim.Experiment) (*sim.Frame, error) {
	e, there := sim.Find(list, l.Experiment)
	if !there {
		return nil, fmt.Errorf("no experiment %q", l.Experiment)
	}
	run, err := e.New(l.Settings)
	if err != nil {
		return nil, err
	}
	sim.Advance(run, l.Settings.Changes, 0, run.Frame().Steps, nil)
	f := run.Frame()
	return &f, nil
}
