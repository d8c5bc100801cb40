package chart_test

import (
	"image/color"
	"math"
	"math/rand/v2"
	"testing"

	"narrows/sim"
	"narrows/wasm/chart"
	"narrows/wasm/raster"
)

// four returns a map of 2×2 tiles with random inks.
func four() sim.Frame {
	rng := rand.New(rand.NewPCG(1, 4))
	t := sim.Tiles{Of: "point", Size: 1, Side: 8, X: []float32{.5, 1.5, .5, 1.5}, Y: []float32{1.5, 1.5, .5, .5},
		Class: []uint8{0, 1, 4, 9}, Guess: []uint8{0, 3, 4, 9}}
	for range 4 * 64 {
		t.Inks = append(t.Inks, uint8(rng.IntN(256)))
	}
	a := sim.Axis{Max: 2, Hidden: true}
	return sim.Frame{Panels: []sim.Panel{{Name: "m", Square: true, X: a, Y: a, Tiles: []sim.Tiles{t}, Classes: []string{"zero", "one", "two", "three", "four"}}}}
}

// TestTilesCarryTheirInk compares the mean colour of each sample's place with the ink that
// it was given; where samples take no whole pixels, the mean over a tile.
func TestTilesCarryTheirInk(t *testing.T) {
	class := []color.RGBA{{0x06, 0x50, 0x8a, 255}, {0xa3, 0x4e, 0, 255}, {0x67, 0x2d, 0xbf, 255}, {0x5b, 0x56, 0x50, 255}}
	for _, width := range []float64{625, 623, 311} {
		f := four()
		s := chart.New().Scene(&f, chart.Look{Width: width, Scale: 1})
		m := s.Fields[0].Image
		half := float64(m.Rect.Dx()) / 2
		side := int(half * 15 / 16)
		for k := range 4 {
			var got, want float64
			for y := range int(half) {
				for x := range int(half) {
					got += 255 - float64(m.RGBAAt(int(half)*(k%2)+x, int(half)*(k/2)+y).G)
				}
			}
			for _, v := range f.Panels[0].Tiles[0].Inks[64*k : 64*k+64] {
				want += float64(v) / 255 * (255 - float64(class[k].G)) / 64
			}
			got /= float64(side * side)
			// The gap is a whole number of pixels, and so is a sample where it can be.
			if math.Abs(got/want-1) > .12 {
				t.Errorf("width %v, tile %d: got a mean ink of %.1f, want %.1f", width, k, got, want)
			}
		}
	}
	// Here each sample of the first tile is a block of whole pixels.
	f := four()
	s := chart.New().Scene(&f, chart.Look{Width: 625, Scale: 1})
	m := s.Fields[0].Image
	edge := 0 // half a gap from the edge of the panel
	for m.RGBAAt(edge, edge).R == 255 && edge < 40 {
		edge++
	}
	block := 1
	for block < 40 && m.RGBAAt(edge+block, edge) == m.RGBAAt(edge, edge) {
		block++
	}
	for k, v := range f.Panels[0].Tiles[0].Inks[:64] {
		got := m.RGBAAt(edge+k%8*block+block/2, edge+k/8*block+block/2).R
		want := uint8(255 + float64(v)/255*(0x06-255) + .5)
		if max(got, want)-min(got, want) > 1 { // rounding
			t.Errorf("sample %d: got %d, want %d in blocks of %d", k, got, want, block)
		}
	}
}

// TestTilesAreBakedOnce checks that tiles are painted again when an ink or a class changes,
// and not when a guess or what is lit does.
func TestTilesAreBakedOnce(t *testing.T) {
	f, c := four(), chart.New()
	l := chart.Look{Width: 625, Scale: 1}
	version := func() int { return c.Scene(&f, l).Fields[0].Version }
	last := version()
	tiles := &f.Panels[0].Tiles[0]
	for _, r := range []struct {
		name   string
		change func()
		again  bool
	}{
		{"nothing", func() {}, false},
		{"a guess", func() { tiles.Guess[0] = 7 }, false},
		{"lit", func() { l.Lit = sim.Key{Of: "point", ID: 2} }, false},
		{"an ink", func() { tiles.Inks[77]++ }, true},
		{"the last ink", func() { tiles.Inks[255]++ }, true},
		{"a class", func() { tiles.Class[3] = 2 }, true},
		{"a place", func() { tiles.X[1] += .1 }, true},
		{"theme", func() { l.Theme = chart.Dark }, true},
	} {
		r.change()
		got := version()
		if (got != last) != r.again {
			t.Errorf("after a change of %s: painted again is %v, want %v", r.name, got != last, r.again)
		}
		last = got
	}
	if got := testing.AllocsPerRun(10, func() { c.Scene(&f, l) }); got > 2 {
		t.Errorf("got %v allocations a scene, want at most 2", got)
	}
}

// TestTilesAreFramedAndPicked checks the frame of a wrong guess and that of what is lit,
// and what a pointer meets.
func TestTilesAreFramedAndPicked(t *testing.T) {
	f, c := four(), chart.New()
	l := chart.Look{Width: 625, Scale: 1, Lit: sim.Key{Of: "point", ID: 2}}
	r := chart.Layout(&f, l).Places[0].Plot
	var p raster.Painter
	m := p.Paint(c.Scene(&f, l))
	count := func(k int, want color.RGBA) (n int) {
		for y := range int(r.H / 2) {
			for x := range int(r.W / 2) {
				if m.RGBAAt(int(r.X+r.W/2*float64(k%2))+x, int(r.Y+r.H/2*float64(k/2))+y) == want {
					n++
				}
			}
		}
		return n
	}
	pink, ink := color.RGBA{0xa3, 0x4a, 0x7d, 255}, color.RGBA{0x1c, 0x21, 0x26, 255}
	side := r.W / 2 * 15 / 16
	for k, want := range []struct{ pink, ink float64 }{{}, {pink: 4 * 2 * side}, {ink: 4 * 3 * side}, {}} {
		if got := float64(count(k, pink)); math.Abs(got-want.pink) > .1*want.pink {
			t.Errorf("tile %d: got %v pixels of the guess's colour, want about %v", k, got, want.pink)
		}
		if got := float64(count(k, ink)); math.Abs(got-want.ink) > .1*want.ink {
			t.Errorf("tile %d: got %v pixels of ink, want about %v", k, got, want.ink)
		}
	}
	for k, want := range []string{"zero", "one, taken for three", "four", ""} {
		x, y := r.X+r.W*(.25+.5*float64(k%2)), r.Y+r.H*(.25+.5*float64(k/2))
		for _, d := range []float64{-.2, 0, .2} {
			panel, key, value, ok := c.Pick(x+d*r.W, y-d*r.H)
			if !ok || panel != 0 || key != (sim.Key{Of: "point", ID: k}) || value != want {
				t.Errorf("tile %d: got %d, %v, %q, %v, want %q", k, panel, key, value, ok, want)
			}
		}
	}
	if _, key, _, ok := c.Pick(r.X+r.W/2, r.Y+r.H/2); ok {
		t.Errorf("got %v in the gap", key)
	}
}
