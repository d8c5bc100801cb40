package chart

import (
	"math"

	"narrows/sim"
)

// lowered is how much smaller maps are where they have the key of a graph's nodes below and a window is low, so
// that what can be done still fits into it.
const lowered = 26.

// row puts the maps in a row from the left and stacks the charts in a last column.
func (g *figure) row(f *sim.Frame, l Look, top float64, maps, charts int) {
	side, between, gutter := g.sizes(l, maps, charts)
	if g.Width < fullWidth && maps > 0 && g.explains(f, l) {
		side -= lowered * g.zoom
	}
	most := max(l.Room-top-g.under(f, l, side), leastSide*g.zoom)
	x, bottom := g.mapRow(f, top, min(side, most), between, maps)
	g.Height = bottom + g.under(f, l, side)
	if charts > 0 {
		if maps == 0 {
			bottom = top + min(g.chartSide(l, charts), most+raised(l))
		}
		g.stacks(f, l, top, x+gutter, bottom, maps, charts)
	}
}

// mapRow puts the maps side by side, and returns the right end of the last and how far down
// they reach.
func (g *figure) mapRow(f *sim.Frame, top, side, between float64, maps int) (x, bottom float64) {
	z, first := g.zoom, true
	for column := range g.last + 1 {
		for i := range g.Places {
			p := &f.Panels[g.Places[i].Panel]
			if !g.spots[i].tile || g.spots[i].column != column {
				continue
			}
			g.spots[i].ticks = p.Square && !p.Y.Hidden && (!first || maps == 1)
			if first && (g.spots[i].ticks || g.spots[i].axes && fielded(p) && !p.Y.Hidden) {
				x += 34 * z
				side -= 34 * z
			}
			g.Places[i].Plot = Rect{x, top, side, side}
			if inset := min(numbersBefore*z-between, side/2); !first && fielded(p) && !p.Y.Hidden && inset > 0 {
				g.Places[i].Plot = Rect{x + inset, top, side - inset, side}
			}
			first = false
			x += side + between
		}
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

// stacks puts the charts to the right of left, as high as maps that reach from top to
// bottom.
func (g *figure) stacks(f *sim.Frame, l Look, top, left, bottom float64, maps, charts int) {
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
	if maps == 0 && g.last > 0 {
		// What stands before the last column has room for the names of its curves at its right.
		end := g.stack(f, true, Rect{left, top, .43*w - left, bottom - top})
		g.Height = max(g.Height, end+belowMap*z)
		left = .61 * w
		right = w - .04*w
	}
	end := g.stack(f, false, Rect{left, top, right - left, floor - top})
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

// stack divides a column, the last or the one before it, among its charts by their shares, and
// returns its end.
func (g *figure) stack(f *sim.Frame, before bool, r Rect) float64 {
	z := g.zoom
	unit := g.divide(f, before, r)
	y, upper := r.Y, -1
	for i := range g.Places {
		if !g.stands(i, before) {
			continue
		}
		if upper >= 0 {
			y += stacked * z
			g.spots[upper].numbers = !g.shared(f, upper, i)
			if g.spots[upper].numbers {
				y += axisBelow * z
				g.spots[upper].own, g.spots[i].own = true, true
			}
		}
		h := unit * g.spots[i].share
		g.Places[i].Plot = Rect{r.X, y, r.W, h}
		if before {
			g.spots[i].room = .13 * g.Width
		}
		y += h + g.deeper(&f.Panels[g.Places[i].Panel], r.W)
		upper = i
	}
	if upper >= 0 {
		g.spots[upper].numbers = true
	}
	return y
}

// stands reports whether a chart is stacked in the last column, or in the one before it.
func (g *figure) stands(i int, before bool) bool {
	return !g.spots[i].tile && g.spots[i].column < g.last == before
}

// divide gives shares to the charts of a column that have none, and returns how high a share of 1
// is, so that none is lower than can be read.
func (g *figure) divide(f *sim.Frame, before bool, r Rect) float64 {
	z, height := g.zoom, r.H
	said, silent, upper := 0., 0., -1
	for i := range g.Places {
		if !g.stands(i, before) {
			continue
		}
		height -= g.deeper(&f.Panels[g.Places[i].Panel], r.W)
		if share := g.spots[i].share; share > 0 {
			said += share
		} else {
			silent++
		}
		if upper >= 0 {
			height -= stacked * z
			if !g.shared(f, upper, i) {
				height -= axisBelow * z
			}
		}
		upper = i
	}
	least, all := 1., 0.
	for i := range g.Places {
		if s := &g.spots[i]; g.stands(i, before) {
			if !(s.share > 0) {
				s.share = max((1-said)/silent, .1)
			}
			s.share = max(s.share, .1)
			least, all = min(least, s.share), all+s.share
		}
	}
	return max(height/max(all, least), 40*z/least)
}

// shared reports whether two places' charts share an axis.
func (g *figure) shared(f *sim.Frame, i, j int) bool {
	return sharesX(&f.Panels[g.Places[i].Panel], &f.Panels[g.Places[j].Panel])
}
