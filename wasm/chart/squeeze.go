package chart

import "narrows/sim"

// A squeeze says what share of their size the charts and the maps of one column keep.
type squeeze struct{ charts, maps float64 }

// fit lays out one column within the room there is. First the charts give way, then those
// below the first go, the last first; then goes the strait, and then the maps give way.
func (g *figure) fit(f *sim.Frame, l Look, top float64, maps int) {
	s := squeeze{1, 1}
	lower := func(least float64) {
		s.charts = 1
		g.column(f, l, top, maps, s)
		s.charts = min(max(1-(g.Height-l.Room)/max(g.charted(), 1), least), 1)
		g.column(f, l, top, maps, s)
	}
	for lower(lowChart); g.Height > l.Room && g.crowded(maps); lower(lowChart) {
		g.drop()
	}
	if g.Height > l.Room {
		g.strait, g.Strait = straitAt{}, Rect{}
		top = 24 * g.zoom
		lower(leastChart)
	}
	if over := g.Height - l.Room; over > 0 && maps > 0 {
		tall := 0.
		for i := range g.Places {
			if g.spots[i].tile {
				tall = max(tall, g.Places[i].Plot.H)
			}
		}
		s.maps = min(max(1-over/max(float64((maps+1)/2)*tall, 1), leastSide*g.zoom/max(tall, 1)), 1)
		g.column(f, l, top, maps, s)
		if last := len(g.spots) - 1; g.Height > l.Room && !g.spots[last].tile {
			g.drop()
			g.fit(f, l, top, maps)
		}
	}
}

// crowded reports whether there is a chart to do without, which is not the only one.
func (g *figure) crowded(maps int) bool {
	return len(g.Places)-maps > 1 && !g.spots[len(g.spots)-1].tile
}

// drop leaves out the last panel.
func (g *figure) drop() {
	g.Places, g.spots = g.Places[:len(g.Places)-1], g.spots[:len(g.spots)-1]
	g.last = g.lastColumn()
}

// charted is the sum of the heights of the charts.
func (g *figure) charted() float64 {
	sum := 0.
	for i := range g.Places {
		if !g.spots[i].tile {
			sum += g.Places[i].Plot.H
		}
	}
	return sum
}
