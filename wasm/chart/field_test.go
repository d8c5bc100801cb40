package chart_test

import (
	"image/color"
	"math"
	"testing"

	"narrows/sim"
	"narrows/sim/palette"
	"narrows/wasm/chart"
	"narrows/wasm/raster"
)

// alone returns a frame of one map with these cells over −2 … 2.
func alone(c sim.Cells) sim.Frame {
	a := sim.Axis{Min: -2, Max: 2, Hidden: true}
	return sim.Frame{Panels: []sim.Panel{{Name: "m", Square: true, X: a, Y: a, Cells: []sim.Cells{c}}}}
}

// bandColour is the look's rule for signed fields, written out for one value.
func bandColour(v float64) color.RGBA {
	mid, end := [3]float64{0xf3, 0xf4, 0xf5}, [3]float64{0xf5, 0x93, 0x22}
	if v >= 0 {
		end = [3]float64{0x08, 0x77, 0xbd}
	}
	k := 0.
	for _, s := range []float64{.5, 1, 2, 4, 8, 16} {
		if v >= s || v < -s {
			k++
		}
	}
	t := .5*math.Pow(k/6, .8) + .05
	mix := func(i int) uint8 { return uint8(mid[i] + t*(end[i]-mid[i]) + .5) }
	return color.RGBA{mix(0), mix(1), mix(2), 255}
}

// TestTerraces compares a baked field with the function itself, 8 × 8 samples a pixel.
// Twice 48 samples of a smooth function, interpolated, lie within 0.002 of it; what
// remains is that a pixel's range is taken as even: at most 40 of 255 at a corner of
// several bands, and a tenth of a level in the mean.
func TestTerraces(t *testing.T) {
	f := func(x, y float64) float64 { return 6*math.Sin(x)*math.Cos(1.3*y) + 2*x*y }
	frame := alone(field(2, f))
	s := chart.New().Scene(&frame, chart.Look{Width: 420, Scale: 1})
	if len(s.Fields) != 1 {
		t.Fatalf("got %d fields, want 1", len(s.Fields))
	}
	m := s.Fields[0].Image
	w := m.Rect.Dx()
	var sum, worst float64
	for py := range w {
		for px := range w {
			var r, g, b float64
			for k := range 64 {
				x := -2 + 4*(float64(px)+(float64(k%8)+.5)/8)/float64(w)
				y := 2 - 4*(float64(py)+(float64(k/8)+.5)/8)/float64(w)
				c := bandColour(f(x, y))
				r, g, b = r+float64(c.R)/64, g+float64(c.G)/64, b+float64(c.B)/64
			}
			c := m.RGBAAt(px, py)
			d := max(math.Abs(float64(c.R)-r), math.Abs(float64(c.G)-g), math.Abs(float64(c.B)-b))
			sum += d
			worst = max(worst, d)
		}
	}
	if mean := sum / float64(w*w); mean > .3 || worst > 40 {
		t.Errorf("got a difference of %.3f in the mean and %.1f at most, want 0.3 and 40", mean, worst)
	}
}

// TestUnitScalesBands checks that a field and its unit may be multiplied alike.
func TestUnitScalesBands(t *testing.T) {
	a := field(2, func(x, y float64) float64 { return 4 * x })
	b := field(2, func(x, y float64) float64 { return 32 * x })
	b.Unit = 8
	fa, fb := alone(a), alone(b)
	l := chart.Look{Width: 200, Scale: 1}
	ma, mb := chart.New().Scene(&fa, l).Fields[0].Image, chart.New().Scene(&fb, l).Fields[0].Image
	if _, mean, _ := compare(ma, mb); mean != 0 {
		t.Errorf("got a mean difference of %v, want none", mean)
	}
}

// TestFieldsAreKept checks that a field is baked again if and only if something of it
// changes.
func TestFieldsAreKept(t *testing.T) {
	cells := field(2, func(x, y float64) float64 { return x })
	frame, c := alone(cells), chart.New()
	l := chart.Look{Width: 200, Scale: 1}
	version := func() int { return c.Scene(&frame, l).Fields[0].Version }
	last := version()
	if got := version(); got != last {
		t.Errorf("got version %d of the same field, want %d", got, last)
	}
	for name, change := range map[string]func(){
		"a value": func() { frame.Panels[0].Cells[0].Values[700] += 1e-4 },
		"a sign":  func() { frame.Panels[0].Cells[0].Values[701] *= -1 },
		"theme":   func() { l.Theme = chart.Dark },
		"scale":   func() { l.Scale = 2 },
		"unit":    func() { frame.Panels[0].Cells[0].Unit = 3 },
		"levels":  func() { frame.Panels[0].Cells[0].Levels = append(frame.Panels[0].Cells[0].Levels, 1, 2) },
	} {
		change()
		if got := version(); got == last {
			t.Errorf("got the same version after a change of %s", name)
		} else {
			last = got
		}
	}
}

