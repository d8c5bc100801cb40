//go:build !js

package e2e

import (
	"fmt"
	"io"
	"net/http"
	"os"
	"path"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/page"
)

// Who reads at twice the size gets all of the page so, and the page stays within its window.
func TestLargeText(t *testing.T) {
	besideOthers(t)
	for _, s := range stills {
		t.Run(s.name, func(t *testing.T) {
			p := open(t, visit{url: "/" + s.link})
			p.settle(s.step)
			small := eval[[]float64](p, sizesOfText)
			call(p, page.SetFontSizes, page.SetFontSizesParams{FontSizes: &page.FontSizes{Standard: 32, Fixed: 26}})
			p.painted()
			for i, got := range eval[[]float64](p, sizesOfText) {
				if got < 1.6*small[i] {
					t.Errorf("text %d of the page: got %v px, want about twice %v", i, got, small[i])
				}
			}
			for _, w := range [][2]int{{1280, 800}, {1024, 640}, {768, 1024}, {390, 844}} {
				p.look(w[0], w[1], 1)
				p.painted()
				if got := eval[float64](p, wider); got > 0 {
					t.Errorf("%v: the page is %v px wider than the window", w, got)
				}
				// A sentence as long as they get.
				if got := eval[string](p, `(e => {
					e.textContent = "The network squeezed through 2 units took 7.0 times fewer steps to loss 0.01 than the one without a bottleneck, and its kernel grew 11.4 times.";
					return e.scrollWidth > e.clientWidth || e.scrollHeight > e.clientHeight ? "cut" : "";
				})(document.getElementById("said"))`); got != "" {
					t.Errorf("%v: the sentence under the figure is %s", w, got)
				}
			}
		})
	}
}

// sizesOfText are the sizes of the heading, a chip, a title over the figure, and the words
// below it.
const sizesOfText = `["#finding", "#presets a", "#titles h2", "#step", "#said", "#knobs .label", "#caption", "#story p"].map(s => parseFloat(getComputedStyle(document.querySelector(s)).fontSize))`

// A page that runs from right to left, as one that a browser translated, is no wider.
func TestRightToLeft(t *testing.T) {
	p := open(t, visit{url: "/" + stills[0].link, before: `new MutationObserver(() => { document.documentElement.dir = "rtl"; }).observe(document, { childList: true })`})
	p.settle(stills[0].step)
	for _, w := range [][2]int{{1280, 800}, {390, 844}} {
		p.look(w[0], w[1], 1)
		p.painted()
		if got := eval[float64](p, wider); got > 0 {
			t.Errorf("%v: the page is %v px wider than the window", w, got)
		}
		// The start of the run stays at the left, as in the charts.
		if got := eval[bool](p, `(t => document.querySelector("#scale span").getBoundingClientRect().left < t.left + t.width / 2)(document.getElementById("timeline").getBoundingClientRect())`); !got {
			t.Errorf("%v: the time line begins at the right", w)
		}
	}
}

// marked are the places of the window that must not have the colour of the page, and what
// they are: tracks, a thumb, the disc of play, the borders of choices, the chosen one.
const marks = `(() => {
	const at = (e, x, y) => { const r = e.getBoundingClientRect(); return [r.left + x, r.top + y]; };
	const q = s => document.querySelector(s);
	const line = q("#timeline"), track = q("#track").getBoundingClientRect(), slider = q("#knobs .slide input"), s = slider.getBoundingClientRect();
	const share = slider.value / slider.max;
	const thumb = (r, v) => [r.left + 7 + (r.width - 14) * v, r.top + r.height / 2 - 6];
	const chosen = q("#knobs .choices :checked").parentElement, other = q("#knobs .choices input:not(:checked)").parentElement;
	const chip = q("#presets [aria-current]"), plain = q("#presets a:not([aria-current])");
	return {
		"the time line": [track.left + track.width * 0.12, track.top + track.height / 2],
		"the time line to come": [track.right - 20, track.top + track.height / 2],
		"its thumb": thumb(track, q("#track").value / 1000),
		"a slider": share > 0.1 ? [s.left + 5, s.top + s.height / 2] : thumb(s, share), // at its least it has no track behind it
		"the rest of a slider": [s.right - 5, s.top + s.height / 2],
		"its thumb's edge": thumb(s, share),
		"the disc of play": at(q("#play"), 8, 19),
		"the chosen setting": at(chosen, 2, 8),
		"the other settings": at(other.parentElement, 8, 0),
		"the preset on show": at(chip, 20, 0),
		"the other presets": at(plain, 20, 0),
	};
})()`

