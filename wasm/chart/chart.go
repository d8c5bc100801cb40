package chart

import (
	"math"
	"slices"

	"narrows/sim"
	"narrows/sim/geom"
	"narrows/sim/palette"
)

// A Chart turns frames into scenes. It keeps what can be used again from one frame to
// the next: baked fields, glyphs, lines of text and its slices. What it draws depends on
// the frame and the look alone, but for fields in a Moving look. The zero value is ready to use; a Chart must not be
// copied after its first scene.
type Chart struct {
	scene  Scene
	atlas  atlas
	setter typesetter
	pen    pen
	figure figure

	fields   []*field // in the order in which they are drawn
	used     int      // how many of them this scene has
	versions int
	turn     int  // which of them is next to be painted, if there is time for one
	behind   bool // at least one is that of an earlier frame

	coastlines []*field // zero lines of ghosts, without pictures
	outlined   int      // how many of them this scene has
	named      bool     // a curve of a ghost has its name
	greyed     bool     // the panel under way has points of a ghost
	second     bool     // the ghost under way is the second

	mosaics     []*mosaic // of tiles, in the order in which they are drawn
	mosaicsUsed int

	axes []axisTicks // two a panel

	ringTexts [2]ringText // of the last keys
	ladders   []ladder    // of the last keys with levels

	units   string // at the waist: "2 units"
	counted int

	turned struct { // the frame on show, if the look wants other axes than its own
		frame  sim.Frame
		panels []sim.Panel
	}

	path, low, cut, dashed []point // scratch
	curves                 []curve // of the panel under way
	curvePoints            []point
	taken                  []Rect  // by words and marks of the panel under way
	numbers                []Rect  // of its vertical axis
	marks                  []point // its points
	drawnAt                occupied
	notes                  []note
	about                  geom.Vacancy // what notes stand clear of
	said                   []*sim.Line  // curves whose names earlier charts of the scene say
	deep                   []deepDot
	bright                 []litDot
	echoes                 []litDot             // dots at the other end of an axis that goes around
	stamps                 [palette.Kinds]stamp // of the dots under way
	kinds                  []uint8              // theirs
	near                   []bool               // which of the nodes under way are tied to the lit one

	hits    hits
	solids  []solidAt
	grounds []ground

	drawn func(p *sim.Panel, at *Place) // a test looks at each panel with axes
}

// New returns an empty chart.
func New() *Chart { return new(Chart) }

// Behind reports whether the last scene has a field of an earlier frame.
func (c *Chart) Behind() bool { return c.behind }

// Scene draws the frame. The scene and its slices are valid until the next call.
func (c *Chart) Scene(f *sim.Frame, l Look) *Scene {
	l = l.clean()
	c.figure.arrange(f, l)
	f = c.clocked(f, l)
	if c.atlas.image == nil {
		c.atlas.reset()
	}
	c.draw(f, l)
	if c.atlas.full { // after long use at many sizes: start over with what this frame needs
		c.atlas.reset()
		c.draw(f, l)
	}
	c.scene.Atlas, c.scene.AtlasVersion = c.atlas.image, c.atlas.version
	return &c.scene
}

func (c *Chart) draw(f *sim.Frame, l Look) {
	s := &c.scene
	s.W = max(int(math.Round(c.figure.Width*l.Scale)), 1)
	s.H = max(int(math.Round(c.figure.Height*l.Scale)), 1)
	s.Background = tonesOf(l.Theme).background()
	s.Fields, s.Vertices, s.Indices = s.Fields[:0], s.Vertices[:0], s.Indices[:0]
	c.pen = pen{scene: s, atlas: &c.atlas, scale: float32(l.Scale), pal: tonesOf(l.Theme)}
	c.used, c.mosaicsUsed, c.behind = 0, 0, false
	c.outlined, c.named = 0, false
	c.hits.reset()
	c.hits.step = f.Noun.OrStep().One
	c.solids, c.grounds, c.said = c.solids[:0], c.grounds[:0], c.said[:0]
	c.strait(&f.Strait, l)
	for i := range c.figure.Places {
		place, spot := &c.figure.Places[i], &c.figure.spots[i]
		p := &f.Panels[place.Panel]
		c.greyed = false
		c.taken, c.numbers, c.marks, c.curves, c.curvePoints = c.taken[:0], c.numbers[:0], c.marks[:0], c.curves[:0], c.curvePoints[:0]
		switch {
		case p.Solid:
			c.solid(p, place, spot, l)
		case p.Square:
			c.square(p, place, spot, l)
		default:
			c.chart(p, place, spot, l)
		}
	}
	if c.used > 0 {
		c.turn = (c.turn + 1) % c.used
	}
	if c.figure.fact >= 0 && c.figure.factAt.y > 0 {
		c.fact(&f.Panels[c.figure.fact])
	}
}

// axisTicks remembers the numbers of an axis, so that they are not written anew for each
// frame.
type axisTicks struct {
	axis sim.Axis
	most int // 0: those of a map
	list []geom.Tick
}

// are reports whether an axis has the numbers that are remembered.
func (t *axisTicks) are(a sim.Axis) bool {
	b := t.axis
	return a.Min == b.Min && a.Max == b.Max && a.Scale == b.Scale && a.Suffix == b.Suffix && a.Unit == b.Unit && slices.Equal(a.Ticks, b.Ticks)
}

// ticksOf returns the ticks of a panel's horizontal (0) or vertical (1) axis.
func (c *Chart) ticksOf(panel, which int, a sim.Axis, most int) []geom.Tick {
	for len(c.axes) < 2*panel+2 {
		c.axes = append(c.axes, axisTicks{})
	}
	t := &c.axes[2*panel+which]
	if !t.are(a) || t.most != most || t.list == nil {
		*t = axisTicks{axis: a, most: most}
		if most == 0 {
			t.list = geom.Around(a)
		} else {
			t.list = geom.Ticks(a, most)
		}
	}
	return t.list
}

// fact says in words what a panel that is left out would show.
func (c *Chart) fact(p *sim.Panel) {
	z, pal := c.figure.zoom, c.pen.pal
	var line *sim.Line
	other := pal.ink
	for i := range p.Lines {
		if p.Lines[i].Big && line == nil {
			line = &p.Lines[i]
		} else if !p.Lines[i].Big && p.Lines[i].Role == sim.Kernel {
			other = pal.kernel
		}
	}
	if line == nil || line.Label == "" {
		return
	}
	x, y := float64(c.figure.factAt.x), float64(c.figure.factAt.y)
	large := style{weight: bold, size: 27 * z, tone: pal.words(line.Role, line.Class)}
	c.pen.text(&c.setter, line.Label, x, y, start, large)
	x += c.pen.measure(&c.setter, line.Label, large) + 8*z
	words, rest := p.Instead, ""
	for i := range words {
		if words[i] == ';' {
			words, rest = p.Instead[:i+1], p.Instead[i+1:]
			break
		}
	}
	small := style{weight: regular, size: 13 * z, tone: pal.ink}
	if rest == "" {
		c.pen.text(&c.setter, words, x, y-5*z, start, small)
		return
	}
	for len(rest) > 0 && rest[0] == ' ' {
		rest = rest[1:]
	}
	c.pen.text(&c.setter, words, x, y-14.5*z, start, small)
	small.tone = other
	c.pen.text(&c.setter, rest, x, y+1*z, start, small)
}
