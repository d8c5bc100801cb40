package chart_test

import (
	"fmt"
	"image"
	"math"
	"slices"
	"testing"

	"narrows/sim"
	"narrows/wasm/chart"
	"narrows/wasm/raster"
)

// litPictures returns the pictures of a frame without and with what is lit, and the place of its first panel.
func litPictures(f sim.Frame, key, with sim.Key) (plain, lit *image.RGBA, at []chart.Place) {
	l := chart.Look{Width: 700, Scale: 1}
	var p, q raster.Painter
	plain = p.Paint(chart.New().Scene(&f, l))
	at = chart.Layout(&f, l).Places
	l.Lit, l.With = key, with
	return plain, q.Paint(chart.New().Scene(&f, l)), at
}

// changes reports whether pictures differ within so many pixels of a place.
func changes(a, b *image.RGBA, x, y float64, near int) bool {
	for dy := -near; dy <= near; dy++ {
		for dx := -near; dx <= near; dx++ {
			if q := image.Pt(int(x)+dx, int(y)+dy); q.In(a.Rect) && a.RGBAAt(q.X, q.Y) != b.RGBAAt(q.X, q.Y) {
				return true
			}
		}
	}
	return false
}

// darkest is the least green within two pixels of a place.
func darkest(m *image.RGBA, x, y float64) (least uint8) {
	least = 255
	for dy := -2; dy <= 2; dy++ {
		for dx := -2; dx <= 2; dx++ {
			least = min(least, m.RGBAAt(int(x)+dx, int(y)+dy).G)
		}
	}
	return least
}

// framed reports whether the i-th row and the i-th column of the kernel of tied have frames: their edges
// change in the middle of the first cell.
func framed(plain, lit *image.RGBA, m chart.Rect, i int) (row, column bool) {
	const bars = 7
	cell := (m.W - bars) / 12
	x, y, from, to := m.X+bars, m.Y+bars, float64(i)*cell, float64(i+1)*cell
	row = changes(plain, lit, x+cell/2, y+from, 1) && changes(plain, lit, x+cell/2, y+to, 1)
	column = changes(plain, lit, x+from, y+cell/2, 1) && changes(plain, lit, x+to, y+cell/2, 1)
	return row, column
}

// A node that is lit lights the ties that end at it and the nodes at their other ends, and frames its
// row and its column; of a pair, both nodes and the tie between them, the row of one and the column
// of the other. Nothing else changes.
func TestLitTies(t *testing.T) {
	node := func(id int) sim.Key { return sim.Key{Of: "node", ID: id} }
	for _, c := range []struct {
		lit, with   sim.Key
		ties        []string // that are lit
		nodes       []int
		row, column int // of the kernel; −1: none
	}{
		{node(4), sim.Key{}, []string{"3–4", "4–5", "4–12"}, []int{3, 4, 5, 12}, 7, 7},
		{node(5), sim.Key{}, []string{"4–5", "5–6"}, []int{4, 5, 6}, 6, 6},
		{node(12), sim.Key{}, []string{"0–12", "2–12", "4–12", "6–12", "8–12", "10–12"}, []int{0, 2, 4, 6, 8, 10, 12}, -1, -1},
		{node(4), node(5), []string{"4–5"}, []int{4, 5}, 7, 6},
		{node(5), node(4), []string{"4–5"}, []int{4, 5}, 6, 7},
		{node(1), node(7), nil, []int{1, 7}, 10, 4},
		{node(99), sim.Key{}, nil, nil, -1, -1},
		{sim.Key{Of: "point", ID: 4}, sim.Key{}, nil, nil, -1, -1},
	} {
		f := tied()
		plain, lit, at := litPictures(f, c.lit, c.with)
		d, s, r := &f.Panels[0].Dots[0], &f.Panels[0].Segments[0], at[0].Plot
		const margin = 8 // for rings at the edge
		place := func(x, y float32) (float64, float64) {
			return r.X + margin + (float64(x)+1.3)/2.6*(r.W-2*margin), r.Y + margin + (1.3-float64(y))/2.6*(r.H-2*margin)
		}
		for k := range d.X {
			x, y := place(d.X[k], d.Y[k])
			around := 0 // of 24 directions, those in which its rim changes; a tie is one or two of them
			for i := range 24 {
				sin, cos := math.Sincos(2 * math.Pi * float64(i) / 24)
				if changes(plain, lit, x+8*cos, y+8*sin, 2) {
					around++
				}
			}
			if want := slices.Contains(c.nodes, k); want && around < 18 || !want && around > 0 {
				t.Errorf("%v with %v: node %d changes in %d directions of 24; it is to be lit: %v", c.lit, c.with, k, around, want)
			}
		}
		for k := range s.A {
			x0, y0 := place(d.X[s.A[k]], d.Y[s.A[k]])
			x1, y1 := place(d.X[s.B[k]], d.Y[s.B[k]])
			a, b := min(s.A[k], s.B[k]), max(s.A[k], s.B[k])
			got := changes(plain, lit, (x0+x1)/2, (y0+y1)/2, 2)
			if name := fmt.Sprintf("%d–%d", a, b); got != slices.Contains(c.ties, name) {
				t.Errorf("%v with %v: tie %s is lit: %v", c.lit, c.with, name, got)
			}
			for _, u := range [...]float64{.25, .5, .82} { // also within the rings
				if ink := darkest(lit, x0+u*(x1-x0), y0+u*(y1-y0)); got && ink > 60 {
					t.Errorf("%v with %v: tie %d–%d is of %d at %v of its length, want ink", c.lit, c.with, a, b, ink, u)
				}
			}
		}
		for i := range 12 {
			left, above := framed(plain, lit, at[1].Plot, i)
			if left != (i == c.row) || above != (i == c.column) {
				t.Errorf("%v with %v: row and column %d are framed: %v, %v; want row %d and column %d", c.lit, c.with, i, left, above, c.row, c.column)
			}
		}
	}
}

