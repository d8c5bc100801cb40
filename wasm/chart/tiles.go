package chart

import (
	"encoding/binary"
	"image"
	"math"

	"narrows/sim"
	"narrows/sim/geom"
	"narrows/sim/palette"
)

// A mosaic is one baked picture of tiles, kept until its content changes. What tiles are
// taken for is drawn over it, so that a run paints its tiles once.
type mosaic struct {
	image   *image.RGBA
	version int
	hash    uint64
	inks    []float32 // of one tile, as wide as it is drawn, row by row of its samples
}

// A mosaicFrame is where tiles stand, in device pixels, and with what they are drawn.
type mosaicFrame struct {
	seen        image.Rectangle // of the panel
	x0, y0, per float64         // the centre of a tile at (X, Y) is x0 + per·X, y0 − per·Y
	flipX       bool            // or x0 − per·X
	flipY       bool
	side        int // of a tile as it is drawn, without the gap
	samples     int
	theme       Theme
}

// centre is the middle of a tile in device pixels.
func (g *mosaicFrame) centre(t *sim.Tiles, k int) (x, y float64) {
	x, y = float64(t.X[k])*g.per, -float64(t.Y[k])*g.per
	if g.flipX {
		x = -x
	}
	if g.flipY {
		y = -y
	}
	return g.x0 + x, g.y0 + y
}

// square is the place of a tile; empty if it has none.
func (g *mosaicFrame) square(t *sim.Tiles, k int) image.Rectangle {
	x, y := g.centre(t, k)
	if !(math.Abs(x) < far && math.Abs(y) < far) {
		return image.Rectangle{}
	}
	half := float64(g.side) / 2
	at := image.Pt(int(math.Round(x-half)), int(math.Round(y-half)))
	return image.Rectangle{at, at.Add(image.Pt(g.side, g.side))}
}

// tiles bakes the i-th tiles of a map, and frames those that are taken for another class.
func (c *Chart) tiles(p *sim.Panel, panel, i int, x, y geom.Scale, r Rect, l Look) {
	t := &p.Tiles[i]
	n := min(len(t.X), len(t.Y))
	if t.Side < 1 || t.Side > 256 || len(t.Inks) < t.Side*t.Side {
		return
	}
	n = min(n, len(t.Inks)/(t.Side*t.Side))
	k := float64(c.pen.scale)
	g := mosaicFrame{samples: t.Side, theme: l.Theme, flipX: x.Hi < x.Lo, flipY: y.Hi > y.Lo}
	g.per = math.Abs(x.Hi-x.Lo) / (x.Max - x.Min) * k
	g.x0, g.y0 = x.At(0)*k, y.At(0)*k
	size := t.Size * g.per
	if !(size >= 4 && size < 4096) || !(math.Abs(g.x0) < 1e9 && math.Abs(g.y0) < 1e9) {
		return
	}
	g.side = int(size) - int(max(1, math.Round(size/16)))
	// Samples of whole pixels look best, if that costs little of the tile.
	if even := g.side / t.Side * t.Side; float64(even) >= .94*float64(g.side) {
		g.side = even
	}
	g.seen = c.pen.pixels(r)
	for len(c.mosaics) <= c.mosaicsUsed {
		c.mosaics = append(c.mosaics, new(mosaic))
	}
	m := c.mosaics[c.mosaicsUsed]
	if n == 0 || g.seen.Empty() {
		return
	}
	c.mosaicsUsed++
	m.bake(t, n, &g, &c.versions)
	c.pen.scene.Fields = append(c.pen.scene.Fields, Field{Image: m.image, X: g.seen.Min.X, Y: g.seen.Min.Y, Version: m.version})
	lit := make([]int, 0, 2)
	for k := range n {
		if at := g.square(t, k); at.In(g.seen) && !at.Empty() {
			class := at8(t.Class, k)
			if guess := at8(t.Guess, k); k < len(t.Guess) && guess != class {
				c.pen.rim(at, 1.5*c.figure.zoom, c.pen.pal.ofClass(guess))
			}
			if t.Of != "" && l.lit(sim.Key{Of: t.Of, ID: k}) {
				lit = append(lit, k)
			}
			if t.Of != "" {
				c.hits.tiles = append(c.hits.tiles, tileHit{panel, at, sim.Key{Of: t.Of, ID: k}, p, t})
			}
		}
	}
	for _, k := range lit {
		c.pen.rim(g.square(t, k), 2.5*c.figure.zoom, c.pen.pal.ink)
	}
}

// at8 is an element of a list that may be too short.
func at8(v []uint8, k int) int {
	if k < len(v) {
		return int(v[k])
	}
	return 0
}

