package chart

import (
	"image"
	"testing"

	"narrows/sim/geom"
)

// TestMarksAreWhole checks that a mark's picture has a clear border, however swollen.
func TestMarksAreWhole(t *testing.T) {
	var a atlas
	a.reset()
	for q := range classes {
		for _, grow := range []float64{-.35, 0, .75, 2.5} {
			for _, stroke := range []float64{0, 1.3, 4.4} {
				m := a.mark(shapeOf(q), 4.6*geom.Reach(shapeOf(q)), grow, stroke)
				ink := 0
				for y := range m.h {
					for x := range m.w {
						v := a.image.RGBAAt(m.x+x, m.y+y).A
						ink += int(v)
						if v > 0 && !(image.Pt(x, y).In(image.Rect(1, 1, m.w-1, m.h-1))) {
							t.Fatalf("class %d, grown %v, stroke %v: got ink at the border", q, grow, stroke)
						}
					}
				}
				if ink == 0 {
					t.Errorf("class %d, grown %v, stroke %v: got nothing", q, grow, stroke)
				}
			}
		}
	}
}