// A cell of a matrix says of which two its value is, and both are its keys; on the diagonal they are one.
func TestPickCell(t *testing.T) {
	f, c := tied(), chart.New()
	l := chart.Look{Width: 700, Scale: 1}
	c.Scene(&f, l)
	m := chart.Layout(&f, l).Places[1].Plot
	k := &f.Panels[1].Cells[0]
	k.Values[3*12+1] = -.408
	cell := (m.W - 7) / 12
	for i := range 12 {
		for j := range 12 {
			x, y := m.X+7+(float64(j)+.5)*cell, m.Y+7+(float64(i)+.5)*cell
			row, column, got, ok := c.PickCell(x, y)
			a, b := int(k.Rows[i]), int(k.Rows[j])
			names := f.Panels[0].Dots[0].Words
			want := fmt.Sprintf("correlation of %s and %s: %s", names[a], names[b], chart.Digits(float64(k.Values[i*12+j])))
			other := sim.Key{Of: "node", ID: b}
			if i == j {
				want, other = fmt.Sprintf("correlation of %s with itself: 1", names[a]), sim.Key{}
			}
			if !ok || got != want || row != (sim.Key{Of: "node", ID: a}) || column != other {
				t.Fatalf("cell %d, %d: got %v, %v, %q, want %q", i, j, row, column, got, want)
			}
			if _, _, over, ok := c.Pick(x, y); ok {
				t.Fatalf("cell %d, %d: got %q over it", i, j, over)
			}
		}
	}
	if _, _, got, _ := c.PickCell(m.X+7+1.5*cell, m.Y+7+3.5*cell); got != "correlation of I and K: −0.408" {
		t.Errorf("got %q", got)
	}
	for _, at := range [][2]float64{{m.X + 2, m.Y + 20}, {m.X + 20, m.Y + m.H + 5}, {50, 50}, {math.NaN(), 1}} {
		if _, _, got, ok := c.PickCell(at[0], at[1]); ok {
			t.Errorf("at %v: got %q where no cell is", at, got)
		}
	}
	f.Panels[0].Dots[0].Words, k.Label = nil, ""
	c.Scene(&f, l)
	if _, _, got, _ := c.PickCell(m.X+7+1.5*cell, m.Y+7+3.5*cell); got != "value of node 9 and node 11: −0.408" {
		t.Errorf("without names: got %q", got)
	}
	// Cells whose rows stand for nothing say nothing, and neither do those that lie about how many.
	for _, rows := range [][]int32{nil, k.Rows[:11]} {
		k.Rows = rows
		c.Scene(&f, l)
		if _, _, got, ok := c.PickCell(m.X+7+1.5*cell, m.Y+7+3.5*cell); ok {
			t.Errorf("with %d rows: got %q", len(rows), got)
		}
	}
}
