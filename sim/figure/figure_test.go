package figure

import (
	"bytes"
	"compress/zlib"
	"encoding/xml"
	"image/color"
	"image/png"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gonum.org/v1/plot/vg"

	"narrows/sim"
	"narrows/sim/palette"
)

// example has each kind of mark; a map if square, else a chart.
func example(square bool) *sim.Panel {
	p := &sim.Panel{
		Name: "loss", Title: "Training loss", Subtitle: "λ_max & more", Square: square,
		X: sim.Axis{Label: "steps", Max: 2000, Scale: sim.LogStep}, Y: sim.Axis{Min: 1e-3, Max: 2, Scale: sim.Log, Suffix: "×"},
		Classes: []string{"outer", "inner"},
		Lines: []sim.Line{
			{Role: sim.Kernel, Label: "no bottleneck", X: []float32{0, 10, 2000}, Y: []float32{1, .5, .1}, Low: []float32{.9, .4, .05}, High: []float32{1.1, .7, .2}, Head: true},
			{Role: sim.Limit, Label: "through 2 units", X: []float32{0, 10, 2000}, Y: []float32{1, .3, .002}, Head: true},
			{Role: sim.Finite, Label: "256 wide", X: []float32{0, 10, 2000}, Y: []float32{1, .3, .0021}, Head: true},
			{Role: sim.Class, Class: 1, Fade: true, X: []float32{1, 2, 3, 4, 5, 6, 7, 8}, Y: []float32{1, .9, .8, .7, .6, .5, .4, .3}},
		},
		Segments: []sim.Segments{{Role: sim.Limit, From: sim.Kernel, Arrow: true, Label: "7.0×", Note: "fewer steps", X0: []float32{1500}, Y0: []float32{.12}, X1: []float32{60}, Y1: []float32{.12}}},
		Dots: []sim.Dots{
			{Role: sim.Class, X: []float32{3, 30}, Y: []float32{.01, .02}, Class: []uint8{0, 1}},
			{Role: sim.Class, X: []float32{4, 40}, Y: []float32{.01, .02}, Class: []uint8{0, 1}, Hollow: true, Label: "held out"},
			{Role: sim.Finite, X: []float32{5, 50}, Y: []float32{.01, .02}, Class: []uint8{2, 3}, Ring: true, Label: "256 wide"},
		},
	}
	if square {
		p.X, p.Y = sim.Axis{Min: -20, Max: 20, Hidden: true}, sim.Axis{Min: -20, Max: 20}
		p.Cells = []sim.Cells{ramp(sim.Signed, true)}
	}
	return p
}

// ramp is the field f = x on −20 … 20.
func ramp(scale sim.CellScale, smooth bool) sim.Cells {
	c := sim.Cells{Label: "output f", W: 9, H: 9, X0: -20, X1: 20, Y0: -20, Y1: 20, Scale: scale, Min: -20, Max: 20, Smooth: smooth, Zero: true}
	for i := range 81 {
		c.Values = append(c.Values, float32(5*(i%9)-20))
	}
	return c
}

func levelled(c sim.Cells) sim.Cells {
	c.Levels = []float64{5, math.NaN(), 10, 2, -1, 15, 15}
	return c
}

func holed(c sim.Cells) sim.Cells {
	for j := range 9 {
		c.Values[9*j+6] = float32(math.NaN())
	}
	return c
}

func write1(t *testing.T, p *sim.Panel, format string) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, p, nil, format, Source{}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestSave(t *testing.T) {
	dir := t.TempDir()
	f := &sim.Frame{Panels: []sim.Panel{*example(false), *example(true)}}
	f.Panels[1].Name = "a/b map"
	files, err := Save(f, nil, dir, []string{"svg", "pdf"}, Source{})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"loss.svg", "loss.pdf", "a-b-map.svg", "a-b-map.pdf"}
	for i, w := range want {
		want[i] = filepath.Join(dir, w)
		if s, err := os.Stat(want[i]); err != nil || s.Size() < 1000 {
			t.Errorf("got %v, %v, want a file of some size", s, err)
		}
	}
	if !slices.Equal(files, want) {
		t.Errorf("got %v, want %v", files, want)
	}
	if _, err := Save(f, nil, dir, []string{"eps"}, Source{}); err == nil || !strings.Contains(err.Error(), "svg, png, pdf") {
		t.Errorf("got error %v, want one that names the formats", err)
	}
}