// standsOut fails for each of the marks that has the colour of the page under it, and if
// what is chosen looks like what is not.
func standsOut(p *tab) {
	p.Helper()
	at := eval[map[string][2]float64](p, marks)
	m := p.screenshot()
	colour := func(name string) [3]uint8 {
		// The nearest thing to a mark within a pixel: edges fall between pixels.
		bare := rgb(m, 3, 300)
		x, y := int(at[name][0]), int(at[name][1])
		best, most := bare, 0
		for dy := -1; dy <= 1; dy++ {
			for dx := -1; dx <= 1; dx++ {
				c := rgb(m, x+dx, y+dy)
				d := 0
				for i := range 3 {
					d += max(int(c[i])-int(bare[i]), int(bare[i])-int(c[i]))
				}
				if d > most {
					best, most = c, d
				}
			}
		}
		return best
	}
	for name := range at {
		bare := rgb(m, 3, 300)
		if got := colour(name); got == bare {
			p.Errorf("%s cannot be seen at %v: it has the page's colour %v", name, at[name], bare)
		}
	}
	for _, pair := range [][2]string{{"the chosen setting", "the other settings"}, {"the preset on show", "the other presets"}, {"the time line", "the time line to come"}} {
		if a, b := colour(pair[0]), colour(pair[1]); a == b {
			p.Errorf("%s looks like %s: %v", pair[0], pair[1], a)
		}
	}
}

// early is a step of an experiment's first run with something behind it and something to come.
func early(e experiment) int {
	if e.Name == "graph" { // its run has fifty
		return 20
	}
	return 200
}

// Where the reader's system gives the colours, tracks, thumbs and what is chosen are seen.
func TestForcedColours(t *testing.T) {
	shared := open(t, visit{url: "/" + stills[0].link, media: map[string]string{"forced-colors": "active"}})
	shared.settle(stills[0].step)
	for i, e := range catalogued(t) {
		t.Run(e.Name, func(t *testing.T) {
			p := shared.in(t)
			p.visit(fmt.Sprintf("%s&step=%d&play=0", e.Presets[0].Link, early(e)+i))
			p.settle(early(e) + i)
			for _, colours := range []string{"light", "dark"} {
				p.prefer(map[string]string{"forced-colors": "active", "prefers-color-scheme": colours})
				p.painted()
				standsOut(p)
			}
		})
	}
}

// A browser of the loader's promise, for which all younger features of the style sheets are
// unknown words, shows every control, and a seed of ten digits.
func TestOldBrowser(t *testing.T) {
	besideOthers(t)
	var lost []*regexp.Regexp
	for _, y := range younger {
		lost = append(lost, regexp.MustCompile(y.pattern))
	}
	old := func(w http.ResponseWriter, r *http.Request) bool {
		if path.Ext(r.URL.Path) != ".css" {
			return false
		}
		raw, err := os.ReadFile("../../" + path.Clean(r.URL.Path))
		if err != nil {
			return false
		}
		css, _ := unasked(comment.ReplaceAllString(string(raw), ""))
		for _, l := range lost {
			css = l.ReplaceAllStringFunc(css, func(s string) string { return strings.Map(unknown, s) })
		}
		w.Header().Set("Content-Type", "text/css; charset=utf-8")
		io.WriteString(w, css)
		return true
	}
	for _, e := range catalogued(t) {
		t.Run(e.Name, func(t *testing.T) {
			link := e.Presets[0].Link
			link = regexp.MustCompile(`&seed=\d+`).ReplaceAllString(link, "")
			p := open(t, visit{url: "/" + fmt.Sprintf("%s&step=%d&play=0", e.Presets[0].Link, early(e)), fault: old})
			p.settle(early(e))
			for _, colours := range []string{"light", "dark"} {
				p.prefer(map[string]string{"prefers-color-scheme": colours})
				p.painted()
				standsOut(p)
			}
			p.visit(link + "&seed=4294967295&step=1&play=0")
			p.settle(1)
			for _, w := range [][2]int{{1280, 800}, {390, 844}} {
				p.look(w[0], w[1], 1)
				if got := eval[float64](p, `(e => e.value.length === 10 ? e.scrollWidth - e.clientWidth : 99)(document.getElementById("seed"))`); got > 0 {
					t.Errorf("%v: a seed of ten digits is cut by %v px", w, got)
				}
				if got := eval[float64](p, wider); got > 0 {
					t.Errorf("%v: the page is %v px wider than the window", w, got)
				}
			}
		})
	}
}

// unknown turns the letters of a word into those of one that no browser knows.
func unknown(r rune) rune {
	if r >= 'a' && r <= 'z' {
		return 'q'
	}
	return r
}
