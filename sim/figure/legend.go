package figure

import (
	"image/color"
	"math"
	"slices"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"narrows/sim"
	"narrows/sim/geom"
	"narrows/sim/palette"
)

// An entry of a legend is a mark and its words.
type entry struct {
	dots  sim.Dots
	class int
	text  string
	of    *sim.Segments // a wedge, in place of a mark
}

func (e entry) width() vg.Length {
	return e.indent() + 3*px + width(style(tickSize, false, ink2), e.text) + 14*px
}

// indent is from the middle of a mark, or from where a wedge would have it, to the words.
func (e entry) indent() vg.Length {
	if e.of != nil {
		return 21 * px
	}
	return 9 * px
}

// legend lists the classes and the labelled dots of a panel in rows that are not wider
// than its plotting area, and finds the field that needs a key.
func legend(p *sim.Panel, w vg.Length) (rows [][]entry, key *sim.Cells) {
	var all []entry
	of := sim.Dots{Role: sim.Class}
	if nodes := geom.Nodes(p); nodes != nil { // their shapes are classes, their colours are not
		of.Lead = nodes.Lead
	}
	if len(p.Dots) > 0 || len(p.Tiles) > 0 {
		for i, c := range p.Classes {
			all = append(all, entry{dots: of, class: i, text: c})
		}
	}
	for _, d := range p.Dots {
		if d.Label != "" {
			class, one := 0, oneClass(&d)
			if one && sized(&d) {
				class = int(d.Class[0])
			}
			// In the ink of notes: the mark stands for points of any class.
			if d.Role == sim.Class && !(one && sized(&d)) {
				d.Role = sim.Data
			}
			all = append(all, entry{dots: d, class: class, text: d.Label})
		}
	}
	for i := range p.Segments {
		if s := &p.Segments[i]; s.Said() {
			all = append(all, entry{text: s.Label, of: s})
		}
	}
	used := vg.Length(0)
	for _, e := range all {
		if len(rows) == 0 || used+e.width() > w {
			rows, used = append(rows, nil), 0
		}
		rows[len(rows)-1] = append(rows[len(rows)-1], e)
		used += e.width()
	}
	for i := range p.Cells {
		if p.Cells[i].Label != "" && p.Cells[i].Scale != sim.ByClass {
			key = &p.Cells[i]
		}
	}
	return rows, key
}

// oneClass reports whether some dots are all of one class.
func oneClass(d *sim.Dots) bool {
	return len(d.Class) > 0 && !slices.ContainsFunc(d.Class, func(c uint8) bool { return c != d.Class[0] })
}

func rowWidth(row []entry) (w vg.Length) {
	for _, e := range row {
		w += e.width()
	}
	return w
}

func (s *sheet) drawLegend(c draw.Canvas, inner draw.Canvas) {
	y := c.Min.Y + s.bottom - 12*px
	for i, row := range s.rows {
		x := inner.Min.X + 5*px
		for _, e := range row {
			at := vg.Point{X: x, Y: y + 3.6*px}
			if e.of != nil {
				wedge(c, at, e.of)
			} else if len(e.dots.Lead) > 0 && e.dots.Role == sim.Class {
				outline(c, e.class, at, 3.4*px, draw.LineStyle{Color: classColour(e.class), Width: nodeEdge})
			} else if sized(&e.dots) {
				colour := roleColour(e.dots.Role)
				if e.dots.Role == sim.Class {
					colour = classColour(e.class)
				}
				openRing(c, e.class, at, 4.6*px, 1.8*px, colour)
			} else {
				drawDot(c, &e.dots, 0, e.class, seriesOf(s.panel), at)
			}
			words, loud := ink2, e.dots.Ring && e.dots.Role != sim.Class && e.dots.Role != sim.Data
			if loud {
				words = roleColour(e.dots.Role)
			}
			write(c, style(tickSize, loud, words), vg.Point{X: x + e.indent(), Y: y}, e.text)
			x += e.width()
		}
		if !s.beside || i < len(s.rows)-1 {
			y -= legendStep
		}
	}
	if s.nodes != nil {
		drawNodesKey(c, s.panel, s.nodes, inner, y+12*px)
		y -= nodesHeight(s.nodes)
	}
	if s.key != nil {
		drawKey(c, s.key, inner, y-1*px)
	}
}

// wedge is the sample of segments that have a width, thin and thick.
func wedge(c draw.Canvas, at vg.Point, s *sim.Segments) {
	colour := ink2
	if s.Role != sim.Class {
		colour = roleColour(s.Role)
	}
	from, to := at.X-4*px, at.X+16*px
	c.FillPolygon(colour, []vg.Point{{X: from, Y: at.Y - 0.5*px}, {X: to, Y: at.Y - 2.5*px}, {X: to, Y: at.Y + 2.5*px}, {X: from, Y: at.Y + 0.5*px}})
}

// The key is a bar with numbers below and words before it.
const (
	keyLong   = 150 * px
	keyHigh   = 7 * px
	keyHeight = 28 * px
)

func keyWidth(cells *sim.Cells) vg.Length {
	return keyLong + 8*px + width(style(tickSize, false, ink2), cells.Label)
}

// drawKey draws the colours of a field with their numbers at the right end of the panel.
func drawKey(c draw.Canvas, cells *sim.Cells, inner draw.Canvas, y vg.Length) {
	x0 := inner.Max.X - keyLong
	small := style(tickSize, false, ink2)
	writeRight(c, small, vg.Point{X: x0 - 8*px, Y: y}, cells.Label)
	centred := func(at vg.Length, words string) {
		write(c, small, vg.Point{X: at - width(small, words)/2, Y: y - 12*px}, words)
	}
	box := func(from, to float64, colour color.Color) {
		c.SetColor(colour)
		c.Fill(vg.Rectangle{Min: vg.Point{X: x0 + vg.Length(from)*keyLong, Y: y}, Max: vg.Point{X: x0 + vg.Length(to)*keyLong, Y: y + keyHigh}}.Path())
	}
	if cells.Scale == sim.Sequential {
		const n = 75
		for i := range n {
			// A little too long, so that no seams show.
			box(float64(i)/n, min(1, (float64(i)+1.3)/n), opaque(palette.Sequential((float64(i)+0.5)/n)))
		}
		centred(x0, number(cells.Min))
		centred(x0+keyLong, number(cells.Max))
		return
	}
	levels := geom.Levels(nil, cells)
	bands := palette.Shades(nil, light, len(levels))
	n := float64(len(bands))
	numbers := geom.KeyNumbers(float64(keyLong)/n, float64(2*px), func(size float64) float64 {
		return float64(width(small, number(-size*geom.Unit(cells))))
	})
	for i, band := range bands {
		box(float64(i)/n, float64(i+1)/n, opaque(band))
	}
	if len(levels) > 0 {
		for _, m := range geom.LevelMarks(levels, float64(keyLong), float64(4*px), func(text string) float64 { return float64(width(small, text)) }) {
			centred(x0+vg.Length(m.At), m.Text)
		}
		return
	}
	for i, step := range palette.Steps {
		at := x0 + keyLong*vg.Length(float64(i+1)/n)
		if step == 0 {
			c.StrokeLine2(draw.LineStyle{Color: ink, Width: 1.5 * px}, at, y-2*px, at, y+keyHigh+2*px)
		}
		if slices.Contains(numbers[:], math.Abs(float64(step))) {
			centred(at, number(float64(step)*geom.Unit(cells)))
		}
	}
}
