package chart_test

import (
	"image/color"
	"math"
	"regexp"
	"slices"
	"strings"
	"testing"

	"narrows/sim"
	"narrows/wasm/chart"
	"narrows/wasm/raster"
)

// TestAtlasVersion checks that the atlas is new once and then stays.
func TestAtlasVersion(t *testing.T) {
	f, c := headline(1000), chart.New()
	l := chart.Look{Width: 1008, Scale: 1}
	a := c.Scene(&f, l).AtlasVersion
	if b := c.Scene(&f, l).AtlasVersion; b != a {
		t.Errorf("got atlas version %d for the same frame, want %d", b, a)
	}
	l.Scale = 2
	if b := c.Scene(&f, l).AtlasVersion; b == a {
		t.Error("got the same atlas version for glyphs of another size")
	}
}

// TestAtlasStartsOver draws at so many sizes that the atlas fills up; the last picture
// must be that of a fresh chart.
func TestAtlasStartsOver(t *testing.T) {
	f, c := headline(1000), chart.New()
	var l chart.Look
	highest := 0
	for i := range 60 {
		l = chart.Look{Width: 700, Scale: 4 - float64(i)/40, Profile: chart.Embed}
		highest = max(highest, c.Scene(&f, l).Atlas.Rect.Dy())
	}
	if highest != 4096 {
		t.Fatalf("got an atlas at most %d high, want a full one", highest)
	}
	l.Scale = 1
	var p, q raster.Painter
	if _, mean, _ := compare(p.Paint(c.Scene(&f, l)), q.Paint(chart.New().Scene(&f, l))); mean > .01 {
		t.Errorf("got a picture that differs by %v from a fresh one", mean)
	}
}

// TestPick finds points and curves where they are drawn, and nothing elsewhere.
func TestPick(t *testing.T) {
	f, c := headline(1000), chart.New()
	l := chart.Look{Width: 1008, Scale: 2}
	c.Scene(&f, l)
	plan := chart.Layout(&f, l)
	r := plan.Places[0].Plot
	d := &f.Panels[0].Dots[1]
	for k := range d.X {
		x := r.X + (float64(d.X[k])+2.2)/4.4*r.W
		y := r.Y + (2.2-float64(d.Y[k]))/4.4*r.H
		panel, key, value, ok := c.Pick(x+.3, y-.3)
		if !ok || panel != 0 || key.Of != "point" {
			t.Fatalf("point %d: got %d, %v, %q, %v", k, panel, key, value, ok)
		}
		near := math.Hypot(float64(d.X[key.ID]-d.X[k]), float64(d.Y[key.ID]-d.Y[k]))
		if near > .02 || !strings.HasPrefix(value, f.Panels[0].Classes[d.Class[k]]+"; at (") {
			t.Errorf("point %d: got %v, %q, %.3f away", k, key, value, near)
		}
	}
	loss := plan.Places[2].Plot
	x := loss.X + math.Log1p(100)/math.Log1p(2000)*loss.W
	y := loss.Y + (math.Log(2)-math.Log(slowLoss(100)))/(math.Log(2)-math.Log(2.3e-4))*loss.H
	panel, key, value, ok := c.Pick(x, y)
	if !ok || panel != 2 || key != (sim.Key{}) || !strings.HasPrefix(value, "Step 100: no bottleneck 0.13") || !regexp.MustCompile(`; through 2 units 0\.0\d+`).MatchString(value) {
		t.Errorf("curve: got %d, %v, %q, %v", panel, key, value, ok)
	}
	if _, _, value, ok := c.Pick(loss.X+loss.W-20, loss.Y+10); ok {
		t.Errorf("got %q where nothing is", value)
	}
}

