package chart

import "narrows/sim"

// column puts the maps in pairs and the charts below them. The gap is under the maps, or
// under the first chart where there are none.
func (g *figure) column(f *sim.Frame, l Look, top float64, maps int, s squeeze) {
	z := g.zoom
	y := g.pairs(f, l, top, maps, s)
	g.Height = y - 17*z
	if maps > 0 && l.Gap > 0 {
		g.Gap = g.Height
		g.Height += l.Gap
		y += l.Gap + overTitle*z
	}
	g.below(f, l, y, maps, s)
}

// pairs puts the maps side by side, two in a row, and returns where what is below begins. Where one is a
// graph with a key each has a row of its own.
func (g *figure) pairs(f *sim.Frame, l Look, y float64, maps int, s squeeze) float64 {
	z, w := g.zoom, g.Width
	half := max((w-12*z)/2, 1) // a place of the pair
	abreast := 2
	if maps == 1 || g.explains(f, l) {
		half, abreast = min(w, 420*z), 1
	}
	side := half * s.maps
	placed, deep := 0, 0.
	for i := range g.Places {
		if !g.spots[i].tile {
			continue
		}
		g.Places[i].Plot = Rect{float64(placed%abreast) * (half + 12*z), y, side, side}
		if g.spots[i].axes { // its numbers need room at the left
			inset := min(24*z, side/2)
			g.Places[i].Plot.X += inset
			g.Places[i].Plot.W -= inset
		}
		placed++
		deep = max(deep, g.deeper(&f.Panels[g.Places[i].Panel], g.Places[i].Plot.W))
		if placed%abreast == 0 || placed == maps {
			y += side + 53*z + deep
			deep = 0
			if explained(&f.Panels[g.Places[i].Panel], l) {
				y += nodesBelow * z
			}
		}
	}
	return y
}

// below puts the charts of one column one below another.
func (g *figure) below(f *sim.Frame, l Look, y float64, maps int, s squeeze) {
	z, w := g.zoom, g.Width
	left, right := min(42*z, w/3), w-6*z
	if right <= left {
		right = left + 1
	}
	before := -1
	for i := range g.Places {
		if g.spots[i].tile {
			continue
		}
		h := 178 * z
		if before >= 0 {
			gap := maps == 0 && before == 0 && l.Gap > 0
			h = 96 * z
			y += 34 * z
			g.spots[before].numbers = gap || !g.shared(f, before, i)
			if g.spots[before].numbers {
				y += axisBelow * z
				if !f.Panels[g.Places[i].Panel].Minor {
					h = 140 * z
				}
			}
			if gap {
				g.Gap = y - 17*z
				y += l.Gap + overTitle*z
			}
		}
		h *= s.charts
		g.Places[i].Plot = Rect{left, y, right - left, h}
		y += h + g.deeper(&f.Panels[g.Places[i].Panel], right-left)
		before = i
		g.Height = y + belowMap*z
	}
	if before < 0 {
		return
	}
	g.spots[before].numbers = true
	if g.fact >= 0 {
		g.factAt = point{0, float32(y + 60*z)}
		g.Height = y + 78*z
	}
	if maps == 0 && g.Gap == 0 && l.Gap > 0 {
		g.Gap = g.Height
		g.Height += l.Gap
	}
}
