package figure

import (
	"cmp"
	"strings"
	"unicode"
	"unicode/utf8"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"narrows/sim"
	"narrows/sim/geom"
)

// A sheet is one panel laid out: its plot, and the strips around it for the title above,
// direct labels to the right and a legend below.
type sheet struct {
	ghosts                   []*sim.Panel
	panel                    *sim.Panel
	plot                     *plot.Plot
	width, height            vg.Length
	top, right, bottom, left vg.Length
	labels                   []label
	rows                     [][]entry // of the legend
	key                      *sim.Cells
	beside                   bool      // the key stands beside the last row
	nodes                    *sim.Dots // of a graph, whose rings have a key
}

const (
	titleSize  = 13
	labelSize  = 12
	tickSize   = 11
	legendStep = 17 * px // between the lines of a legend
	margin     = 6 * px
)

// newSheet lays a panel out, before those of pinned runs. Only charts have these: what a
// map shows of another run would cover this one's.
func newSheet(p *sim.Panel, ghosts []*sim.Panel) *sheet {
	if p.Solid {
		p = flattened(p)
	}
	if p.Square {
		ghosts = nil
	}
	copied := withRanges(p, ghosts)
	labelled(&copied)
	if len(ghosts) > 0 {
		copied.Subtitle = strings.TrimPrefix(copied.Subtitle+", pinned runs paler", ", ")
	}
	s := &sheet{panel: &copied, ghosts: ghosts}
	s.plot = axes(&copied)
	s.plot.Add(marks{&copied, ghosts})

	w, h := chartWidth, chartHeight
	if copied.Square {
		w = mapSide
		h = min(max(w*vg.Length((copied.Y.Max-copied.Y.Min)/(copied.X.Max-copied.X.Min)), mapSide/2), 2*mapSide)
	}
	// What the axes take of a canvas much larger than they are.
	whole := draw.Canvas{Rectangle: vg.Rectangle{Max: vg.Point{X: 4 * w, Y: 4 * h}}}
	inner := s.plot.DataCanvas(whole)
	axesLeft, axesRight := inner.Min.X-whole.Min.X, whole.Max.X-inner.Max.X
	axesBottom, axesTop := inner.Min.Y-whole.Min.Y, whole.Max.Y-inner.Max.Y

	s.labels, s.right = directLabels(&copied, ghosts, w, h)
	s.right = max(s.right, axesRight+margin) - axesRight
	s.strips(w)
	s.width = s.left + axesLeft + w + axesRight + s.right
	// The title may be wider than the picture.
	s.width = max(s.width, s.left+axesLeft+s.titleWidth()+margin)
	s.right = s.width - s.left - axesLeft - w - axesRight
	s.height = s.top + axesTop + h + axesBottom + s.bottom
	return s
}

// withRanges is a panel whose axes can be drawn, and show those of pinned runs.
func withRanges(p *sim.Panel, ghosts []*sim.Panel) sim.Panel {
	var xs, ys [][]float32
	for i := range p.Lines {
		xs, ys = append(xs, p.Lines[i].X), append(ys, p.Lines[i].Y)
	}
	for i := range p.Dots {
		xs, ys = append(xs, p.Dots[i].X), append(ys, p.Dots[i].Y)
	}
	copied := *p
	copied.X, copied.Y = sound(p.X, xs...), sound(p.Y, ys...)
	for _, g := range ghosts {
		copied.X, copied.Y = wider(copied.X, g.X), wider(copied.Y, g.Y)
	}
	return copied
}

// strips measures what stands at the left of a plotting area of width w, above and below it.
func (s *sheet) strips(w vg.Length) {
	s.left = margin
	for i := range s.panel.Cells {
		if barred(&s.panel.Cells[i]) {
			s.left = margin + barThick + barGap
		}
	}
	s.top = margin + 24*px
	if s.panel.Title == "" && s.panel.Subtitle == "" {
		s.top = margin
	}
	s.rows, s.key = legend(s.panel, w)
	s.bottom = margin + vg.Length(len(s.rows))*legendStep
	if s.nodes = geom.Nodes(s.panel); s.nodes != nil && geom.Ringed(s.nodes) {
		s.bottom += nodesHeight(s.nodes)
	} else {
		s.nodes = nil
	}
	if s.key != nil {
		// Beside the last row if it fits, else below.
		if s.beside = s.nodes == nil && len(s.rows) > 0 && rowWidth(s.rows[len(s.rows)-1])+keyWidth(s.key) <= w; s.beside {
			s.bottom -= legendStep
		}
		s.bottom += keyHeight
	}
}

