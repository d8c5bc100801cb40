// Package figure draws the panels of a frame as figures for print, in vector and pixel
// formats. It knows no experiment and no page; it shares with the page only the roles'
// colours.
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

// Save writes each panel of a frame as <name>.<format> into a folder, for each format,
// and returns the files.
func Save(f *sim.Frame, dir string, formats []string) (files []string, err error) {
	for i := range f.Panels {
		for _, format := range formats {
			var b bytes.Buffer
			if err := Write(&b, &f.Panels[i], format); err != nil {
				return files, err
			}
			name := filepath.Join(dir, fileName(f.Panels[i].Name)+"."+format)
			if err := os.WriteFile(name, b.Bytes(), 0o666); err != nil {
				return files, err
			}
			files = append(files, name)
		}
	}
	return files, nil
}

// Write draws one panel in one of Formats.
func Write(w io.Writer, p *sim.Panel, format string) error {
	if !slices.Contains(Formats, format) {
		return fmt.Errorf("format must be one of %s", strings.Join(Formats, ", "))
	}
	s := newSheet(p)
	var canvas vg.CanvasWriterTo
	switch format {
	case "svg":
		canvas = vgsvg.NewWith(vgsvg.UseWH(s.width, s.height))
		var b bytes.Buffer
		s.draw(draw.New(canvas))
		if _, err := canvas.WriteTo(&b); err != nil {
			return err
		}
		// The font is not embedded, which would take 400 kB a weight; these have its metrics.
		text := strings.ReplaceAll(b.String(), "font-family:Liberation Sans;", "font-family:'Liberation Sans',Arial,Helvetica,sans-serif;")
		_, err := io.WriteString(w, text)
		return err
	case "png":
		canvas = vgimg.PngCanvas{Canvas: vgimg.NewWith(vgimg.UseWH(s.width, s.height), vgimg.UseDPI(dpi))}
	case "pdf":
		canvas = outlined{vgpdf.New(s.width, s.height)}
	}
	s.draw(draw.New(canvas))
	_, err := canvas.WriteTo(w)
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
