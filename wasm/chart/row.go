package chart

import (
	"math"

	"narrows/sim"
)

// row puts the maps in a row from the left and stacks the charts in a last column.
func (g *figure) row(f *sim.Frame, l Look, top float64, maps, charts int) {
	side, between, gutter := g.sizes(l, maps, charts)
	most := max(l.Room-top-belowMap*g.zoom, leastSide*g.zoom)
	x, bottom := g.mapRow(f, top, min(side, most), between, maps)
	g.Height = bottom + belowMap*g.zoom
	if charts > 0 {
		if maps == 0 {
			bottom = top + min(g.chartSide(l, charts), most+raised(l))
		}
		g.lastColumn(f, l, top, x+gutter, bottom, maps, charts)
	}
}

// mapRow puts the maps side by side, and returns the right end of the last and how far down
// they reach.
func (g *figure) mapRow(f *sim.Frame, top, side, between float64, maps int) (x, bottom float64) {
	z, first := g.zoom, true
	for i := range g.Places {
		if !g.spots[i].tile {
			continue
		}
		p := &f.Panels[g.Places[i].Panel]
		g.spots[i].ticks = p.Square && !p.Y.Hidden && (!first || maps == 1)
		if first && g.spots[i].ticks {
			x += 34 * z
			side -= 34 * z
		}
		first = false
		g.Places[i].Plot = Rect{x, top, side, side}
		x += side + between
	}
	return x - between, top + side
}

// chartSide is the height of charts without maps: as high as maps would be, where a window has
// no more room.
func (g *figure) chartSide(l Look, charts int) float64 {
	w := g.Width
	switch {
	case l.Profile == Embed:
		return math.Round(w * 212 / 688)
	case l.Profile == Page && w < fullWidth:
		return 252
	case charts == 1:
		return min(w*.4, 420)
	}
	return min(w*.33, 420)
}

// raised is how much higher than maps charts end, so that their numbers stand level with the
// legends.
func raised(l Look) float64 {
	if l.Profile == Embed {
		return 2
	}
	return 0
}

// lastColumn puts the charts to the right of left, as high as maps that reach from top to
// bottom.
func (g *figure) lastColumn(f *sim.Frame, l Look, top, left, bottom float64, maps, charts int) {
	z, w := g.zoom, g.Width
	right := w - edge*z
	if maps == 0 {
		left = lead * z
	}
	bottom -= raised(l)
	floor := bottom
	if g.fact >= 0 {
		floor -= 78 * z
		g.factAt = point{float32(left - lead*z), float32(floor + 60*z)}
	}
	from := 0
	if maps == 0 && charts > 1 {
		// The first chart stands alone on the left, with room for the names of its
		// curves at its right; the others share the column beside it.
		g.Places[0].Plot = Rect{left, top, .43*w - left, bottom - top}
		g.spots[0].numbers = true
		g.spots[0].room = .13 * w
		from = 1
		left = .61 * w
		right = w - .04*w
	}
	end := g.stack(f, from, Rect{left, top, right - left, floor - top})
	g.Height = max(g.Height, end+belowMap*z, bottom+belowMap*z)
}

// sizes returns the side of a map, the gap between maps, and the one before the charts,
// in which their numbers stand.
func (g *figure) sizes(l Look, maps, charts int) (side, between, gutter float64) {
	z, w := g.zoom, g.Width
	n := float64(maps)
	between, gutter = 44*z, 54*z
	switch {
	case maps == 0:
		return 0, 0, 0
	case charts == 0:
		return max(min((w-between*(n-1))/n, .48*w), 1), between, 0
	case maps == 1:
		return .4 * w, between, gutter
	case maps > 2:
		return max((.7*w-gutter-between*(n-1))/n, 1), between, gutter
	case l.Profile == Embed:
		return math.Round(w * 212 / 688), math.Round(28 * w / 688), gutter
	case l.Profile == Present:
		return math.Round(w * 400 / 1216), math.Round(39 * w / 1216), gutter
	case w < fullWidth:
		return 252, between, gutter
	}
	return math.Round(w * 298 / fullWidth), between, gutter
}

// stack divides a column among the charts from the given place on and returns its end.
func (g *figure) stack(f *sim.Frame, from int, r Rect) float64 {
	z := g.zoom
	n, unit, first := g.divide(f, from, r.H)
	y, before := r.Y, -1
	for i := from; i < len(g.Places); i++ {
		if g.spots[i].tile {
			continue
		}
		h := unit
		if before >= 0 {
			y += stacked * z
			g.spots[before].numbers = !g.shared(f, before, i)
			if g.spots[before].numbers {
				y += axisBelow * z
				g.spots[before].own, g.spots[i].own = true, true
			}
		} else if n > 1 {
			h *= first
		}
		g.Places[i].Plot = Rect{r.X, y, r.W, h}
		y += h
		before = i
	}
	if before >= 0 {
		g.spots[before].numbers = true
	}
	return y
}

// divide returns how many charts there are from a place on, how high one of them is where they
// share a height, and how much higher the first of several.
func (g *figure) divide(f *sim.Frame, from int, height float64) (n int, unit, share float64) {
	z := g.zoom
	first, last := -1, -1
	for i := from; i < len(g.Places); i++ {
		if g.spots[i].tile {
			continue
		}
		if first < 0 {
			first = i
		}
		if last >= 0 {
			height -= stacked * z
			if !g.shared(f, last, i) {
				height -= axisBelow * z
			}
		}
		n++
		last = i
	}
	if n == 1 {
		return n, max(height, 1), 1
	}
	share = firstShare
	if n > 1 && !g.shared(f, first, last) && !f.Panels[g.Places[last].Panel].Minor {
		share = ownShare
	}
	return n, max(height/(float64(n)+share-1), 40*z), share
}

// shared reports whether two places' charts share an axis.
func (g *figure) shared(f *sim.Frame, i, j int) bool {
	return sharesX(&f.Panels[g.Places[i].Panel], &f.Panels[g.Places[j].Panel])
}