// A point that is pointed at is told in words: what it is and is taken for, where, and its output.
func TestPointWords(t *testing.T) {
	f, c := headline(1000), chart.New()
	d := &f.Panels[0].Dots[1]
	d.Place, d.Guess, d.Output = "inside", slices.Clone(d.Class), make([]float32, len(d.X))
	for k := range d.Guess {
		d.Guess[k] = 1 - d.Class[k]
		d.Output[k] = -1.4
	}
	l := chart.Look{Width: 1008, Scale: 1}
	c.Scene(&f, l)
	r := chart.Layout(&f, l).Places[0].Plot
	_, key, got, _ := c.Pick(r.X+(float64(d.X[0])+2.2)/4.4*r.W, r.Y+(2.2-float64(d.Y[0]))/4.4*r.H)
	k := key.ID
	names := f.Panels[0].Classes
	want := names[d.Class[k]] + ", taken for " + names[d.Guess[k]] + "; inside at (" + chart.Digits(float64(d.X[k])) + ", " + chart.Digits(float64(d.Y[k])) + "); output −1.40"
	if got != want {
		t.Errorf("got %q want %q", got, want)
	}
	f.Panels[0].X.Label, f.Panels[0].X.Suffix, f.Panels[0].Y.Label = "direction", "°", "bias"
	c.Scene(&f, l)
	r = chart.Layout(&f, l).Places[0].Plot
	_, key, got, _ = c.Pick(r.X+(float64(d.X[0])+2.2)/4.4*r.W, r.Y+(2.2-float64(d.Y[0]))/4.4*r.H)
	k = key.ID
	want = "; direction " + chart.Digits(float64(d.X[k])) + "°, bias " + chart.Digits(float64(d.Y[k]))
	if !strings.HasSuffix(got, want) {
		t.Errorf("with named axes: got %q, want its end to be %q", got, want)
	}
	// Where another panel has the legend, its names serve as well.
	other := chart.Layout(&f, l).Places[1].Plot
	for y := other.Y; y < other.Y+other.H; y += 4 {
		for x := other.X; x < other.X+other.W; x += 4 {
			if _, key, got, ok := c.Pick(x, y); ok && key.Of == "point" && !strings.Contains(got, names[d.Class[key.ID]]+"; at (") {
				t.Fatalf("got %q in the other map, want that it is %s", got, names[d.Class[key.ID]])
			}
		}
	}
}

func TestSolid(t *testing.T) {
	f, c := cloud(), chart.New()
	l := chart.Look{Width: 1008, Scale: 1}
	c.Scene(&f, l)
	r := chart.Layout(&f, l).Places[1].Plot
	if panel, ok := c.Solid(r.X+5, r.Y+5); !ok || panel != 1 {
		t.Errorf("got %d, %v in the solid panel, want 1, true", panel, ok)
	}
	if _, ok := c.Solid(r.X-5, r.Y+5); ok {
		t.Error("got a solid panel beside it")
	}
	// Seen from the other side, left is right.
	at := func(yaw float64) (x float64) {
		c.Scene(&f, chart.Look{Width: 1008, Scale: 1, Cameras: map[string]chart.Camera{"representation": {Yaw: yaw}}})
		for x = r.X; x < r.X+r.W; x++ {
			for y := r.Y; y < r.Y+r.H; y += 4 {
				if _, key, _, ok := c.Pick(x, y); ok && key.ID == 3 {
					return x
				}
			}
		}
		return -1
	}
	if a, b := at(0), at(math.Pi); a < 0 || b < 0 || math.Abs((a+b)/2-(r.X+r.W/2)) > 25 {
		t.Errorf("got point 3 at %v and, from behind, at %v: not opposite about %v", a, b, r.X+r.W/2)
	}
}

// TestLitMovesNothing checks that lighting an element changes pixels near it only.
func TestLitMovesNothing(t *testing.T) {
	f := headline(1000)
	l := chart.Look{Width: 1008, Scale: 1}
	var p, q raster.Painter
	plain := p.Paint(chart.New().Scene(&f, l))
	l.Lit = sim.Key{Of: "point", ID: 7}
	lit := q.Paint(chart.New().Scene(&f, l))
	changed, ink := 0, 0
	for y := range plain.Rect.Dy() {
		for x := range plain.Rect.Dx() {
			if plain.RGBAAt(x, y) != lit.RGBAAt(x, y) {
				changed++
				if c := lit.RGBAAt(x, y); max(c.R, c.G, c.B) < 70 {
					ink++
				}
			}
		}
	}
	if changed < 200 || changed > 1500 || ink < 60 {
		t.Errorf("got %d changed pixels, %d of them ink, want some hundreds, and a halo", changed, ink)
	}
}

