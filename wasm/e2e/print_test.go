//go:build !js

package e2e

import (
	"bytes"
	"compress/zlib"
	"image"
	"image/color"
	"io"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
)

// On paper stand the finding, the whole figure, light and in its proportions, and the words;
// nothing to press. The screen is as before when it is printed.
func TestPrint(t *testing.T) {
	besideOthers(t)
	for _, s := range stills {
		for _, c := range []struct {
			name, query   string
			width, height int
		}{
			{"page", "", 1280, 800},
			{"phone", "", 390, 844},
			{"embed", "embed=1", 720, 440},
			{"wall", "profile=projector", 1280, 720},
		} {
			t.Run(s.name+" "+c.name, func(t *testing.T) {
				p := open(t, visit{url: "/?" + c.query + s.link, width: c.width, height: c.height})
				p.settle(s.step)
				for _, colours := range []string{"light", "dark"} {
					p.prefer(map[string]string{"prefers-color-scheme": colours})
					before := p.restingPixels()
					figures := pictures(t, call(p, page.PrintToPDF, page.PrintToPDFParams{}).Data)
					if len(figures) != 1 {
						t.Fatalf("%s: got %d pictures on paper, want the figure", colours, len(figures))
					}
					m := figures[0]
					if got := inked(m, m.Bounds()); got < charted {
						t.Errorf("%s: %.1f %% of the figure on paper is inked, want at least %v", colours, 100*got, charted)
					}
					if got := rgb(m, 2, m.Bounds().Dy()-2); got != [3]uint8{255, 255, 255} {
						t.Errorf("%s: the figure on paper stands on %v, want white", colours, got)
					}
					if n := differ(p.restingPixels(), before); n > 0 {
						t.Errorf("%s: after printing %d of %d colours of the figure on the screen are others", colours, n, len(before))
					}
					onPaper(p, colours)
				}
			})
		}
	}
}

// onPaper looks at the page as it is laid out for print.
func onPaper(p *tab, colours string) {
	p.Helper()
	features := []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: colours}}
	call(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print", Features: features})
	p.look(718, 1040, 1) // A4 between the margins
	if got := eval[string](p, `(dispatchEvent(new Event("beforeprint")), ["button", "select", "input", "dialog", "#transport", "#knobs", ".bar", "#presets"].filter(s =>
		[...document.querySelectorAll(s)].some(e => e.offsetHeight > 0)).join())`); got != "" {
		p.Errorf("%s: on paper stand %s", colours, got)
	}
	if got := eval[[]string](p, `[document.body, document.getElementById("finding")].map((e, i) => getComputedStyle(e)[["backgroundColor", "color"][i]])`); got[0] != "rgb(255, 255, 255)" || got[1] != "rgb(0, 0, 0)" {
		p.Errorf("%s: the paper is %s and its words %s", colours, got[0], got[1])
	}
	if got := eval[string](p, `[...document.querySelectorAll("#figure canvas")].filter(c => c.offsetHeight && (
		Math.abs(c.offsetWidth / c.offsetHeight / (c.width / c.height) - 1) > .01 || c.getBoundingClientRect().right > innerWidth)).map(c => [c.width, c.height, c.offsetWidth, c.offsetHeight].join(" ")).join()`); got != "" {
		p.Errorf("%s: the figure is squeezed or cut: %s", colours, got)
	}
	if got := eval[float64](p, wider); got > 0 {
		p.Errorf("%s: what is printed is %v px wider than the paper", colours, got)
	}
	if got := eval[string](p, `(i => [...document.querySelectorAll("main *")].filter(e => {
		const r = e.getBoundingClientRect();
		return e.children.length === 0 && r.width && (r.right > i + 1 || e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX !== "visible") && !e.closest(".hidden");
	}).map(e => e.outerHTML.slice(0, 60)).join())(innerWidth)`); got != "" {
		p.Errorf("%s: cut on paper: %s", colours, got)
	}
	// Where the picture comes from, but in a frame, whose page says so; on a page how to cite it.
	profile := eval[string](p, "document.documentElement.dataset.profile")
	framed := profile == "embed"
	if got := eval[string](p, `(e => e.offsetHeight ? e.textContent : "")(document.getElementById("source"))`); strings.Contains(got, "seed") == framed || strings.Contains(got, eval[string](p, "location.href")) == framed {
		p.Errorf("%s: got %q on paper, want step, seed and link on a page and nothing in a frame", colours, got)
	}
	if profile == "page" && !eval[bool](p, `document.querySelector("#citations pre").offsetHeight > 20`) {
		p.Errorf("%s: on paper nothing says how to cite", colours)
	}
	eval[int](p, `(dispatchEvent(new Event("afterprint")), 0)`)
	if eval[bool](p, `document.getElementById("cite").open`) {
		p.Errorf("%s: what was folded stays open after printing", colours)
	}
}

var imageObject = regexp.MustCompile(`(?s)<<[^<>]*/Subtype\s*/Image(?:[^<>]|<<[^<>]*>>)*>>\s*stream\r?\n`)

// pictures are the colour images that a PDF holds as plain deflated samples.
func pictures(t *testing.T, pdf []byte) (list []image.Image) {
	t.Helper()
	for _, at := range imageObject.FindAllIndex(pdf, -1) {
		head := pdf[at[0]:at[1]]
		number := func(name string) int {
			m := regexp.MustCompile(`/` + name + `\s+(\d+)`).FindSubmatch(head)
			if m == nil {
				t.Fatalf("no %s in %s", name, head)
			}
			n, _ := strconv.Atoi(string(m[1]))
			return n
		}
		w, h := number("Width"), number("Height")
		r, err := zlib.NewReader(bytes.NewReader(pdf[at[1]:]))
		if err != nil {
			t.Fatalf("%v: %s", err, head)
		}
		samples, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if len(samples) != 3*w*h { // a mask
			continue
		}
		m := image.NewRGBA(image.Rect(0, 0, w, h))
		for i := range w * h {
			m.SetRGBA(i%w, i/w, color.RGBA{samples[3*i], samples[3*i+1], samples[3*i+2], 255})
		}
		list = append(list, m)
	}
	return list
}