// TestALevelIsKept checks that a field is baked again when the number in its own list changes.
func TestALevelIsKept(t *testing.T) {
	frame, c := alone(field(2, func(x, y float64) float64 { return x })), chart.New()
	levels := []float64{1, 2}
	frame.Panels[0].Cells[0].Levels = levels
	l := chart.Look{Width: 200, Scale: 1}
	before := c.Scene(&frame, l).Fields[0].Version
	if again := c.Scene(&frame, l).Fields[0].Version; again != before {
		t.Errorf("got version %d of the same field, want %d", again, before)
	}
	levels[0] = .5
	if c.Scene(&frame, l).Fields[0].Version == before {
		t.Error("got the same version after a change of a level")
	}
}

// TestLevels checks the colours of a field with levels of its own, whether it is smooth or not, in every theme: no
// colour below the first, that of the class beyond the last, and the page where there is no number.
func TestLevels(t *testing.T) {
	for theme, p := range palette.Themes {
		for _, smooth := range []bool{true, false} {
			c := field(2, func(x, y float64) float64 { return x / 1.9 })
			c.Zero, c.Smooth = false, smooth
			c.Levels = []float64{.03, .2, .4, .6, .8, .97, .995}
			for j := range 5 {
				c.Values[47-j] = float32(math.NaN())
			}
			frame := alone(c)
			m := chart.New().Scene(&frame, chart.Look{Width: 400, Scale: 1, Theme: chart.Theme(theme)}).Fields[0].Image
			w := m.Rect.Dx()
			at := func(x, y int) palette.Colour {
				q := m.RGBAAt(x, y)
				return palette.Colour(q.R)<<16 | palette.Colour(q.G)<<8 | palette.Colour(q.B)
			}
			for _, k := range []struct {
				what      string
				got, want palette.Colour
			}{
				{"beyond the last level", at(w-1, 10), p.Class[0]},
				{"beyond the last negative one", at(0, 10), p.Class[1]},
				{"nought", at(w/2, 10), p.Middle},
				{"before the last level", at(w*967/1000, 10), palette.Mix(p.Middle, p.High, p.Depth+.05)},
				{"no number", at(w-10, m.Rect.Dy()-2), p.Page},
			} {
				if k.got != k.want && (smooth || k.what != "before the last level") { // no cell is there
					t.Errorf("theme %d, smooth %v: got %06x of %s, want %06x", theme, smooth, k.got, k.what, k.want)
				}
			}
		}
	}
}

// TestZeroLine checks that the zero line of a circle is one: every dark pixel is near it,
// and every direction from the middle meets one. The samples are 4/47 apart, so that the
// interpolated line is within a hundredth; a pixel is 0.01, the line 1.5 of them wide
// and half a pixel soft on either side.
func TestZeroLine(t *testing.T) {
	frame := alone(field(2, func(x, y float64) float64 { return math.Hypot(x, y) - 1.3 }))
	s := chart.New().Scene(&frame, chart.Look{Width: 400, Scale: 1})
	var p raster.Painter
	m := p.Paint(s)
	f := s.Fields[0]
	w := float64(f.Image.Rect.Dx())
	met := map[int]bool{}
	for y := range f.Image.Rect.Dy() {
		for x := range f.Image.Rect.Dx() {
			if c := m.RGBAAt(f.X+x, f.Y+y); int(c.R)+int(c.G)+int(c.B) > 400 {
				continue
			}
			u, v := (float64(x)+.5)/w*4-2, 2-(float64(y)+.5)/w*4
			if d := math.Abs(math.Hypot(u, v) - 1.3); d > .025 {
				t.Fatalf("got ink %.3f from the line, want at most 0.025", d)
			}
			met[int((math.Atan2(v, u)+math.Pi)*40)] = true
		}
	}
	if len(met) < 250 {
		t.Errorf("got ink in %d of 251 directions, want all", len(met))
	}
}

// TestCellsOutsideAreCut checks that a field which reaches beyond its panel is drawn only
// within.
func TestCellsOutsideAreCut(t *testing.T) {
	c := field(3, func(x, y float64) float64 { return 20 })
	frame := alone(c)
	l := chart.Look{Width: 400, Scale: 1}
	s := chart.New().Scene(&frame, l)
	plot := chart.Layout(&frame, l).Places[0].Plot
	f := s.Fields[0]
	if got := f.Image.Rect.Dx(); f.X != int(plot.X) || math.Abs(float64(got)-plot.W) > 1 {
		t.Errorf("got a field at %d, %d wide, want %v, %v", f.X, got, plot.X, plot.W)
	}
}
