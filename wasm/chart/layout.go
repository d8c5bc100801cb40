package chart

import (
	"math"

	"narrows/sim"
)

// Layout says where everything of a figure goes, in CSS pixels. It depends on what kinds
// of panels the frame has, not on their data.
func Layout(f *sim.Frame, l Look) Plan {
	var g figure
	g.arrange(f, l.clean())
	return g.Plan
}

// clean returns the look with its numbers within what can be drawn.
func (l Look) clean() Look {
	if !(l.Width >= 1) {
		l.Width = 1
	}
	l.Width = min(l.Width, 8192)
	if !(l.Scale > 0) {
		l.Scale = 1
	}
	l.Scale = min(max(l.Scale, .25), 4)
	if !(l.Waist > 0) || l.Waist > 1e6 {
		l.Waist = 0
	}
	if !(l.Gap > 0) || l.Gap > 8192 {
		l.Gap = 0
	}
	if !(l.Room > 0) {
		l.Room = math.Inf(1)
	}
	l.Room = math.Floor(l.Room) // heights are whole
	l.Ghosts = l.Ghosts[:min(len(l.Ghosts), mostGhosts)]
	return l
}

// A figure is a plan with all that drawing needs to know of it.
type figure struct {
	Plan
	zoom   float64 // of text and strokes
	points float64 // of the radius of points
	narrow bool    // one column
	spots  []spot  // parallel to Plan.Places
	fact   int     // panel of which Instead is said, or −1
	factAt point   // where: left, on the baseline
	strait straitAt
}

// A spot is what drawing needs to know of a place.
type spot struct {
	tile    bool // stands in the row of maps; others are stacked
	axes    bool // a tile that is a chart
	numbers bool // the horizontal axis has its numbers here
	own     bool // one of stacked charts that do not all share an axis
	ticks   bool // the map has numbers at its left
	key     bool // there is room for the key of a field
	room    float64
}

// A straitAt is where the strait lies: its ends, its waist, its axis; how far its body
// reaches up and down, and the body without a waist beyond that.
type straitAt struct{ x0, waist, x1, y, half, off float64 }

const (
	oneColumn     = 852  // a page of 900 less its margins; narrower figures have one column
	fullWidth     = 1008 // from here on a map is 298 wide
	embedColumn   = 520
	presentColumn = 800

	edge       = 8.   // right of a chart, for the heads of its curves
	lead       = 38.  // from a chart's title to its axis: the widest tick number
	belowMap   = 36.  // legends, or the numbers and the name of an axis
	titleGap   = 11.  // from a title's baseline to its panel
	stacked    = 48.5 // between charts in one column that share their axis
	axisBelow  = 21.  // more, if they do not
	firstShare = 1.79 // height of the first of stacked charts against the others
	ownShare   = 1.25 // the same, if the last has an axis of its own and is no minor one

	overTitle  = 8.  // of a title reaches into the gap above it
	leastSide  = 96. // of a map, and the height of charts beside it, where there is no room
	lowChart   = .55 // of its height keeps a chart in one column as long as there are others
	leastChart = .4  // and in the end
)

func isMap(p *sim.Panel) bool { return p.Square || p.Solid }

// tile reports whether the i-th panel stands in the row of maps: a map, or, next to the
// first one, a chart that shares no axis with the last panel (a representation that is a
// line). Charts further on are stacked, each with its own axis if need be.
func tile(f *sim.Frame, i int) bool {
	last := &f.Panels[len(f.Panels)-1]
	return isMap(&f.Panels[i]) || i == 1 && isMap(&f.Panels[0]) && !isMap(last) && !sharesX(&f.Panels[i], last)
}

// sharesX reports whether two charts, one above the other, need their axis once.
func sharesX(a, b *sim.Panel) bool {
	return a.X.Scale == b.X.Scale && a.X.Label == b.X.Label && a.X.Reversed == b.X.Reversed
}

