package figure

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"gonum.org/v1/plot/vg"

	"narrows/sim"
	"narrows/sim/palette"
)

// graphPanel is a graph of two nodes, the first in the middle.
func graphPanel() *sim.Panel {
	axis := sim.Axis{Min: -1, Max: 1, Hidden: true}
	return &sim.Panel{Name: "graph", Square: true, X: axis, Y: axis, Classes: []string{"stayed with Mr. Hi", "left with the officer"},
		Dots: []sim.Dots{{Role: sim.Class, X: []float32{0, .7}, Y: []float32{0, .7}, Class: []uint8{0, 1},
			Lead: []float32{sim.Lead(0, .4), sim.Lead(1, .4)}, Spread: []float32{1, .2}, Unit: 1}}}
}

// words finds where a text begins in a panel's picture, in pixels of the page from its top.
func words(t *testing.T, p *sim.Panel, text string) (x, y float64, found bool) {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, p, nil, "svg", Source{}); err != nil {
		t.Fatal(err)
	}
	m := regexp.MustCompile(`<text x="([-\d.]+)" y="([-\d.]+)"[^>]*>` + regexp.QuoteMeta(text) + `</text>`).FindStringSubmatch(b.String())
	if m == nil {
		return 0, 0, false
	}
	x, _ = strconv.ParseFloat(m[1], 64)
	y, _ = strconv.ParseFloat(m[2], 64) // upward from the lower edge, with a minus
	return x / float64(px), float64(newSheet(p, nil).height/px) + y/float64(px), true
}

// TestNotes checks that a note stands under its node's ring and in the middle, the small words below it;
// that a label of a curve is in its way, and that there is none where there is no room.
func TestNotes(t *testing.T) {
	p := graphPanel()
	p.Notes = []sim.Note{{Role: sim.Class, Label: "Mr. Hi", Small: "has a label"}, {Label: "off the panel", X: 3}, {Label: strings.Repeat("much_too_long", 9)}}
	s := newSheet(p, nil)
	top := float64(s.top/px) + 149 + float64(ringRadius(1, 1)/px) // the lower end of the ring
	x, y, ok := words(t, p, "Mr. Hi")
	if wide := float64(width(style(labelSize, true, ink), "Mr. Hi") / px); !ok || x < 149-wide/2-15 || x > float64(s.left/px)+149-wide/2+15 || y < top+10 || y > top+20 {
		t.Errorf("got the label at %v, %v, %v, want it below %v", x, y, ok, top)
	}
	if u, v, ok := words(t, p, "has a label"); !ok || v-y < 13.9 || v-y > 14.1 || u > x {
		t.Errorf("got the small words at %v, %v, %v, want them one line under %v, %v", u, v, ok, x, y)
	}
	for _, n := range p.Notes[1:] {
		if _, _, ok := words(t, p, n.Label); ok {
			t.Errorf("got %q, want nothing", n.Label)
		}
	}
	axis := sim.Axis{Max: 1}
	chart := &sim.Panel{Name: "loss", X: axis, Y: axis, Lines: []sim.Line{{Role: sim.Limit, Label: "a name", X: []float32{0, .5}, Y: []float32{.5, .5}}},
		Notes: []sim.Note{{Label: "here", X: .59, Y: .565}}} // right above the name
	lx, ly, _ := words(t, chart, "a name")
	x, y, ok = words(t, chart, "here")
	if wide := float64(width(style(labelSize, true, ink), "a name") / px); !ok || x < lx+wide && x+20 > lx && y > ly-10 && y < ly+10 {
		t.Errorf("got a note at %v, %v, %v, over a label at %v, %v", x, y, ok, lx, ly)
	}
}

// TestNodesKey checks the key of a graph: two rings of the size that those deviations have, with their numbers and what they
// are, and colours from one class to the other; without a unit there is none, and more than two classes have words.
func TestNodesKey(t *testing.T) {
	p := graphPanel()
	for _, text := range []string{"0.1", "0.5", "standard", "deviation", "sure: Mr. Hi", "the officer"} {
		if _, _, ok := words(t, p, text); !ok {
			t.Errorf("got no %q", text)
		}
	}
	values, radii, _ := keyRings(&p.Dots[0])
	for i, v := range values {
		if want := nodeRadius + ringGap + ringUnit*vg.Length(v); radii[i] != want {
			t.Errorf("got a ring of %v for %v, want %v as in the graph", radii[i], v, want)
		}
	}
	s := newSheet(p, nil)
	at := picture(t, p)
	x, _, _ := words(t, p, "sure: Mr. Hi")
	left := float64(vg.Length(x)*px-s.left)/float64(mapSide) + .01
	middle := s.bottom - vg.Length(len(s.rows))*legendStep - radii[1] // of the rings, from the lower edge
	y := float64((middle + 3*px + keyHigh/2 - s.bottom) / (s.height - s.top - s.bottom))
	near(t, "sure of the first", at(left, y), opaque(palette.Beliefs(light, 0)[5]))
	near(t, "sure of the second", at(.99, y), opaque(palette.Beliefs(light, 1)[5]))
	near(t, "the line between", at((left-.01+1)/2, y), ink)
	p.Dots[0].Unit = 0
	if _, _, ok := words(t, p, "standard"); ok {
		t.Error("got a key without a unit")
	}
	if h := newSheet(p, nil).height; !(h < s.height) {
		t.Errorf("got %v without a key, want less than %v", h, s.height)
	}
	p.Dots[0].Unit, p.Classes = 1, []string{"a", "b", "c"}
	if _, _, ok := words(t, p, "colour: the belief"); !ok {
		t.Error("got no words for the colours of three classes")
	}
}