// The words of a panel are text in its SVG, which is well-formed.
func TestSVG(t *testing.T) {
	b := write1(t, example(false), "svg")
	d := xml.NewDecoder(bytes.NewReader(b))
	var text strings.Builder
	for {
		token, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if c, ok := token.(xml.CharData); ok {
			text.WriteString(string(c))
			text.WriteByte('|')
		}
	}
	for _, want := range []string{"|Training loss|", "|λ|", "|max|", "|& more|", "|no bottleneck|", "|through 2 units|", "|256 wide|", "|7.0×|", "|steps|", "|0.01×|", "|1,000|", "|held out|"} {
		if !strings.Contains(text.String(), want) {
			t.Errorf("got no %s in %q", want, text.String())
		}
	}
	if bytes.Contains(b, []byte("family:Liberation Sans;")) || !bytes.Contains(b, []byte("sans-serif")) {
		t.Error("got a font without alternatives")
	}
}

// The colours of a field in print are those of its bands, and of its picture those of
// its cells.
func TestFieldColours(t *testing.T) {
	for i, c := range []struct {
		name   string
		cells  sim.Cells
		x      float64
		colour color.NRGBA
	}{
		{"beyond the last band", ramp(sim.Signed, true), 18, opaque(0x72afd6)},
		{"beyond the last negative band", ramp(sim.Signed, true), -18, opaque(0xf4bf81)},
		{"a band", ramp(sim.Signed, true), 12, opaque(palette.Bands(light)[12])},
		{"a negative band", ramp(sim.Signed, true), -6, opaque(palette.Bands(light)[2])},
		{"next to zero", ramp(sim.Signed, true), 1.5, opaque(palette.Bands(light)[9])},
		{"zero", ramp(sim.Signed, true), 0, ink},
		{"beyond the last level", levelled(ramp(sim.Signed, true)), 18, opaque(light.Class[0])},
		{"beyond the last negative level", levelled(ramp(sim.Signed, true)), -18, opaque(light.Class[1])},
		{"below the first level", levelled(ramp(sim.Signed, true)), 3, opaque(light.Middle)},
		{"cells with levels", levelled(ramp(sim.Signed, false)), -18, opaque(light.Class[1])},
		{"no number", holed(ramp(sim.Signed, true)), 10, page},
		{"cells", ramp(sim.Signed, false), -12, opaque(palette.Bands(light)[1])},
		{"smooth and sequential", ramp(sim.Sequential, true), 19.9, opaque(0xffea46)},
		{"sequential", ramp(sim.Sequential, false), -19, opaque(0x00204d)},
		{"by class", ramp(sim.ByClass, false), 4, opaque(palette.Mix(light.Page, light.Class[5], .45))},
	} {
		if testing.Short() && i%4 != 1 {
			continue // half a second each
		}
		t.Run(c.name, func(t *testing.T) {
			p := &sim.Panel{Square: true, Cells: []sim.Cells{c.cells}, X: sim.Axis{Min: -20, Max: 20, Hidden: true}, Y: sim.Axis{Min: -20, Max: 20, Hidden: true}}
			s := newSheet(p, nil)
			m, err := png.Decode(bytes.NewReader(write1(t, p, "png")))
			if err != nil {
				t.Fatal(err)
			}
			left, right := float64(s.left/s.width), 1-float64(s.right/s.width)
			x := int((left + (right-left)*(c.x+20)/40) * float64(m.Bounds().Dx()))
			got := color.NRGBAModel.Convert(m.At(x, int(float64(m.Bounds().Dy())*0.3))).(color.NRGBA)
			// 4: the end of cividis is not quite reached at 19.9, and pixels mix layers.
			for _, d := range []int{int(got.R) - int(c.colour.R), int(got.G) - int(c.colour.G), int(got.B) - int(c.colour.B)} {
				if d < -4 || d > 4 {
					t.Fatalf("got %v at %v, want %v", got, c.x, c.colour)
				}
			}
		})
	}
}