// arrange lays out a frame for a clean look. It reuses the slices of the figure.
func (g *figure) arrange(f *sim.Frame, l Look) {
	*g = figure{Plan: Plan{Width: l.Width, Places: g.Places[:0]}, spots: g.spots[:0], zoom: 1, points: 1, fact: -1}
	wide := l.Width >= oneColumn
	switch l.Profile {
	case Embed:
		wide = l.Width >= embedColumn
	case Present:
		g.zoom, wide = 1.5, l.Width >= presentColumn
	}
	g.narrow = !wide
	maps, charts := 0, 0
	for i := range f.Panels {
		p := &f.Panels[i]
		if p.Minor && l.Profile != Page {
			if l.Profile == Present && p.Instead != "" && g.fact < 0 {
				g.fact = i
			}
			continue
		}
		g.Places = append(g.Places, Place{Panel: i})
		g.spots = append(g.spots, spot{tile: tile(f, i)})
		if tile(f, i) {
			g.spots[len(g.spots)-1].axes = !isMap(p)
			maps++
		} else {
			charts++
		}
	}
	top := g.head(f, l)
	switch {
	case len(g.Places) == 0:
		g.Height = top
	case wide:
		g.row(f, l, top, maps, charts)
		if g.Height > l.Room { // without the strait, then without the last charts
			g.strait, g.Strait = straitAt{}, Rect{}
			top = 24 * g.zoom
			for g.row(f, l, top, maps, charts); g.Height > l.Room && g.crowded(maps); charts-- {
				g.drop()
				g.row(f, l, top, maps, charts-1)
			}
		}
	default:
		g.fit(f, l, top, maps)
	}
	g.Height = max(math.Ceil(g.Height), 1)
	g.ends(maps)
	for i := range g.Places {
		g.finish(&g.Places[i], &g.spots[i], &f.Panels[g.Places[i].Panel], l)
	}
}

// head places the strait vertically and returns where the panels begin.
func (g *figure) head(f *sim.Frame, l Look) float64 {
	z := g.zoom
	if f.Strait.Units <= 0 {
		return 24 * z
	}
	below := 48.
	s := straitAt{half: 17, off: 3.5}
	switch {
	case l.Profile == Present:
		s, below = straitAt{half: 15.5 * z, off: 3.2 * z}, 43*z
	case l.Profile == Embed:
		s.half, below = 14, 42
	case g.narrow:
		s.half, below = 14, 45
	}
	s.y = math.Ceil(s.half + s.off + z)
	g.strait = s
	return s.y + below
}

// ends places the strait horizontally: from the centre of the first panel by way of the
// second map to the centre of the last column.
func (g *figure) ends(maps int) {
	s := &g.strait
	if s.half == 0 {
		return
	}
	s.x0, s.x1 = 14*g.zoom, g.Width-32*g.zoom
	s.waist = (s.x0 + s.x1) / 2
	if n := len(g.Places); !g.narrow && maps >= 2 && n > 2 {
		a, b, c := g.Places[0].Plot, g.Places[1].Plot, g.Places[n-1].Plot
		s.x0, s.waist = a.X+a.W/2, b.X+b.W/2
		if g.spots[n-1].tile {
			s.x1 = c.X + c.W/2
		} else {
			s.x1 = (c.X + g.Width) / 2
		}
	}
	up := s.half + s.off + g.zoom
	g.Strait = Rect{s.x0 - 14*g.zoom, s.y - up, s.x1 - s.x0 + 46*g.zoom, 2 * up}
}