// axes returns a plot without marks.
func axes(p *sim.Panel) *plot.Plot {
	a := plot.New()
	// Nothing: a transparent colour has parts of 0/0, which no format can write.
	a.BackgroundColor = nil
	for _, side := range []struct {
		axis *plot.Axis
		of   sim.Axis
		n    int
	}{{&a.X, p.X, 5}, {&a.Y, p.Y, 4}} {
		x, of := side.axis, side.of
		x.Min, x.Max, x.Scale, x.Padding = of.Min, of.Max, normalizer(of), 0
		x.LineStyle = draw.LineStyle{Color: ink3, Width: 1 * px}
		x.Tick.LineStyle, x.Tick.Length = x.LineStyle, 4*px
		x.Tick.Label = upon(style(tickSize, false, ink2), x.Tick.Label)
		x.Label.TextStyle = upon(style(tickSize, false, ink2), x.Label.TextStyle)
		x.Label.TextStyle.Handler = lettered{text.Plain{Fonts: font.DefaultCache}}
		x.Label.Text, x.Label.Padding = of.Label, 3*px
		n := side.n
		x.Tick.Marker = plot.TickerFunc(func(float64, float64) []plot.Tick { return ticks(of, n) })
	}
	if p.X.Hidden {
		a.HideX()
	}
	if p.Y.Hidden {
		a.HideY()
	}
	// Values are read off the grid, so their axis needs no line; that of a map has marks.
	a.Y.LineStyle.Width = 0
	if fielded(p) { // which has a frame
		a.X.LineStyle.Width = 0
	} else if !p.Square {
		a.Y.Tick.LineStyle.Width, a.Y.Tick.Length = 0, 2*px
	} else {
		a.X.LineStyle.Width = 0
	}
	return a
}

// labelled gives words to axes that have none: a page says in a panel's title what its upright
// axis measures, and a map's two are alike. Axes that are hidden need none.
func labelled(p *sim.Panel) {
	switch {
	case !p.Square:
		if p.Y.Label == "" && !p.Y.Hidden {
			p.Y.Label = small(p.Title)
			for _, unit := range []string{"of ", "in "} {
				if strings.HasPrefix(p.Subtitle, unit) {
					p.Y.Label += " " + p.Subtitle
				}
			}
		}
	case !p.X.Hidden || !p.Y.Hidden:
		p.X.Label, p.Y.Label = cmp.Or(p.X.Label, "first coordinate"), cmp.Or(p.Y.Label, "second coordinate")
		return // both are drawn to one scale, of which one may stand for the other
	}
	if p.X.Hidden {
		p.X.Label = ""
	}
	if p.Y.Hidden {
		p.Y.Label = ""
	}
}

// small begins words with a small letter, if they do not begin with a symbol or a name of
// capitals.
func small(words string) string {
	first, n := utf8.DecodeRuneInString(words)
	if second, _ := utf8.DecodeRuneInString(words[n:]); !unicode.IsLower(second) {
		return words
	}
	return string(unicode.ToLower(first)) + words[n:]
}

// wider is an axis that shows what both do, if they are of one kind.
func wider(a, b sim.Axis) sim.Axis {
	if a.Scale == b.Scale && b.Min < b.Max {
		a.Min, a.Max = min(a.Min, b.Min), max(a.Max, b.Max)
	}
	return a
}

// upon keeps alignment and rotation of a style and takes the rest from s.
func upon(s, was text.Style) text.Style {
	s.XAlign, s.YAlign, s.Rotation = was.XAlign, was.YAlign, was.Rotation
	return s
}

func (s *sheet) titleWidth() vg.Length {
	w := width(style(titleSize, true, ink), s.panel.Title)
	if s.panel.Subtitle != "" {
		w += 5*px + width(style(titleSize, false, ink2), s.panel.Subtitle)
	}
	return w
}

func (s *sheet) draw(c draw.Canvas) {
	c.SetColor(page)
	c.Fill(c.Rectangle.Path())
	body := draw.Crop(c, s.left, -s.right, s.bottom, -s.top)
	s.plot.Draw(body)
	inner := s.plot.DataCanvas(body)

	at := vg.Point{X: inner.Min.X, Y: c.Max.Y - margin - 10*px}
	heavy := style(titleSize, true, ink)
	write(c, heavy, at, s.panel.Title)
	if s.panel.Title != "" {
		at.X += width(heavy, s.panel.Title) + 5*px
	}
	write(c, style(titleSize, false, ink2), at, s.panel.Subtitle)

	for _, l := range s.labels {
		l.draw(c, inner.Min.Add(l.at))
	}
	s.drawNotes(inner)
	s.drawLegend(c, inner)
}
