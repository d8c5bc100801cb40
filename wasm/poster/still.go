//go:build !js

package main

import (
	"bytes"
	"image"
	"image/draw"
	"image/png"
	"os"
	"slices"

	"narrows/sim"
	"narrows/wasm/chart"
	"narrows/wasm/raster"
)

// A still is 320 by 180 CSS pixels: what stands for an experiment at home. A thumb is what does
// in a list, 112 by 72.
const (
	stillWidth, stillHeight = 320, 180
	thumbWidth, thumbHeight = 112, 72
)

// A card is what stands for a link wherever it is passed on, in device pixels: its figure, as
// large as a frame of this size and margin lets it be.
const (
	cardWidth  = 1200
	cardHeight = 628
	cardMargin = 44
	cardScale  = 1.5
)

// stand writes what stands for an experiment, whose hero f is, in the colours of each theme.
func stand(f *sim.Frame, name string) error {
	for _, t := range themes {
		still := chart.Look{Width: stillWidth, Room: stillHeight, Profile: chart.Embed}
		if err := paint(f, still, t.theme, name+"-still-"+t.name+".png"); err != nil {
			return err
		}
		text, err := picture(func(float64) *image.RGBA { return thumb(f, t.theme) })
		if err != nil {
			return err
		}
		if err := os.WriteFile(name+"-thumb-"+t.name+".png", text, 0o666); err != nil {
			return err
		}
	}
	return nil
}

// hero is a frame of nothing but the panel in which the finding is seen: the first that is a
// chart, for it tells the whole run, and where none is, the first.
func hero(f *sim.Frame) *sim.Frame {
	at := max(slices.IndexFunc(f.Panels, func(p sim.Panel) bool { return !p.Square && !p.Solid && !p.Minor }), 0)
	alone := *f
	alone.Strait = sim.Strait{}
	alone.Panels = f.Panels[at : at+1]
	return &alone
}

// thumb is the inside of a hero alone, for at its size no word can be read, twice as fine as
// screens of old.
func thumb(f *sim.Frame, theme chart.Theme) *image.RGBA {
	const scale, head = 2, 4 // head: pixels around it that the ends of curves reach into
	p := f.Panels[0]
	p.Lines, p.Segments = slices.Clone(p.Lines), nil
	for i := range p.Lines {
		p.Lines[i].Label = ""
	}
	mute := *f
	mute.Panels = []sim.Panel{p}
	// What is around the inside has one size, so that one look tells it.
	look := chart.Look{Theme: theme, Width: 240, Room: 180, Scale: scale, Profile: chart.Embed}
	around := chart.Layout(&mute, look)
	look.Width += thumbWidth - 2*head - around.Places[0].Plot.W
	look.Room = around.Height + thumbHeight - 2*head - around.Places[0].Plot.H
	plot := chart.Layout(&mute, look).Places[0].Plot
	all := new(raster.Painter).Paint(chart.New().Scene(&mute, look))
	m := image.NewRGBA(image.Rect(0, 0, thumbWidth*scale, thumbHeight*scale))
	draw.Draw(m, m.Rect, image.NewUniform(all.At(0, 0)), image.Point{}, draw.Src)
	draw.Draw(m, m.Rect, all, image.Pt(int(plot.X-head)*scale, int(plot.Y-head)*scale), draw.Src)
	return m
}

// card is a frame's card as a PNG.
func card(f *sim.Frame) ([]byte, error) {
	look := chart.Look{
		Width: (cardWidth - 2*cardMargin) / cardScale, Room: (cardHeight - cardMargin) / cardScale,
		Scale: cardScale, Profile: chart.Embed,
	}
	figure := new(raster.Painter).Paint(chart.New().Scene(f, look))
	m := image.NewRGBA(image.Rect(0, 0, cardWidth, cardHeight))
	draw.Draw(m, m.Rect, image.White, image.Point{}, draw.Src)
	at := image.Pt((cardWidth-figure.Rect.Dx())/2, max((cardHeight-figure.Rect.Dy())/2, 0))
	draw.Draw(m, figure.Rect.Add(at), figure, image.Point{}, draw.Src)
	var b bytes.Buffer
	compress := png.Encoder{CompressionLevel: png.BestCompression}
	err := compress.Encode(&b, few(m, 128, 5))
	return b.Bytes(), err
}