// row puts the maps in a row from the left and stacks the charts in a last column.
func (g *figure) row(f *sim.Frame, l Look, top float64, maps, charts int) {
	z, w := g.zoom, g.Width
	side, between, gutter := g.sizes(l, maps, charts)
	most := max(l.Room-top-belowMap*z, leastSide*z)
	side = min(side, most)
	x := 0.
	bottom := top + side
	first := true
	for i := range g.Places {
		if !g.spots[i].tile {
			continue
		}
		p := &f.Panels[g.Places[i].Panel]
		g.spots[i].ticks = p.Square && !p.Y.Hidden && (!first || maps == 1)
		if first && g.spots[i].ticks {
			x += 34 * z
			side -= 34 * z
			bottom = top + side
		}
		first = false
		g.Places[i].Plot = Rect{x, top, side, side}
		x += side + between
	}
	g.Height = bottom + belowMap*z
	if charts == 0 {
		return
	}
	left, right := x-between+gutter, w-edge*z
	raised := 0. // so that the numbers stand level with the legends
	if l.Profile == Embed {
		raised = 2
	}
	if maps == 0 {
		left = lead * z
		side := min(w*.33, 420)
		switch { // as high as maps would be, where a window has no more room
		case l.Profile == Embed:
			side = math.Round(w * 212 / 688)
		case l.Profile == Page && w < fullWidth:
			side = 252
		case charts == 1:
			side = min(w*.4, 420)
		}
		bottom = top + min(side, most+raised)
	}
	bottom -= raised
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
	total, free, n := 0., r.H, 0
	first, last := -1, -1
	for i := from; i < len(g.Places); i++ {
		if g.spots[i].tile {
			continue
		}
		if first < 0 {
			first = i
		}
		if last >= 0 {
			free -= stacked * z
			if !g.shared(f, last, i) {
				free -= axisBelow * z
			}
		}
		total++
		n++
		last = i
	}
	firstShare := firstShare
	if n > 1 && !g.shared(f, first, last) && !f.Panels[g.Places[last].Panel].Minor {
		firstShare = ownShare
	}
	total += firstShare - 1
	if n == 1 {
		total = 1
	}
	unit := max(free/total, 40*z)
	if n == 1 {
		unit = max(free/total, 1)
	}
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
			h *= firstShare
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

// shared reports whether two places' charts share an axis.
func (g *figure) shared(f *sim.Frame, i, j int) bool {
	return sharesX(&f.Panels[g.Places[i].Panel], &f.Panels[g.Places[j].Panel])
}

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

// column puts the maps in pairs and the charts below them. The gap is under the maps, or
// under the first chart where there are none.
func (g *figure) column(f *sim.Frame, l Look, top float64, maps int, s squeeze) {
	z, w := g.zoom, g.Width
	y := top
	side := max((w-12*z)/2, 1)
	if maps == 1 {
		side = min(w, 420*z)
	}
	half := side // a place of the pair
	side *= s.maps
	placed := 0
	for i := range g.Places {
		if !g.spots[i].tile {
			continue
		}
		g.Places[i].Plot = Rect{float64(placed%2) * (half + 12*z), y, side, side}
		if g.spots[i].axes { // its numbers need room at the left
			inset := min(24*z, side/2)
			g.Places[i].Plot.X += inset
			g.Places[i].Plot.W -= inset
		}
		placed++
		if placed%2 == 0 || placed == maps {
			y += side + 53*z
		}
	}
	g.Height = y - 17*z
	if maps > 0 && l.Gap > 0 {
		g.Gap = g.Height
		g.Height += l.Gap
		y += l.Gap + overTitle*z
	}
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
		y += h
		before = i
		g.Height = y + belowMap*z
	}
	if before >= 0 {
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
}

// finish places the title of a panel, and decides on what there is room for.
func (g *figure) finish(p *Place, s *spot, panel *sim.Panel, l Look) {
	z := g.zoom
	p.TitleX, p.TitleY, p.TitleW = p.Plot.X, p.Plot.Y-titleGap*z, p.Plot.W
	if s.axes {
		s.numbers = true
		if g.narrow {
			p.TitleX, p.TitleW = p.TitleX-min(24*z, p.TitleX), p.TitleW+24*z
		}
		return
	}
	if !s.tile {
		p.TitleX = max(p.Plot.X-lead*z, 0)
		if g.narrow {
			p.TitleX = 0
		}
		p.TitleW = p.Plot.X + p.Plot.W + s.room - p.TitleX
		return
	}
	s.key = l.Profile == Page && p.Plot.W >= 240
	g.points = min(max(p.Plot.W/(250*z), .66), 1)
}