// classWord is the name of the class of an element; none if it has no class or no name.
func classWord(p *sim.Panel, v []uint8, k int) string {
	if k < len(v) && int(v[k]) < len(p.Classes) {
		return p.Classes[v[k]]
	}
	return ""
}

// rim frames a square of device pixels: one pixel of the frame, in CSS terms half a gap,
// lies outside.
func (p *pen) rim(at image.Rectangle, width float64, t tone) {
	w := p.thick(width)
	out := float32(math.Ceil(float64(w) / 2))
	x0, y0, x1, y1 := float32(at.Min.X)-out, float32(at.Min.Y)-out, float32(at.Max.X)+out, float32(at.Max.Y)+out
	for _, b := range [...][4]float32{{x0, y0, x1, y0 + w}, {x0, y1 - w, x1, y1}, {x0, y0 + w, x0 + w, y1 - w}, {x1 - w, y0 + w, x1, y1 - w}} {
		p.box(b[0], b[1], b[2], b[3], t)
	}
}

// bake makes the picture of the first n tiles, as large as the panel, unless it is there
// already.
func (m *mosaic) bake(t *sim.Tiles, n int, g *mosaicFrame, version *int) {
	hash := m.digest(t, n, g)
	if m.image != nil && m.hash == hash {
		return
	}
	if m.image == nil || m.image.Rect.Size() != g.seen.Size() {
		m.image = image.NewRGBA(image.Rectangle{Max: g.seen.Size()})
	}
	*version++
	m.version, m.hash = *version, hash
	pal := palette.Of(g.theme)
	page := packed(pal.Page)
	for i := 0; i+3 < len(m.image.Pix); i += 4 {
		binary.LittleEndian.PutUint32(m.image.Pix[i:], page)
	}
	if cap(m.inks) < g.side*g.samples {
		m.inks = make([]float32, g.side*g.samples)
	}
	for k := range n {
		at := g.square(t, k).Sub(g.seen.Min)
		m.stretch(t.Inks[k*g.samples*g.samples:], g.side, g.samples)
		m.paint(at, g.samples, pal.Page, pal.Class[kind(at8(t.Class, k))])
	}
}

// digest is a hash of all that the picture shows: its frame, inks, and where each tile is.
func (m *mosaic) digest(t *sim.Tiles, n int, g *mosaicFrame) uint64 {
	d := uint64(14695981039346656037)
	add := func(v uint64) {
		d = (d ^ v) * 1099511628211
		d ^= d >> 29
	}
	for _, v := range [...]int{n, g.side, g.samples, int(g.theme), g.seen.Min.X, g.seen.Min.Y, g.seen.Max.X, g.seen.Max.Y} {
		add(uint64(v))
	}
	inks := t.Inks[:n*t.Side*t.Side]
	for ; len(inks) >= 8; inks = inks[8:] {
		add(binary.LittleEndian.Uint64(inks))
	}
	for _, v := range inks {
		add(uint64(v))
	}
	for k := range n {
		x, y := g.centre(t, k)
		add(math.Float64bits(x))
		add(math.Float64bits(y))
		add(uint64(at8(t.Class, k)))
	}
	return d
}

// stretch lays each row of a tile's samples over side pixels: a pixel has the mean ink of
// what it covers.
func (m *mosaic) stretch(inks []uint8, side, samples int) {
	m.inks = m.inks[:side*samples]
	for j := range samples {
		row := inks[j*samples : (j+1)*samples]
		for x := range side {
			var sum float32
			over(x, side, samples, func(i int, share float32) { sum += share * float32(row[i]) })
			m.inks[j*side+x] = sum
		}
	}
}

// paint lays the stretched rows over the height of a tile.
func (m *mosaic) paint(at image.Rectangle, samples int, page, ink palette.Colour) {
	side := at.Dx()
	for y := max(at.Min.Y, 0); y < min(at.Max.Y, m.image.Rect.Dy()); y++ {
		pix := m.image.Pix[y*m.image.Stride:]
		for x := max(at.Min.X, 0); x < min(at.Max.X, m.image.Rect.Dx()); x++ {
			var sum float32
			over(y-at.Min.Y, side, samples, func(j int, share float32) { sum += share * m.inks[j*side+x-at.Min.X] })
			binary.LittleEndian.PutUint32(pix[4*x:], packed(palette.Mix(page, ink, float64(sum)/255)))
		}
	}
}

// over calls f for each of n samples that lie under a pixel of side, with its share of it.
func over(pixel, side, n int, f func(i int, share float32)) {
	// In units of 1/side of a sample the pixel covers n of them, from n·pixel on.
	for at, end := n*pixel, n*pixel+n; at < end; {
		i := at / side
		next := min((i+1)*side, end)
		f(i, float32(next-at)/float32(n))
		at = next
	}
}
