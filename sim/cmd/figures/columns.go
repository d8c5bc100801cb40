package main

import (
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strconv"

	"narrows/sim"
	"narrows/sim/figure"
)

// A sheet is a file of comma-separated values about a frame; it has a column z if the frame
// has a panel with three axes.
type sheet struct {
	w     *csv.Writer
	solid bool
}

func newSheet(w io.Writer, f *sim.Frame, columns ...string) *sheet {
	s := &sheet{w: csv.NewWriter(w)}
	for i := range f.Panels {
		s.solid = s.solid || f.Panels[i].Solid
	}
	var head []string
	for _, c := range columns {
		if c != "z" || s.solid {
			head = append(head, c)
		}
	}
	s.w.Write(head)
	return s
}

// put writes a row, with the cells of x, y and z, if there is one, between two parts.
func (s *sheet) put(before []string, x, y, z []float32, i int, after ...string) {
	cells := append(before[:len(before):len(before)], single(x[i]), single(y[i]))
	if s.solid {
		third := ""
		if i < len(z) {
			third = single(z[i])
		}
		cells = append(cells, third)
	}
	s.w.Write(append(cells, after...))
}

func (s *sheet) done() error {
	s.w.Flush()
	return s.w.Error()
}

// widths reports whether any straight pieces of a frame have one.
func widths(f *sim.Frame) bool {
	return slices.ContainsFunc(f.Panels, func(p sim.Panel) bool {
		return slices.ContainsFunc(p.Segments, func(s sim.Segments) bool { return len(s.Width) > 0 })
	})
}

// writeLines writes every curve, with its band, and every straight piece, with its width if there are such.
func writeLines(w io.Writer, f *sim.Frame) error {
	columns, after := []string{"panel", "curve", "label", "class", "x", "y", "z", "low", "high"}, 2
	if widths(f) {
		columns, after = append(columns, "width"), 3
	}
	s := newSheet(w, f, columns...)
	at := func(x []float32, i int) string {
		if i >= len(x) {
			return ""
		}
		return single(x[i])
	}
	for i := range f.Panels {
		p := &f.Panels[i]
		names := curves(p.Lines)
		for j := range p.Lines {
			l := &p.Lines[j]
			class := ""
			if l.Role == sim.Class {
				class = strconv.Itoa(l.Class)
			}
			for k := range min(len(l.X), len(l.Y)) {
				s.put([]string{p.Name, names[j], l.Label, class}, l.X, l.Y, l.Z, k, []string{at(l.Low, k), at(l.High, k), ""}[:after]...)
			}
		}
		for j := range p.Segments {
			g := p.Placed(&p.Segments[j])
			for k := range min(len(g.X0), len(g.Y0), len(g.X1), len(g.Y1)) {
				name := fmt.Sprintf("%s segment %d", g.Role, k+1)
				if g.Arrow {
					name = g.Role.String() + " arrow"
				}
				class, width := "", []string{"", "", at(g.Width, k)}[:after]
				if g.Role == sim.Class {
					class = strconv.Itoa(g.ClassOf(k))
				}
				before := []string{p.Name, name, g.Label, class}
				s.put(before, g.X0, g.Y0, g.Z0, k, width...)
				s.put(before, g.X1, g.Y1, g.Z1, k, width...)
			}
		}
	}
	return s.done()
}

// curves names lines by their roles and what they stand for, "limit", "class mode 2", never by
// labels, which change as a run goes on. Of several with one name the quiet ones that have no
// label are companions of the others, and more of either are numbered.
func curves(lines []sim.Line) []string {
	names := make([]string, len(lines))
	loud := map[string]bool{}
	for j, l := range lines {
		names[j] = named(l.Role, l.Key.Of, l.Key.ID)
		loud[names[j]] = loud[names[j]] || !l.Thin
	}
	for j, l := range lines {
		if l.Thin && l.Label == "" && loud[names[j]] {
			names[j] += ", companion"
		}
	}
	number(names)
	return names
}

func named(r sim.Role, of string, id int) string {
	if of == "" {
		return r.String()
	}
	return fmt.Sprintf("%s %s %d", r, of, id+1)
}

// number tells apart what has one name: limit, limit 2, limit 3.
func number(names []string) {
	seen := map[string]int{}
	for j, n := range names {
		if seen[n]++; seen[n] > 1 {
			names[j] = fmt.Sprintf("%s %d", n, seen[n])
		}
	}
}

