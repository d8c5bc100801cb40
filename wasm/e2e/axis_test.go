//go:build !js

package e2e

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
)

// marked are the numbers of the time line, and the share of it at which the thumb stands.
func (p *tab) marked() string {
	p.Helper()
	return eval[string](p, `[...document.querySelectorAll("#scale span")].map(e => e.textContent).join(" ") + " @" + document.getElementById("track").value`)
}

// The axes of steps and time run as the link, the key L and the list in the bar say, on the
// time line and in the picture; the link says so too, and a preset does not take it back.
func TestAxis(t *testing.T) {
	const run = "#bottleneck?v=1&n=64&seeds=1&steps=400"
	p := open(t, visit{url: "/" + run + "&step=100&play=0"})
	p.settle(100)
	picture := func() []byte { p.Helper(); p.painted(); return p.stagePixels() }
	is := func(name, marks string, own []byte, same bool) []byte {
		t.Helper()
		got := picture()
		if bytes.Equal(got, own) != same {
			t.Errorf("%s: got the first picture: %v, want %v", name, !same, same)
		}
		if m := p.marked(); m != marks {
			t.Errorf("%s: got a time line of %s, want %s", name, m, marks)
		}
		return got
	}
	first := picture()
	is("auto", "0 1 10 100 @770", first, true) // log 101/log 401
	p.press("l")
	p.wait(`location.hash.endsWith("&step=100&play=0&axis=linear")`)
	linear := is("linear", "0 100 200 300 400 @250", first, false)
	if got := eval[string](p, `document.getElementById("axis").value + document.getElementById("announce").textContent`); got != "linearAxis linear" {
		t.Errorf("got the list and the words %q, want both to say linear", got)
	}
	// A hand finds the same step on the line as the picture shows it.
	eval[int](p, `(e => (e.value = "750", e.dispatchEvent(new Event("input")), e.dispatchEvent(new Event("change")), 0))(document.getElementById("track"))`)
	p.settle(300)
	p.wait(`location.hash.includes("step=300")`) // or the next link is the one that stands there
	p.visit(run + "&step=100&play=0&axis=linear")
	p.settle(100)
	is("linear, by link", "0 100 200 300 400 @250", linear, true)
	p.press("l")
	is("logarithmic", "0 1 10 100 @770", first, true)
	p.set("#axis", "linear")
	p.wait(`location.hash.endsWith("axis=linear")`)
	p.press("2")
	p.wait(`location.hash.includes("data=spirals")`)
	if got := p.hash(); !strings.HasSuffix(got, "&axis=linear") {
		t.Errorf("after a preset: got the link %s, want its axes linear", got)
	}
	p.set("#axis", "")
	p.wait(`!location.hash.includes("axis")`)
}

// Deep linear networks have linear axes of time; each view of them can be logarithmic, with a
// pinned run behind it.
func TestAxisOfTime(t *testing.T) {
	p := open(t, visit{url: "/#deep-linear?v=1&step=199&play=0"})
	p.settle(199)
	for i, view := range []string{"listening", "losses", "noise", "plane", "matrices"} {
		// At a step of its own, which tells its picture from that of the view before.
		p.visit(fmt.Sprintf("#deep-linear?v=1&view=%s&step=%d&play=0", view, 200+i))
		p.settle(200 + i)
		own := p.stagePixels()
		for _, c := range []struct {
			axis string
			same bool
		}{{"log", false}, {"linear", true}, {"", true}} {
			p.set("#axis", c.axis)
			p.painted()
			if got := bytes.Equal(p.stagePixels(), own); got != c.same {
				t.Errorf("%s, axis %q: got the same picture: %v, want %v", view, c.axis, got, c.same)
			}
		}
	}
}

// stagePixels are the colours of the figure on the screen, row by row.
func (p *tab) stagePixels() (pixels []byte) {
	p.Helper()
	m, r := p.screenshot(), p.stage()
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			c := rgb(m, x, y)
			pixels = append(pixels, c[:]...)
		}
	}
	return pixels
}

// restingPixels are stagePixels once two looks in a row have seen the same, or the tenth: on a busy machine
// colours that were asked for may come a picture later than the others.
func (p *tab) restingPixels() []byte {
	p.Helper()
	p.painted()
	before := p.stagePixels()
	for range 8 {
		p.painted()
		now := p.stagePixels()
		if bytes.Equal(now, before) {
			break
		}
		before = now
	}
	return before
}

// differ is how many colours of two pictures differ, all if they have not one size. The last bit of a colour at
// an edge does not count: what paints without a graphics card may set it one way or the other.
func differ(a, b []byte) (n int) {
	if len(a) != len(b) {
		return max(len(a), len(b))
	}
	for i := range a {
		if d := int(a[i]) - int(b[i]); d*d > 1 {
			n++
		}
	}
	return n
}

// The time line runs as the charts do: evenly where they count time evenly, unless it was asked
// to run otherwise.
func TestTimeRunsAsTheAxes(t *testing.T) {
	p := open(t, visit{url: "/#bottleneck?v=1&n=64&seeds=1&step=1&play=0"})
	p.settle(1)
	for link, want := range map[string]string{
		"#deep-linear?v=1&step=300&play=0":                                 "500", // of 600
		"#deep-linear?v=1&step=300&play=0&axis=log":                        "892",
		"#bottleneck?v=1&n=64&seeds=1&step=30&play=0":                      "452", // log 31 / log 2001
		"#bottleneck?v=1&n=64&seeds=1&steps=40&step=30&play=0&axis=linear": "750",
	} {
		p.visit(link)
		p.wait(fmt.Sprintf(`document.getElementById("track").value === %q`, want))
	}
}
