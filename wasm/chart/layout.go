package chart

import (
	"math"
	"slices"

	"narrows/sim"
	"narrows/sim/geom"
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
	last   int     // column
	fact   int     // panel of which Instead is said, or −1
	factAt point   // where: left, on the baseline
	strait straitAt

	profile Profile
}

// A spot is what drawing needs to know of a place.
type spot struct {
	tile    bool // stands in the row of maps; others are stacked
	column  int
	share   float64 // of its height; not positive: what others leave
	axes    bool    // a tile that is a chart
	numbers bool    // the horizontal axis has its numbers here
	own     bool    // one of stacked charts that do not all share an axis
	ticks   bool    // the map has numbers at its left
	key     bool    // there is room for the key of a field
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

	edge      = 8.   // right of a chart, for the heads of its curves
	lead      = 38.  // from a chart's title to its axis: the widest tick number
	belowMap  = 36.  // legends, or the numbers and the name of an axis
	titleGap  = 11.  // from a title's baseline to its panel
	stacked   = 48.5 // between charts in one column that share their axis
	axisBelow = 21.  // more, if they do not

	secondLine    = 15.  // below a map more, for the second line of a legend
	fieldLegend   = 31.  // below a field with axes, for its first
	numbersBefore = 46.  // left of one, for its numbers and the name of its upright axis
	leastKeyed    = 220. // width of what has the key of its colours below

	overTitle  = 8.  // of a title reaches into the gap above it
	leastSide  = 96. // of a map, and the height of charts beside it, where there is no room
	lowChart   = .55 // of its height keeps a chart in one column as long as there are others
	leastChart = .4  // and in the end
)

func isMap(p *sim.Panel) bool { return p.Square || p.Solid }

// columns notes which panels are shown and in which columns: charts of the last one are stacked
// there. All others are tiles of the row of maps; where there are no maps, they are stacked in a
// column of their own.
func (g *figure) columns(f *sim.Frame, l Look) (maps, charts int) {
	mapped := false
	for i := range f.Panels {
		p := &f.Panels[i]
		if p.Minor && l.Profile != Page {
			if l.Profile == Present && p.Instead != "" && g.fact < 0 {
				g.fact = i
			}
			continue
		}
		g.Places = append(g.Places, Place{Panel: i})
		g.spots = append(g.spots, spot{column: min(max(p.Column, 0), mostColumns-1), share: min(p.Share, 1)})
		mapped = mapped || isMap(p)
	}
	g.last = g.lastColumn()
	for i := range g.Places {
		s, flat := &g.spots[i], !isMap(&f.Panels[g.Places[i].Panel])
		if s.tile = !flat || mapped && s.column < g.last; s.tile {
			maps++
		} else {
			charts++
		}
		s.axes = s.tile && flat
	}
	return maps, charts
}

const mostColumns = 8

func (g *figure) lastColumn() (last int) {
	for i := range g.spots {
		last = max(last, g.spots[i].column)
	}
	return last
}

// sharesX reports whether two charts, one above the other, need their axis once.
func sharesX(a, b *sim.Panel) bool {
	return a.X.Scale == b.X.Scale && a.X.Label == b.X.Label && a.X.Reversed == b.X.Reversed
}

// arrange lays out a frame for a clean look. It reuses the slices of the figure.
func (g *figure) arrange(f *sim.Frame, l Look) {
	*g = figure{Plan: Plan{Width: l.Width, Places: g.Places[:0]}, spots: g.spots[:0], zoom: 1, points: 1, fact: -1, profile: l.Profile}
	wide := l.Width >= oneColumn
	switch l.Profile {
	case Embed:
		wide = l.Width >= embedColumn
	case Present:
		g.zoom, wide = 1.5, l.Width >= presentColumn
	}
	g.narrow = !wide
	maps, charts := g.columns(f, l)
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

// finish places the title of a panel, and decides on what there is room for.
func (g *figure) finish(p *Place, s *spot, panel *sim.Panel, l Look) {
	z := g.zoom
	if fielded(panel) { // its right side and the number there need room
		p.Plot.W = max(min(p.Plot.W, g.Width-edge*z-p.Plot.X), 1)
	}
	p.TitleX, p.TitleY, p.TitleW = p.Plot.X, p.Plot.Y-titleGap*z, p.Plot.W
	s.key = l.Profile == Page && p.Plot.W >= leastKeyed && (s.tile && !s.axes || fielded(panel))
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
	g.points = min(max(p.Plot.W/(250*z), .66), 1)
}

// under is the room below maps of a side: for legends, or for the numbers and the name of an axis.
func (g *figure) under(f *sim.Frame, l Look, side float64) float64 {
	below := belowMap * g.zoom
	for i := range g.Places {
		if g.spots[i].tile {
			below = max(below, belowMap*g.zoom+g.deeper(&f.Panels[g.Places[i].Panel], side))
		}
	}
	if g.explains(f, l) {
		below += nodesBelow * g.zoom
	}
	return below
}

// deeper is how much more room than others a panel of a width needs below: for the second line of a map's legend, or for
// any of a field with axes, whose numbers come first.
func (g *figure) deeper(p *sim.Panel, width float64) (more float64) {
	keyed := g.profile == Page && width >= leastKeyed
	if fielded(p) && (entries(p) || keyed && slices.ContainsFunc(p.Cells, hasKey)) {
		more = fieldLegend
	}
	if (isMap(p) || fielded(p)) && twoLined(p) {
		more += secondLine
	}
	return more * g.zoom
}

// foot is how far below a field with axes its legend begins: under its numbers and the name of its axis.
func (g *figure) foot(p *sim.Panel, s *spot) float64 {
	switch {
	case p.X.Hidden || !s.numbers:
		return 0
	case p.X.Label == "":
		return 16 * g.zoom
	}
	return 32 * g.zoom
}

// explains reports whether there is the key of a graph's nodes.
func (g *figure) explains(f *sim.Frame, l Look) bool {
	return slices.ContainsFunc(g.Places, func(p Place) bool { return explained(&f.Panels[p.Panel], l) })
}

// explained reports whether a panel shows a graph whose nodes have a key.
func explained(p *sim.Panel, l Look) bool {
	d := geom.Nodes(p)
	return d != nil && l.Profile == Page && geom.Ringed(d)
}
