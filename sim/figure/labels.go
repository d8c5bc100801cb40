package figure

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"narrows/sim"
)

// labelGap is how far from the last point of its line a label stands.
const labelGap = 9 * px

// A label stands beside the last point of a line; at is from the lower left corner of
// the plotting area.
type label struct {
	text  string
	note  string // quiet words on the same line
	style text.Style
	at    vg.Point
}

// unsigned takes away signs that the font lacks; the curve itself says as much.
var unsigned = strings.NewReplacer(" ✓", "", " △", "")

// noteGap is between a label and its quiet words.
const noteGap = 5 * px

func (l *label) width() vg.Length {
	w := width(l.style, l.text)
	if l.note != "" {
		w += noteGap + width(quiet(), l.note)
	}
	return w
}

func (l *label) draw(c draw.Canvas, at vg.Point) {
	write(c, l.style, at, l.text)
	at.X += width(l.style, l.text) + noteGap
	write(c, quiet(), at, l.note)
}

// quiet is the style of words that are no name.
func quiet() text.Style { return style(labelSize, false, ink2) }

// directLabels sets each line's label to the right of its last point, where nothing runs
// through it, or else to the right of the plotting area, moved apart where they would touch. It
// says how much room they take beyond that area.
func directLabels(p *sim.Panel, ghosts []*sim.Panel, w, h vg.Length) (_ []label, beyond vg.Length) {
	xs, ys := normalizer(p.X), normalizer(p.Y)
	to := func(x, y float64) vg.Point {
		return vg.Point{X: vg.Length(xs.Normalize(p.X.Min, p.X.Max, x)) * w, Y: vg.Length(ys.Normalize(p.Y.Min, p.Y.Max, y)) * h}
	}
	r := newRoom(p, ghosts, to)
	r.arrows(p, to)
	labels, edge, within := labelsOf(p, to, w, h)
	part(labels, edge)
	for _, i := range edge {
		l := &labels[i]
		r.taken = append(r.taken, boxOf(l.at.X, l.at.Y, l.width(), l.style.Font.Size))
	}
	for _, i := range within {
		l := &labels[i]
		wide := l.width()
		y, free := r.beside(l.at.X, l.at.Y, wide, l.style.Font.Size, h)
		if l.at.Y = y; !free {
			// Where nothing runs there is only the margin.
			l.at.X = w + labelGap
			l.at.Y, _ = r.beside(l.at.X, l.at.Y, wide, l.style.Font.Size, h)
		}
	}
	for i := range labels {
		l := &labels[i]
		beyond = max(beyond, l.at.X+l.width()-w+margin)
		l.at.Y -= 0.35 * l.style.Font.Size // from the middle of the label to its base line
	}
	return labels, beyond
}

// labelsOf returns the labels of a panel's lines, beside their last points: those of lines that
// end at the edge of the plotting area, and of those that end before it.
func labelsOf(p *sim.Panel, to func(x, y float64) vg.Point, w, h vg.Length) (labels []label, edge, within []int) {
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
		if at.Y = min(max(at.Y, 0), h); at.X > w-labelGap {
			edge = append(edge, len(labels))
		} else {
			within = append(within, len(labels))
		}
		at.X += labelGap
		labels = append(labels, label{text: unsigned.Replace(l.Label), note: l.Note, style: style(size, true, seriesOf(p).line(l)), at: at})
	}
	return labels, edge, within
}

// part pushes neighbours among some labels that touch apart by equal parts until none do.
func part(labels []label, order []int) {
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(labels[a].at.Y, labels[b].at.Y) })
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
