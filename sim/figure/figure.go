// Package figure draws the panels of a frame as figures for print, in vector and pixel
// formats. It knows no experiment and no page; what it shares with the page is in sim/geom and
// sim/palette.
package figure

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgimg"
	"gonum.org/v1/plot/vg/vgpdf"
	"gonum.org/v1/plot/vg/vgsvg"

	"narrows/sim"
)

// Formats are the formats there are.
var Formats = []string{"svg", "png", "pdf"}

// dpi is what journals ask of pictures that mix lines and areas.
const dpi = 600

// FileName is the name of a panel's figure in a format.
func FileName(p *sim.Panel, format string) string { return fileName(p.Name) + "." + format }

// Save writes each panel of a frame as <name>.<format> into a folder, for each format, with
// the panels of pinned runs behind it, and returns the files.
func Save(f *sim.Frame, pinned []*sim.Frame, dir string, formats []string, s Source) (files []string, err error) {
	for i := range f.Panels {
		p := &f.Panels[i]
		var ghosts []*sim.Panel
		for _, g := range pinned {
			k := slices.IndexFunc(g.Panels, func(q sim.Panel) bool { return q.Name == p.Name })
			if k >= 0 && !g.Panels[k].Square && !g.Panels[k].Solid {
				ghosts = append(ghosts, &g.Panels[k])
			}
		}
		for _, format := range formats {
			var b bytes.Buffer
			if err := Write(&b, p, ghosts, format, s); err != nil {
				return files, err
			}
			name := filepath.Join(dir, FileName(p, format))
			if err := os.WriteFile(name, b.Bytes(), 0o666); err != nil {
				return files, err
			}
			files = append(files, name)
		}
	}
	return files, nil
}

// Write draws one panel in one of Formats, in front of the same panels of pinned runs.
func Write(w io.Writer, p *sim.Panel, ghosts []*sim.Panel, format string, from Source) error {
	if !slices.Contains(Formats, format) {
		return fmt.Errorf("format must be one of %s", strings.Join(Formats, ", "))
	}
	s := newSheet(p, ghosts)
	var canvas vg.CanvasWriterTo
	switch format {
	case "svg":
		canvas = vgsvg.NewWith(vgsvg.UseWH(s.width, s.height))
	case "png":
		canvas = vgimg.PngCanvas{Canvas: vgimg.NewWith(vgimg.UseWH(s.width, s.height), vgimg.UseDPI(dpi))}
	case "pdf":
		canvas = outlined{vgpdf.New(s.width, s.height)}
	}
	s.draw(draw.New(canvas))
	var b bytes.Buffer
	if _, err := canvas.WriteTo(&b); err != nil {
		return err
	}
	title := strings.TrimSpace(s.panel.Title + " " + s.panel.Subtitle)
	out := b.Bytes()
	var err error
	switch format {
	case "svg":
		// The font is not embedded, which would take 400 kB a weight; these have its metrics.
		text := strings.ReplaceAll(b.String(), "font-family:Liberation Sans;", "font-family:'Liberation Sans',Arial,Helvetica,sans-serif;")
		// The canvas writes pictures as PNG and calls them JPEG, which not every reader forgives.
		text = strings.ReplaceAll(text, "data:image/jpg;base64,", "data:image/png;base64,")
		out = []byte(from.inSVG(text, title))
	case "png":
		out = from.inPNG(out, title)
	case "pdf":
		out, err = from.inPDF(out, title)
	}
	if err == nil {
		_, err = w.Write(out)
	}
	return err
}

// fileName makes a panel's name fit for any file system.
func fileName(panel string) string {
	return strings.Map(func(c rune) rune {
		if 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '_' {
			return c
		}
		return '-'
	}, panel)
}
