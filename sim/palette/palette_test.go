package palette

import (
	"math"
	"slices"
	"testing"
)

// linear is a colour's amounts of light.
func linear(of Colour) (c [3]float64) {
	r, g, b := Parts(of)
	for i, v := range [3]uint8{r, g, b} {
		if v := float64(v) / 255; v <= .04045 {
			c[i] = v / 12.92
		} else {
			c[i] = math.Pow((v+.055)/1.055, 2.4)
		}
	}
	return c
}

// contrast is that of WCAG 2.
func contrast(a, b Colour) float64 {
	y := func(t Colour) float64 { c := linear(t); return .2126*c[0] + .7152*c[1] + .0722*c[2] + .05 }
	return max(y(a)/y(b), y(b)/y(a))
}

// oklab is Ottosson's (2020) space of colours in which distances are about those seen.
func oklab(c [3]float64) [3]float64 {
	l := math.Cbrt(.4122214708*c[0] + .5363325363*c[1] + .0514459929*c[2])
	m := math.Cbrt(.2119034982*c[0] + .6806995451*c[1] + .1073969566*c[2])
	s := math.Cbrt(.0883024619*c[0] + .2817188376*c[1] + .6299787005*c[2])
	return [3]float64{
		.2104542553*l + .7936177850*m - .0040720468*s,
		1.9779984951*l - 2.4285922050*m + .4505937099*s,
		.0259040371*l + .7827717662*m - .8086757660*s,
	}
}

// sights are full colour vision and those without long, middle or short cones (Machado,
// Oliveira and Fernandes 2009, doi:10.1109/TVCG.2009.113, severity 1), on linear light.
var sights = [...]struct {
	name string
	see  [9]float64
}{
	{"full", [9]float64{1, 0, 0, 0, 1, 0, 0, 0, 1}},
	{"protan", [9]float64{.152286, 1.052583, -.204868, .114503, .786281, .099216, -.003882, -.048116, 1.051998}},
	{"deutan", [9]float64{.367322, .860646, -.227968, .280085, .672501, .047413, -.011820, .042940, .968881}},
	{"tritan", [9]float64{1.255528, -.076749, -.178779, -.078411, .930809, .147602, .004733, .691367, .303900}},
}

// seen is a colour in oklab as one of the sights has it.
func seen(t Colour, sight int) [3]float64 {
	c, m := linear(t), sights[sight].see
	var o [3]float64
	for i := range 3 {
		o[i] = min(max(m[3*i]*c[0]+m[3*i+1]*c[1]+m[3*i+2]*c[2], 0), 1)
	}
	return oklab(o)
}

func distance(a, b [3]float64) float64 {
	return 100 * math.Sqrt((a[0]-b[0])*(a[0]-b[0])+(a[1]-b[1])*(a[1]-b[1])+(a[2]-b[2])*(a[2]-b[2]))
}

// least is the least distance between two of the first n colours, and between neighbours
// in their circle.
func least(colours []Colour, sight int) (all, around float64) {
	n := len(colours)
	all, around = math.Inf(1), math.Inf(1)
	for i := range n {
		for j := range i {
			d := distance(seen(colours[i], sight), seen(colours[j], sight))
			all = min(all, d)
			if i-j == 1 || i-j == n-1 {
				around = min(around, d)
			}
		}
	}
	return all, around
}

// TestClassesCanBeSeen checks each class's mark against the page and against its own
// terraces: 3 is what WCAG asks of graphics. All deepest terraces are equally light, to
// the rounding of their bytes.
func TestClassesCanBeSeen(t *testing.T) {
	for theme := range Themes {
		p := &Themes[theme]
		page, own := math.Inf(1), math.Inf(1)
		for q := range Classes {
			page = min(page, contrast(p.Class[q], p.Page), contrast(p.Mode[q], p.Page))
			for _, share := range []float64{0, .3, .6, 1} {
				own = min(own, contrast(p.Class[q], Mix(p.Middle, p.Deep[q], share)))
			}
			if got := contrast(p.ModeText[q], p.Page); got < 4.5 {
				t.Errorf("theme %d, class %d: got a contrast of %.2f for words, want 4.5", theme, q, got)
			}
			if got, want := oklab(linear(p.Deep[q]))[0], oklab(linear(p.Deep[0]))[0]; math.Abs(got-want) > .006 {
				t.Errorf("theme %d: got a deepest terrace of lightness %.3f for class %d, want %.3f", theme, got, q, want)
			}
		}
		t.Logf("theme %d: least contrast %.2f with the page, %.2f with its own terraces", theme, page, own)
		if page < 3 || own < 3 {
			t.Errorf("theme %d: got a contrast of %.3f with the page and %.3f with its own terraces, want 3", theme, page, own)
		}
	}
}