// A PDF has the roles' colours as they are, at any opacity, and needs no font for its words.
func TestPDF(t *testing.T) {
	for colour, p := range map[string]*sim.Panel{
		"0.690 0.094 0.435 rg": example(false),                                                                                                                     // #b0186f
		"0.639 0.306 0.000 RG": {Lines: []sim.Line{{Role: sim.Class, Class: 1, Fade: true, X: []float32{0, 1, 2, 3, 4, 5, 6}, Y: []float32{0, 1, 2, 3, 4, 5, 6}}}}, // #a34e00
		"0.078 0.325 0.176 rg": {Lines: []sim.Line{{Role: sim.Kernel, X: []float32{0, 1}, Y: []float32{0, 1}, Low: []float32{0, 0}, High: []float32{1, 1}}}},       // #14532d
	} {
		if drawing := drawing(t, write1(t, p, "pdf")); !strings.Contains(drawing, colour) {
			t.Errorf("got no %q in %d bytes of drawing", colour, len(drawing))
		}
	}
}

// drawing is all that the streams of a PDF hold.
func drawing(t *testing.T, b []byte) string {
	t.Helper()
	if !bytes.HasPrefix(b, []byte("%PDF")) {
		t.Fatalf("got %.20q", b)
	}
	if bytes.Contains(b, []byte("/FontFile")) {
		t.Error("got embedded fonts, want outlines")
	}
	var pages strings.Builder
	for rest := b; ; {
		_, after, found := bytes.Cut(rest, []byte("stream\n"))
		if !found {
			break
		}
		if r, err := zlib.NewReader(bytes.NewReader(after)); err == nil {
			io.Copy(&pages, r)
		}
		rest = after
	}
	return pages.String()
}

func TestSolid(t *testing.T) {
	p := &sim.Panel{Name: "cloud", Solid: true,
		X: sim.Axis{Min: -1, Max: 1}, Y: sim.Axis{Min: -1, Max: 1}, Z: sim.Axis{Min: -1, Max: 1},
		Dots:     []sim.Dots{{Role: sim.Class, X: []float32{0, 0, 0}, Y: []float32{-1, 1, 0}, Z: []float32{0, 0, 1}, Class: []uint8{0, 1, 2}}},
		Lines:    []sim.Line{{X: []float32{0, 1}, Y: []float32{0, 1}, Z: []float32{0, 1}}},
		Segments: []sim.Segments{{X0: []float32{0}, Y0: []float32{0}, Z0: []float32{0}, X1: []float32{1}, Y1: []float32{0}, Z1: []float32{0}}}}
	flat := flattened(p)
	d := flat.Dots[0]
	// The far one (y = 1) first, the near one last; height counts upward.
	if !slices.Equal(d.Class, []uint8{1, 2, 0}) {
		t.Errorf("got order %v, want from far to near", d.Class)
	}
	if math.Abs(float64(d.X[1])) > 1e-6 || math.Abs(float64(d.Y[1])-math.Cos(pitch)) > 1e-6 {
		t.Errorf("got (%v, %v) for the top, want (0, cos pitch)", d.X[1], d.Y[1])
	}
	if len(flat.Lines[0].X) != 2 || len(flat.Segments) != 2 || len(flat.Segments[1].X0) != 1 {
		t.Errorf("got %+v, want the line and the piece", flat)
	}
	write1(t, p, "svg")
}

// Direct labels neither touch each other nor leave the sheet.
func TestDirectLabels(t *testing.T) {
	p := &sim.Panel{X: sim.Axis{Max: 10}, Y: sim.Axis{Max: 1}}
	for _, y := range []float32{.5, .5, .49, .51, .9, 2} {
		p.Lines = append(p.Lines, sim.Line{Label: "a line", X: []float32{0, 10}, Y: []float32{0, y}})
	}
	p.Lines = append(p.Lines, sim.Line{Label: "nowhere", X: []float32{0}, Y: []float32{float32(math.NaN())}})
	labels, beyond := directLabels(p, nil, 300, 200)
	if len(labels) != 6 {
		t.Fatalf("got %d labels, want 6", len(labels))
	}
	for i, a := range labels {
		if right := a.at.X + width(a.style, a.text); right > 300+beyond {
			t.Errorf("label %d ends at %v, want at most %v", i, right, 300+beyond)
		}
		for j, b := range labels[:i] {
			if d := math.Abs(float64(a.at.Y - b.at.Y)); d < float64(a.style.Font.Size) {
				t.Errorf("labels %d and %d are %v apart, want at least the size %v", i, j, d, a.style.Font.Size)
			}
		}
	}
	// Their order is that of the values: below, as given, above.
	for _, k := range [][2]int{{2, 0}, {2, 1}, {0, 3}, {1, 3}, {3, 4}, {4, 5}} {
		if labels[k[0]].at.Y >= labels[k[1]].at.Y {
			t.Errorf("label %d stands above %d", k[0], k[1])
		}
	}
}

