package figure

import (
	"bytes"
	"image/color"
	"image/png"
	"math"
	"testing"

	"gonum.org/v1/plot/vg"

	"narrows/sim"
	"narrows/sim/palette"
)

// wheel is a map of k sectors around the origin, the lead growing with the radius.
func wheel(k int) *sim.Panel {
	c := sim.Cells{W: 25, H: 25, X0: -4, X1: 4, Y0: -4, Y1: 4, Scale: sim.ByClass, Smooth: true, Zero: true}
	for i := range 25 * 25 {
		x, y := float64(i%25)/3-4, float64(i/25)/3-4
		best, second, class := math.Inf(-1), math.Inf(-1), 0
		for q := range k {
			sin, cos := math.Sincos(2 * math.Pi * (float64(q) + 0.3) / float64(k))
			if f := 3 * (x*cos + y*sin); f > best {
				best, second, class = f, best, q
			} else {
				second = max(second, f)
			}
		}
		c.Values = append(c.Values, sim.Lead(class, best-second))
	}
	d := sim.Dots{Role: sim.Class}
	for q := range k {
		sin, cos := math.Sincos(2 * math.Pi * (float64(q) + 0.3) / float64(k))
		d.X, d.Y, d.Class = append(d.X, float32(3*cos)), append(d.Y, float32(3*sin)), append(d.Class, uint8(q))
	}
	axis := sim.Axis{Min: -4, Max: 4, Hidden: true}
	return &sim.Panel{Name: "wheel", Square: true, X: axis, Y: axis, Cells: []sim.Cells{c}, Dots: []sim.Dots{d}}
}

// picture draws a panel and returns its colour at a place in 0 … 1 of the plotting area.
func picture(t *testing.T, p *sim.Panel) func(x, y float64) color.NRGBA {
	t.Helper()
	b := write1(t, p, "png")
	m, err := png.Decode(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	s := newSheet(p, nil)
	scale := float64(m.Bounds().Dx()) / float64(s.width)
	return func(x, y float64) color.NRGBA {
		px := float64(s.left) + x*float64(s.width-s.left-s.right)
		py := float64(s.top) + (1-y)*float64(s.height-s.top-s.bottom)
		return color.NRGBAModel.Convert(m.At(int(px*scale), int(py*scale))).(color.NRGBA)
	}
}

// near allows for the rounding of mixed layers.
func near(t *testing.T, what string, got, want color.NRGBA) {
	t.Helper()
	for _, d := range []int{int(got.R) - int(want.R), int(got.G) - int(want.G), int(got.B) - int(want.B)} {
		if d < -4 || d > 4 {
			t.Errorf("%s: got %v, want %v", what, got, want)
			return
		}
	}
}

// Each sector of a wheel has its class's colour and mark, with ink between the sectors.
func TestSectors(t *testing.T) {
	p := wheel(6)
	at := picture(t, p)
	for q := range 6 {
		angle := 2 * math.Pi * (float64(q) + 0.3) / 6
		sin, cos := math.Sincos(angle)
		// The lead at radius r is 3r(1 − cos 60°): 5.85 at 3.9, in the fifth band.
		near(t, "sector", at(.5+3.8*cos/8, .5+3.8*sin/8), opaque(palette.Terraces(light, q)[4]))
		near(t, "mark", at(.5+3*cos/8, .5+3*sin/8), classColour(q))
		sin, cos = math.Sincos(angle + math.Pi/6)
		near(t, "coast", at(.5+3*cos/8, .5+3*sin/8), ink)
	}
}

// A matrix with a reversed axis has its first row at the top, and bars in the colours of
// its classes; tiles stand in those of theirs, framed in that of a guess.
func TestMatrixAndTiles(t *testing.T) {
	c := sim.Cells{W: 4, H: 4, X1: 4, Y1: 4, Scale: sim.Sequential, Max: 1, Values: make([]float32, 16), Bars: []uint8{3, 3, 4, 4}}
	c.Values[3] = 1 // last of the first row
	p := &sim.Panel{Name: "matrix", Title: "Kernel", Square: true, X: sim.Axis{Max: 4, Hidden: true}, Y: sim.Axis{Max: 4, Hidden: true, Reversed: true}, Cells: []sim.Cells{c}}
	at := picture(t, p)
	near(t, "first row, last column", at(.87, .88), opaque(0xffea46))
	near(t, "last row, last column", at(.87, .12), opaque(0x00204d))
	away := float64((barGap + barThick/2) / mapSide)
	near(t, "bar of the first column", at(.2, 1+away), classColour(3))
	near(t, "bar of the last column", at(.8, 1+away), classColour(4))
	near(t, "bar of the first row", at(-away, .8), classColour(3))

	tiles := sim.Tiles{X: []float32{.5, 1.5}, Y: []float32{.5, 1.5}, Size: 1, Side: 2, Class: []uint8{4, 9}, Guess: []uint8{4, 7},
		Inks: []uint8{255, 0, 0, 255, 255, 0, 0, 255}}
	p = &sim.Panel{Name: "tiles", Square: true, X: sim.Axis{Max: 2, Hidden: true}, Y: sim.Axis{Max: 2, Hidden: true}, Tiles: []sim.Tiles{tiles}}
	at = picture(t, p)
	near(t, "ink", at(.15, .35), classColour(4))
	near(t, "page", at(.35, .35), page)
	near(t, "below a tile", at(.35, .008), page)
	near(t, "ink of another class", at(.65, .85), classColour(9))
	edge := .25 * 15 / 16
	near(t, "frame of a guess", at(.75+edge, .75), classColour(7))
	near(t, "no frame", at(.25+edge, .25), page)
}

// A reversed axis runs from Max to Min, on any scale.
func TestReversed(t *testing.T) {
	for _, a := range []sim.Axis{{Min: -1, Max: 3}, {Min: .005, Max: 2, Scale: sim.Log}, {Max: 100, Scale: sim.LogStep}} {
		b := a
		b.Reversed = true
		for _, x := range []float64{a.Min, a.Max, (a.Min + a.Max) / 3} {
			got, want := normalizer(b).Normalize(b.Min, b.Max, x), 1-normalizer(a).Normalize(a.Min, a.Max, x)
			if math.Abs(got-want) > 1e-12 { // rounding
				t.Errorf("scale %d: got %v at %v, want %v", a.Scale, got, x, want)
			}
		}
	}
}

// The ten shapes differ, and none is much larger than another.
func TestTenShapes(t *testing.T) {
	seen := map[string]int{}
	for class := range 10 {
		path := shape(class, vg.Point{}, 1)
		var text []byte
		for _, c := range path {
			text = append(text, byte(c.Type), byte(math.Round(100*float64(c.Pos.X))), byte(math.Round(100*float64(c.Pos.Y))))
		}
		if other, twice := seen[string(text)]; twice {
			t.Errorf("got the same shape for classes %d and %d", other, class)
		}
		seen[string(text)] = class
	}
}