// writePoints writes every point with its class and, of small pictures and nodes, what they are taken for.
func writePoints(w io.Writer, f *sim.Frame) error {
	s := newSheet(w, f, "panel", "points", "label", "point", "class", "name", "x", "y", "z", "guess")
	for i := range f.Panels {
		p := &f.Panels[i]
		names := make([]string, len(p.Dots))
		for j := range p.Dots {
			if names[j] = p.Dots[j].Role.String(); p.Dots[j].Hollow {
				names[j] += " held out"
			}
		}
		number(names)
		put := func(set, label string, k int, classes []uint8, x, y, z []float32, guess string) {
			class, name := "", ""
			if k < len(classes) {
				c := int(classes[k])
				if class = strconv.Itoa(c); c < len(p.Classes) {
					name = p.Classes[c]
				}
			}
			s.put([]string{p.Name, set, label, strconv.Itoa(k + 1), class, name}, x, y, z, k, guess)
		}
		for j := range p.Dots {
			d := &p.Dots[j]
			for k := range min(len(d.X), len(d.Y)) {
				guess, label := "", d.Label
				if k < len(d.Lead) {
					class, _ := sim.LeadOf(d.Lead[k])
					guess = strconv.Itoa(class)
				}
				if label == "" && k < len(d.Words) {
					label = d.Words[k]
				}
				put(names[j], label, k, d.Class, d.X, d.Y, d.Z, guess)
			}
		}
		for j := range p.Tiles {
			t := &p.Tiles[j]
			for k := range min(len(t.X), len(t.Y)) {
				guess := ""
				if k < len(t.Guess) {
					guess = strconv.Itoa(int(t.Guess[k]))
				}
				put("tiles", "", k, t.Class, t.X, t.Y, nil, guess)
			}
		}
	}
	return s.done()
}

// fieldName names a field by its place in its panel.
func fieldName(j int) string {
	if j == 0 {
		return "field"
	}
	return fmt.Sprintf("field %d", j+1)
}

// writeFields writes the samples of every field and the cells of every matrix. Where a class
// leads the value is by how much.
func writeFields(w io.Writer, f *sim.Frame) error {
	c := csv.NewWriter(w)
	c.Write([]string{"panel", "field", "label", "x", "y", "value", "class"})
	for i := range f.Panels {
		p := &f.Panels[i]
		for j := range p.Cells {
			q := &p.Cells[j]
			if len(q.Values) != q.W*q.H {
				continue
			}
			for k, v := range q.Values {
				value, class := v, ""
				if q.Scale == sim.ByClass {
					var n int
					n, value = sim.LeadOf(v)
					class = strconv.Itoa(n)
				}
				x, y := sample(q, q.X0, q.X1, q.W, k%q.W), sample(q, q.Y0, q.Y1, q.H, k/q.W)
				c.Write([]string{p.Name, fieldName(j), q.Label, float(x), float(y), single(value), class})
			}
		}
	}
	c.Flush()
	return c.Error()
}

// sample is where the i-th of n samples stands: the outermost of a field on its edges, cells
// by their middles.
func sample(q *sim.Cells, from, to float64, n, i int) float64 {
	if q.Smooth && n > 1 {
		return from + (to-from)*float64(i)/float64(n-1)
	}
	return from + (to-from)*(float64(i)+0.5)/float64(n)
}

// writeZeros writes the lines on which fields are zero, or on which a class is level with the
// next one.
func writeZeros(w io.Writer, f *sim.Frame) error {
	c := csv.NewWriter(w)
	c.Write([]string{"panel", "field", "class", "piece", "x", "y"})
	for i := range f.Panels {
		p := &f.Panels[i]
		for j := range p.Cells {
			for k, z := range figure.ZeroLines(&p.Cells[j]) {
				class := ""
				if p.Cells[j].Scale == sim.ByClass {
					class = strconv.Itoa(z.Class)
				}
				for n := range z.X {
					c.Write([]string{p.Name, fieldName(j), class, strconv.Itoa(k + 1), float(z.X[n]), float(z.Y[n])})
				}
			}
		}
	}
	c.Flush()
	return c.Error()
}

// single writes a number so that it reads back as it was; NaN is empty.
func single(x float32) string {
	if x != x {
		return ""
	}
	return strconv.FormatFloat(float64(x), 'g', -1, 32)
}
