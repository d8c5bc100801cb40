package raster_test

import (
	"image"
	"image/color"
	"math"
	"math/rand/v2"
	"testing"

	"narrows/wasm/chart"
	"narrows/wasm/raster"
)

func corner(x, y float64, a float32) chart.Vertex {
	return chart.Vertex{X: float32(x), Y: float32(y), R: a, G: a, B: a, A: a}
}

// TestSharedEdgesCoverOnce paints a disc cut into random triangles at half opacity: every
// pixel inside is blended exactly once, whichever edges run through its centre.
func TestSharedEdgesCoverOnce(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	for range 50 {
		s := chart.Scene{W: 64, H: 64, Background: color.RGBA{A: 255}}
		n := 3 + rng.IntN(40)
		// Whole and half coordinates put edges right through centres of pixels.
		cx, cy := float64(20+rng.IntN(24)), float64(rng.IntN(48)+40)/2
		s.Vertices = append(s.Vertices, corner(cx, cy, .5))
		for i := range n {
			sin, cos := math.Sincos(float64(i) * 2 * math.Pi / float64(n))
			s.Vertices = append(s.Vertices, corner(math.Round(2*(32+28*cos))/2, math.Round(2*(32+28*sin))/2, .5))
		}
		for i := range n {
			a, b := uint32(1+i), uint32(1+(i+1)%n)
			if rng.IntN(2) == 0 {
				a, b = b, a // either way round
			}
			s.Indices = append(s.Indices, 0, a, b)
		}
		var p raster.Painter
		m := p.Paint(&s)
		for y := range 64 {
			for x := range 64 {
				in := math.Hypot(float64(x)-31.5, float64(y)-31.5) < 28*math.Cos(math.Pi/float64(n))-2
				out := math.Hypot(float64(x)-31.5, float64(y)-31.5) > 30
				got := m.RGBAAt(x, y).R
				if in && (got < 126 || got > 129) || out && got != 0 || got > 129 {
					t.Fatalf("%d triangles: got %d at %d, %d", n, got, x, y)
				}
			}
		}
	}
}

// TestLargeAndSmallAgree paints one triangle whole and cut into many small ones.
func TestLargeAndSmallAgree(t *testing.T) {
	big := chart.Scene{W: 100, H: 100, Background: color.RGBA{A: 255},
		Vertices: []chart.Vertex{corner(3, 5, 1), corner(96, 14, 1), corner(30, 93, 1)}, Indices: []uint32{0, 1, 2}}
	small := big
	small.Vertices, small.Indices = nil, nil
	const n = 16
	at := func(i, j int) chart.Vertex {
		u, v := float64(i)/n, float64(j)/n
		return corner(3+93*u+27*v, 5+9*u+88*v, 1)
	}
	for j := range n {
		for i := range n - j {
			k := uint32(len(small.Vertices))
			small.Vertices = append(small.Vertices, at(i, j), at(i+1, j), at(i, j+1), at(i+1, j+1))
			small.Indices = append(small.Indices, k, k+1, k+2)
			if i+j < n-1 {
				small.Indices = append(small.Indices, k+1, k+3, k+2)
			}
		}
	}
	var p, q raster.Painter
	a, b := p.Paint(&big), q.Paint(&small)
	differ, inked := 0, 0
	for i := 0; i < len(a.Pix); i += 4 {
		if a.Pix[i] != b.Pix[i] {
			differ++
		}
		if a.Pix[i] == 255 {
			inked++
		}
	}
	// Positions are rounded to 1/16, so a few pixels at the three edges may differ.
	if differ > 12 || math.Abs(float64(inked)-3970) > 25 { // half of 93·88 − 9·27
		t.Errorf("got %d pixels that differ, %d inked, want at most 12 and about 3970", differ, inked)
	}
}