// TestClassesDiffer states how far the colours of classes are apart, for each sight: the
// bounds are what the palette reaches, rounded down. Below about 5 colours alone do not
// tell, and shapes must. Terraces are equally light, so that without one kind of cones some
// look alike: but none beside another, and coasts and marks part them.
func TestClassesDiffer(t *testing.T) {
	rows := []struct {
		theme            Theme
		n                int
		marks            bool
		all, around      float64 // to all sights
		full, fullAround float64 // to full colour vision
	}{
		{Light, 6, true, 3.9, 4.6, 14.2, 18},
		{Light, 6, false, 0, 3, 7.4, 9},
		{Light, 10, true, 1.6, 4.6, 7.6, 13},
		{Light, 10, false, 0, 2.6, 3.9, 9},
		{Dark, 6, true, 4.2, 5, 11.8, 12.9},
		{Dark, 6, false, 0, 3, 8, 8.6},
		{Dark, 10, true, 2.5, 5, 6.8, 10},
		{Dark, 10, false, 0, 2.3, 3.7, 8.6},
	}
	for _, r := range rows {
		p := Of(r.theme)
		colours := p.Deep[:r.n]
		if r.marks {
			colours = p.Class[:r.n]
		}
		all, around := math.Inf(1), math.Inf(1)
		full, fullAround := least(colours, 0)
		for s := range sights {
			a, b := least(colours, s)
			all, around = min(all, a), min(around, b)
		}
		t.Logf("theme %d, %d classes, marks %v: all sights %.1f, neighbours %.1f; full sight %.1f, neighbours %.1f", r.theme, r.n, r.marks, all, around, full, fullAround)
		if all < r.all || around < r.around || full < r.full || fullAround < r.fullAround {
			t.Errorf("%+v: got %.1f, %.1f, %.1f, %.1f", r, all, around, full, fullAround)
		}
	}
}

// A belief goes from the middle to its class in six steps, each farther from the middle than the one before.
func TestBelief(t *testing.T) {
	for theme := range Themes {
		p := &Themes[theme]
		for class := range Classes {
			before, steps := 0.0, 0
			for k := range 100 {
				d := distance(seen(Belief(p, class, float64(k)/100), 0), seen(p.Middle, 0))
				if d < before-1e-9 {
					t.Errorf("theme %d, class %d: a margin of %.2f has less colour than one of %.2f", theme, class, float64(k)/100, float64(k-1)/100)
				}
				if d > before+1 {
					steps++
				}
				before = d
			}
			if steps != len(saturation) {
				t.Errorf("theme %d, class %d: got %d steps, want %d", theme, class, steps, len(saturation))
			}
		}
	}
}

// TestShades checks that the bands of levels grow from the middle to the classes, as far from each other as they may be.
func TestShades(t *testing.T) {
	for i := range Themes {
		p := &Themes[i]
		for n := 1; n <= 12; n++ {
			b := Shades(nil, p, n)
			if len(b) != 2*n+1 || len(b) != len(Ends(nil, make([]float64, n), 1))+1 {
				t.Fatalf("got %d shades of %d levels", len(b), n)
			}
			if b[n] != p.Middle || b[0] != p.Class[1] || b[2*n] != p.Class[0] {
				t.Errorf("theme %d: got %06x, want the classes at the ends and the middle between them", i, b)
			}
			seen := map[Colour]bool{}
			for _, c := range b {
				seen[c] = true
			}
			if len(seen) != len(b) {
				t.Errorf("theme %d: got %06x, want no colour twice", i, b)
			}
		}
		if b := Bands(p); !slices.Equal(Shades(nil, p, 0), b[:]) || len(Ends(nil, nil, 2)) != len(Steps) || Ends(nil, nil, 2)[0] != -32 {
			t.Errorf("theme %d: got other bands without levels", i)
		}
	}
}
