package chart_test

import (
	"image"
	"math"
	"slices"
	"testing"

	"narrows/sim"
	"narrows/wasm/chart"
	"narrows/wasm/raster"
)

// keyed is a frame of two charts and a map in which three modes have lines of one key each:
// dashed, thin and plain.
func keyed() sim.Frame {
	axis := sim.Axis{Max: 10}
	charts := [3]sim.Panel{{Name: "a", X: axis, Y: axis}, {Name: "map", Square: true, X: axis, Y: axis}, {Name: "b", X: axis, Y: axis}}
	for p := range charts {
		for mode := range 3 {
			for kind := range 3 {
				l := sim.Line{Role: sim.Class, Class: mode, Key: sim.Key{Of: "mode", ID: mode}, Dashed: kind == 0, Thin: kind == 1}
				for i := range 41 {
					x := float64(i) / 4
					l.X, l.Y = append(l.X, float32(x)), append(l.Y, float32(1.5+float64(3*mode+kind)*.8+.3*math.Sin(x+float64(p))))
				}
				charts[p].Lines = append(charts[p].Lines, l)
			}
		}
	}
	return sim.Frame{Panels: []sim.Panel{charts[1], charts[0], charts[2]}}
}

// A key that is lit changes the lines that have it, all along and in each panel, and nothing
// else; what the pointer finds there has that key.
func TestLitLines(t *testing.T) {
	f := keyed()
	l := chart.Look{Width: 1008, Scale: 1}
	c := chart.New()
	var p, q raster.Painter
	plain := p.Paint(c.Scene(&f, l))
	plain = &image.RGBA{Pix: slices.Clone(plain.Pix), Stride: plain.Stride, Rect: plain.Rect}
	l.Lit = sim.Key{Of: "mode", ID: 1}
	lit := q.Paint(c.Scene(&f, l))
	changed := func(x, y int) bool { return plain.RGBAAt(x, y) != lit.RGBAAt(x, y) }

	plan := chart.Layout(&f, l)
	near := make([]bool, plain.Rect.Dx()*plain.Rect.Dy()) // pixels that a lit line may change
	for _, place := range plan.Places {
		for i := range f.Panels[place.Panel].Lines {
			ln := &f.Panels[place.Panel].Lines[i]
			x := func(k int) float64 { return place.Plot.X + float64(ln.X[k])/10*place.Plot.W }
			y := func(k int) float64 { return place.Plot.Y + (1-float64(ln.Y[k])/10)*place.Plot.H }
			touched, all := 0, 0
			for k := 1; k < len(ln.X); k++ {
				for s := range 10 {
					u := float64(s) / 10
					px, py := int(x(k-1)+u*(x(k)-x(k-1))), int(y(k-1)+u*(y(k)-y(k-1)))
					any := false
					for dy := -4; dy <= 4; dy++ { // 2.4/2 + 1.5 wide, and an edge
						for dx := -4; dx <= 4; dx++ {
							if image.Pt(px+dx, py+dy).In(plain.Rect) {
								any = any || changed(px+dx, py+dy)
								if ln.Key == l.Lit {
									near[(py+dy)*plain.Rect.Dx()+px+dx] = true
								}
							}
						}
					}
					all++
					if any {
						touched++
					}
				}
			}
			if share := float64(touched) / float64(all); ln.Key == l.Lit && share < .9 || ln.Key != l.Lit && share > .1 {
				t.Errorf("panel %s, line %d of %v: changed along %.0f %%", f.Panels[place.Panel].Name, i, ln.Key, 100*share)
			}
			if _, key, _, ok := c.Pick(x(20), y(20)); place.Panel > 0 && (!ok || key != ln.Key) {
				t.Errorf("panel %s, line %d: the pointer finds %v, want %v", f.Panels[place.Panel].Name, i, key, ln.Key)
			}
		}
	}
	for y := range plain.Rect.Dy() {
		for x := range plain.Rect.Dx() {
			if changed(x, y) && !near[y*plain.Rect.Dx()+x] {
				t.Fatalf("pixel %d, %d changed, far from what is lit", x, y)
			}
		}
	}
}