// TestTrailsDoNotBlob draws a translucent zigzag: with mitred corners no pixel is darker
// than one layer of ink.
func TestTrailsDoNotBlob(t *testing.T) {
	a := sim.Axis{Min: -2, Max: 2, Hidden: true}
	ln := sim.Line{Role: sim.Kernel, Thin: true}
	for i := range 12 {
		ln.X = append(ln.X, float32(i)/4-1.4)
		ln.Y = append(ln.Y, float32(i%2)*.3-.1)
	}
	f := sim.Frame{Panels: []sim.Panel{{Square: true, X: a, Y: a, Lines: []sim.Line{ln}}}}
	var p raster.Painter
	m := p.Paint(chart.New().Scene(&f, chart.Look{Width: 300, Scale: 4}))
	// 0.6 of #14532d over white leaves 255 − .6·(255 − 20) = 114 of red.
	darkest := color.RGBA{R: 255}
	for i := 0; i < len(m.Pix); i += 4 {
		darkest.R = min(darkest.R, m.Pix[i])
	}
	if darkest.R < 112 || darkest.R > 116 {
		t.Errorf("got a darkest red of %d, want 114", darkest.R)
	}
}

// TestLineCarriesItsInk checks that a line of any width, at any angle, covers its length
// times its width, also when it is thinner than a pixel. (At 45° the centres of pixels lie
// in few distances from a line, and the sum depends on where it runs.)
func TestLineCarriesItsInk(t *testing.T) {
	for _, scale := range []float64{.5, 1, 2.3} {
		for _, angle := range []float64{0, .3, .7, 1.2} {
			a := sim.Axis{Min: -2, Max: 2, Hidden: true}
			sin, cos := math.Sincos(angle)
			ln := sim.Line{Role: sim.Data, X: []float32{float32(-cos), float32(cos)}, Y: []float32{float32(-sin), float32(sin)}}
			f := sim.Frame{Panels: []sim.Panel{{Square: true, X: a, Y: a, Lines: []sim.Line{ln}}}}
			l := chart.Look{Width: 300, Scale: scale}
			var p raster.Painter
			m := p.Paint(chart.New().Scene(&f, l))
			sum := 0.
			for i := 0; i < len(m.Pix); i += 4 {
				sum += (255 - float64(m.Pix[i])) / (255 - 0x1c)
			}
			want := chart.Layout(&f, l).Places[0].Plot.W / 2 * 1.5 * scale * scale
			if math.Abs(sum-want) > .02*want+1 {
				t.Errorf("scale %v, angle %.1f: got %.1f pixels of ink, want %.1f", scale, angle, sum, want)
			}
		}
	}
}

// In a moving look the fields take turns; they all catch up in a scene of the same frame
// that does not move.
func TestMovingFieldsTakeTurns(t *testing.T) {
	c := chart.New()
	look := chart.Look{Width: 1008, Scale: 1}
	f := headline(500)
	versions := func(moving bool) []int {
		look.Moving = moving
		var v []int
		for _, x := range c.Scene(&f, look).Fields {
			v = append(v, x.Version)
		}
		return v
	}
	change := func() {
		for i := range 2 {
			f.Panels[i].Cells[0].Values[7]++
		}
	}
	before := versions(true)
	if c.Behind() || len(before) != 2 {
		t.Fatalf("first scene: got %d fields, behind: %v, want both painted", len(before), c.Behind())
	}
	painted := [2]int{}
	for range 6 {
		change()
		now := versions(true)
		fresh := 0
		for i := range now {
			if now[i] != before[i] {
				fresh++
				painted[i]++
			}
		}
		if fresh != 1 || !c.Behind() {
			t.Errorf("got %d fields painted, behind: %v, want 1 and the other behind", fresh, c.Behind())
		}
		before = now
	}
	if painted[0] != 3 || painted[1] != 3 {
		t.Errorf("got %v turns, want 3 each", painted)
	}
	if versions(false); c.Behind() {
		t.Error("got a field behind in a scene that does not move")
	}
	// Cells over another part of the panel are never shown as they were.
	change()
	for i := range 2 {
		f.Panels[i].Cells[0].X0 -= .1
	}
	if versions(true); c.Behind() {
		t.Error("got an old field in a new place")
	}
}