// Whatever a frame holds, a figure is drawn.
func TestHostilePanels(t *testing.T) {
	nan, inf := float32(math.NaN()), float32(math.Inf(1))
	all := []float32{nan, inf, -inf, 0, -1, 1e38, -1e38, 1}
	panels := map[string]*sim.Panel{
		"empty":       {},
		"empty map":   {Square: true},
		"empty solid": {Solid: true},
		"no range":    {X: sim.Axis{Min: 1, Max: 1}, Y: sim.Axis{Min: math.NaN(), Max: math.Inf(1), Scale: sim.Log}, Lines: []sim.Line{{X: all, Y: all}}},
		"log from 0":  {X: sim.Axis{Max: 9, Scale: sim.Log}, Y: sim.Axis{Min: -5, Max: 4, Scale: sim.LogStep}, Lines: []sim.Line{{X: all, Y: all, Low: all, High: all, Fade: true, Breaks: []int32{-1, 0, 99}}}},
		"lengths": {X: sim.Axis{Max: 1}, Y: sim.Axis{Max: 1}, Lines: []sim.Line{{X: all, Y: all[:2], Low: all, Label: "x", Head: true}},
			Dots: []sim.Dots{{X: all, Y: all[:3], Class: []uint8{200}}}, Segments: []sim.Segments{{X0: all, Y0: all, X1: all, Y1: all}, {Arrow: true, X0: all, Y0: all, X1: all, Y1: all}},
			Cells: []sim.Cells{{W: 4, H: 4, Values: all}, {W: 1, H: 1, Values: all[:1]}}},
		"fields": {Square: true, X: sim.Axis{Max: 1}, Y: sim.Axis{Max: 1}, Cells: []sim.Cells{
			{W: 4, H: 2, X1: 1, Y1: 1, Values: all, Smooth: true, Zero: true}, {W: 2, H: 4, X1: 1, Y1: 1, Values: all, Scale: sim.Sequential}, {W: 2, H: 4, X1: 1, Y1: 1, Values: all, Scale: sim.ByClass, Smooth: true}}},
		"solid": {Solid: true, Dots: []sim.Dots{{X: all, Y: all, Z: all}}, Lines: []sim.Line{{X: all, Y: all, Z: all[:1]}}},
		"wide":  {Title: strings.Repeat("long title ", 20), Classes: []string{strings.Repeat("long", 40), "b"}, Dots: []sim.Dots{{Label: "_"}}},
	}
	for name, p := range panels {
		for _, format := range []string{"svg", "pdf"} {
			t.Run(name+" "+format, func(t *testing.T) {
				if b := write1(t, p, format); format == "svg" && (bytes.Contains(b, []byte("NaN")) || bytes.Contains(b, []byte("Inf"))) {
					t.Errorf("got a figure with numbers that are none")
				}
			})
		}
	}
}

func TestShapesLookEquallyLarge(t *testing.T) {
	for class := 1; class < 10; class++ {
		var x, y []float64
		for _, c := range shape(class, vg.Point{X: 3, Y: 4}, 1) {
			if c.Type != vg.CloseComp {
				x, y = append(x, float64(c.Pos.X)), append(y, float64(c.Pos.Y))
			}
		}
		area := 0.0
		for i := range x {
			j := (i + 1) % len(x)
			area += (x[i]*y[j] - x[j]*y[i]) / 2
		}
		// The page draws triangles at 1.28 of the disc's radius: 2.13 instead of π.
		if area < 2 || area > math.Pi+.01 {
			t.Errorf("class %d: got area %v, want between 2 and π", class, area)
		}
	}
}