// TestTexture draws a texture at whole and at half pixels.
func TestTexture(t *testing.T) {
	atlas := image.NewRGBA(image.Rect(0, 0, 8, 8))
	for y := 2; y < 5; y++ {
		for x := 2; x < 5; x++ {
			v := uint8(40*x + 10*y)
			atlas.SetRGBA(x, y, color.RGBA{v, v, v, v})
		}
	}
	draw := func(x, y float32) *image.RGBA {
		v := func(dx, dy float32) chart.Vertex {
			return chart.Vertex{X: x + dx, Y: y + dy, U: 1 + dx, V: 1 + dy, R: 1, G: 1, B: 1, A: 1}
		}
		s := chart.Scene{W: 12, H: 12, Background: color.RGBA{A: 255}, Atlas: atlas,
			Vertices: []chart.Vertex{v(0, 0), v(5, 0), v(5, 5), v(0, 5)}, Indices: []uint32{0, 1, 2, 0, 2, 3}}
		var p raster.Painter
		return p.Paint(&s)
	}
	whole := draw(3, 4)
	for y := range 3 {
		for x := range 3 {
			want := atlas.RGBAAt(2+x, 2+y).R
			if got := whole.RGBAAt(4+x, 5+y).R; got != want {
				t.Errorf("got %d at %d, %d, want the texel %d itself", got, x, y, want)
			}
		}
	}
	between := draw(3.25, 4.5)
	at := func(x, y int) float64 { return float64(atlas.RGBAAt(x, y).R) }
	want := .25*(at(2, 2)+at(2, 3))/2 + .75*(at(3, 2)+at(3, 3))/2
	if got := float64(between.RGBAAt(5, 6).R); math.Abs(got-want) > 1 {
		t.Errorf("got %v between four texels, want %v", got, want)
	}
}

// TestFields places fields over the edges of the picture.
func TestFields(t *testing.T) {
	f := image.NewRGBA(image.Rect(0, 0, 4, 4))
	for i := range f.Pix {
		f.Pix[i] = 255
	}
	f.SetRGBA(3, 3, color.RGBA{1, 2, 3, 255})
	s := chart.Scene{W: 6, H: 6, Background: color.RGBA{9, 9, 9, 255}, Fields: []chart.Field{{Image: f, X: -2, Y: -2}, {Image: f, X: 4, Y: 5}, {Image: f, X: 90}}}
	var p raster.Painter
	m := p.Paint(&s)
	for _, r := range []struct {
		x, y int
		want uint8
	}{{0, 0, 255}, {1, 1, 1}, {2, 2, 9}, {4, 5, 255}, {3, 5, 9}} {
		if got := m.RGBAAt(r.x, r.y).R; got != r.want {
			t.Errorf("got %d at %d, %d, want %d", got, r.x, r.y, r.want)
		}
	}
}

// TestBadScenes paints what makes no sense.
func TestBadScenes(t *testing.T) {
	nan := math.NaN()
	s := chart.Scene{Indices: []uint32{0, 1, 2, 0, 1, 9, 0, 9, 1, 7, 8, 9, 3, 4, 5, 0},
		Vertices: []chart.Vertex{corner(nan, 0, 1), corner(1, 1, 1), corner(2, 0, 1), corner(1e30, 0, 1), corner(0, -1e30, 1), corner(0, 0, 5),
			{U: -4, V: 1e9, X: 5, R: 9, A: 9}}}
	var p raster.Painter
	if got := p.Paint(&s).Rect.Dx(); got != 1 {
		t.Errorf("got a picture %d wide, want 1", got)
	}
	s = chart.Scene{W: 5, H: 5, Indices: []uint32{0, 1, 2}, Vertices: []chart.Vertex{{U: 1, R: 9, A: 9}, {X: 5, U: 9, A: -3}, {Y: 5, V: 99, A: 1}}}
	p.Paint(&s)
	s.Atlas = image.NewRGBA(image.Rect(0, 0, 2, 2))
	p.Paint(&s)
}

// TestPaintAllocatesNothing paints the same scene again.
func TestPaintAllocatesNothing(t *testing.T) {
	s := chart.Scene{W: 50, H: 50, Vertices: []chart.Vertex{corner(0, 0, 1), corner(50, 0, .5), corner(0, 50, 0)}, Indices: []uint32{0, 1, 2}}
	var p raster.Painter
	p.Paint(&s)
	if got := testing.AllocsPerRun(10, func() { p.Paint(&s) }); got != 0 {
		t.Errorf("got %v allocations, want none", got)
	}
}
