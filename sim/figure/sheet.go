package figure

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"narrows/sim"
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
	beside                   bool // the key stands beside the last row
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
	copied := *p
	var xs, ys [][]float32
	for i := range p.Lines {
		xs, ys = append(xs, p.Lines[i].X), append(ys, p.Lines[i].Y)
	}
	for i := range p.Dots {
		xs, ys = append(xs, p.Dots[i].X), append(ys, p.Dots[i].Y)
	}
	copied.X, copied.Y = sound(p.X, xs...), sound(p.Y, ys...)
	for _, g := range ghosts {
		copied.X, copied.Y = wider(copied.X, g.X), wider(copied.Y, g.Y)
	}
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

	s.left = margin
	for i := range copied.Cells {
		if barred(&copied.Cells[i]) {
			s.left = margin + barThick + barGap
		}
	}
	s.top = margin + 24*px
	if p.Title == "" && p.Subtitle == "" {
		s.top = margin
	}
	s.labels, s.right = directLabels(&copied, ghosts, w, h)
	s.right = max(s.right, axesRight+margin) - axesRight
	s.rows, s.key = legend(&copied, w)
	s.bottom = margin + vg.Length(len(s.rows))*legendStep
	if s.key != nil {
		// Beside the last row if it fits, else below.
		if s.beside = len(s.rows) > 0 && rowWidth(s.rows[len(s.rows)-1])+keyWidth(s.key) <= w; s.beside {
			s.bottom -= legendStep
		}
		s.bottom += keyHeight
	}
	s.width = s.left + axesLeft + w + axesRight + s.right
	// The title may be wider than the picture.
	s.width = max(s.width, s.left+axesLeft+s.titleWidth()+margin)
	s.right = s.width - s.left - axesLeft - w - axesRight
	s.height = s.top + axesTop + h + axesBottom + s.bottom
	return s
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
	if !p.Square {
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
		write(c, l.style, inner.Min.Add(l.at), l.text)
	}
	s.drawLegend(c, inner)
}

// A label stands beside the last point of a line; at is from the lower left corner of
// the plotting area.
type label struct {
	text  string
	style text.Style
	at    vg.Point
}

// directLabels sets each line's label to the right of its last point, where nothing runs
// through it, or else to the right of the plotting area, moved apart where they would touch. It
// says how much room they take beyond that area.
func directLabels(p *sim.Panel, ghosts []*sim.Panel, w, h vg.Length) (labels []label, beyond vg.Length) {
	const gap = 9 * px
	xs, ys := normalizer(p.X), normalizer(p.Y)
	to := func(x, y float64) vg.Point {
		return vg.Point{X: vg.Length(xs.Normalize(p.X.Min, p.X.Max, x)) * w, Y: vg.Length(ys.Normalize(p.Y.Min, p.Y.Max, y)) * h}
	}
	r := newRoom(p, ghosts, to)
	for i := range p.Segments {
		s := &p.Segments[i]
		for k := range min(len(s.X0), len(s.Y0), len(s.X1), len(s.Y1)) {
			a, ok := place(to, s.X0[k], s.Y0[k])
			b, ok2 := place(to, s.X1[k], s.Y1[k])
			if s.Arrow && ok && ok2 {
				large, small := arrowStyles(s)
				r.words(a, b, max(width(large, s.Label), width(small, s.Note)), 0)
				r.pieces = append(r.pieces, [2]vg.Point{a, b})
			}
		}
	}
	var edge, within []int // lines that end at the edge of the plotting area, and before it
	for i := range p.Lines {
		l := &p.Lines[i]
		end := lastPoint(l, p)
		if l.Label == "" || end < 0 {
			continue
		}
		size := float64(labelSize)
		if l.Big {
			size = 17
		}
		at := to(float64(l.X[end]), float64(l.Y[end]))
		if at.Y = min(max(at.Y, 0), h); at.X > w-gap {
			edge = append(edge, len(labels))
		} else {
			within = append(within, len(labels))
		}
		at.X += gap
		labels = append(labels, label{text: l.Label, style: style(size, true, seriesOf(p).line(l)), at: at})
	}
	part(labels, edge)
	for _, i := range edge {
		l := &labels[i]
		r.taken = append(r.taken, boxOf(l.at.X, l.at.Y, width(l.style, l.text), l.style.Font.Size))
	}
	for _, i := range within {
		l := &labels[i]
		wide := width(l.style, l.text)
		y, free := r.beside(l.at.X, l.at.Y, wide, l.style.Font.Size, h)
		if l.at.Y = y; !free {
			// Where nothing runs there is only the margin.
			l.at.X = w + gap
			l.at.Y, _ = r.beside(l.at.X, l.at.Y, wide, l.style.Font.Size, h)
		}
	}
	for i := range labels {
		l := &labels[i]
		beyond = max(beyond, l.at.X+width(l.style, l.text)-w+margin)
		l.at.Y -= 0.35 * l.style.Font.Size // from the middle of the label to its base line
	}
	return labels, beyond
}

// part pushes neighbours among some labels that touch apart by equal parts until none do.
func part(labels []label, order []int) {
	slices.SortStableFunc(order, func(a, b int) int { return int(math.Copysign(1, float64(labels[a].at.Y-labels[b].at.Y))) })
	for range 100 {
		moved := false
		for k := 1; k < len(order); k++ {
			a, b := &labels[order[k-1]], &labels[order[k]]
			need := 0.62 * (a.style.Font.Size + b.style.Font.Size)
			if gap := need - (b.at.Y - a.at.Y); gap > 0.01 {
				a.at.Y -= gap / 2
				b.at.Y += gap / 2
				moved = true
			}
		}
		if !moved {
			break
		}
	}
}

// lastPoint is the index of a line's last point within the axes, −1 if there is none.
func lastPoint(l *sim.Line, p *sim.Panel) int {
	for i := min(len(l.X), len(l.Y)) - 1; i >= 0; i-- {
		x, y := float64(l.X[i]), float64(l.Y[i])
		if x >= p.X.Min && x <= p.X.Max && !math.IsNaN(y) && !math.IsInf(y, 0) {
			return i
		}
	}
	return -1
}
