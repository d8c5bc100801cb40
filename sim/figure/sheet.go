package figure

import (
	"image/color"
	"math"
	"slices"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"narrows/sim"
)

// A sheet is one panel laid out: its plot, and the strips around it for the title above,
// direct labels to the right and a legend below.
type sheet struct {
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

func newSheet(p *sim.Panel) *sheet {
	if p.Solid {
		p = flattened(p)
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
	s := &sheet{panel: &copied}
	s.plot = axes(&copied)
	s.plot.Add(marks{&copied})

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
	s.labels, s.right = directLabels(&copied, w, h)
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
	a.BackgroundColor = color.Transparent
	for _, side := range []struct {
		axis *plot.Axis
		of   sim.Axis
		n    int
	}{{&a.X, p.X, 5}, {&a.Y, p.Y, 4}} {
		x, of := side.axis, side.of
		x.Min, x.Max, x.Scale, x.Padding = of.Min, of.Max, normal(of), 0
		x.LineStyle = draw.LineStyle{Color: ink3, Width: 1 * px}
		x.Tick.LineStyle, x.Tick.Length = x.LineStyle, 4*px
		x.Tick.Label = upon(style(tickSize, false, ink2), x.Tick.Label)
		x.Label.TextStyle = upon(style(tickSize, false, ink2), x.Label.TextStyle)
		x.Label.Text, x.Label.Padding = of.Label, 3*px
		n := side.n
		x.Tick.Marker = plot.TickerFunc(func(float64, float64) []plot.Tick { return ticks(of, n) })
	}
	if p.X.Hidden {
		a.HideX()
		a.X.Label.Text = ""
	}
	if p.Y.Hidden {
		a.HideY()
		a.Y.Label.Text = ""
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

// directLabels sets each line's label to the right of its last point, moved apart where
// they would touch, and says how much room they take beyond the plotting area.
func directLabels(p *sim.Panel, w, h vg.Length) (labels []label, beyond vg.Length) {
	xs, ys := normal(p.X), normal(p.Y)
	var drop []vg.Length // from the middle of the label to its base line
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
		y := min(max(ys.Normalize(p.Y.Min, p.Y.Max, float64(l.Y[end])), 0), 1)
		st := style(size, true, lineColour(l, classColours(p)))
		labels = append(labels, label{text: l.Label, style: st, at: vg.Point{
			X: vg.Length(xs.Normalize(p.X.Min, p.X.Max, float64(l.X[end])))*w + 9*px,
			Y: vg.Length(y) * h,
		}})
		drop = append(drop, 0.35*st.Font.Size)
		beyond = max(beyond, labels[len(labels)-1].at.X+width(st, l.Label)-w+margin)
	}
	order := make([]int, len(labels))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return int(math.Copysign(1, float64(labels[a].at.Y-labels[b].at.Y))) })
	// Push touching neighbours apart by equal parts until none touch.
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
	for i := range labels {
		labels[i].at.Y -= drop[i]
	}
	return labels, beyond
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
