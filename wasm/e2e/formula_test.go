//go:build !js

package e2e

import (
	"os"
	"strings"
	"testing"
)

// Formulas have a font of their own: it holds every sign of every formula, it makes radicals
// meet their bars, and who sees no formula does not fetch it.
func TestFormulas(t *testing.T) {
	besideOthers(t)
	const font = "assets/math/math.woff2"
	info, err := os.Stat("../../" + font)
	if err != nil {
		t.Fatal(err)
	}
	if info.Size() > 30_000 {
		t.Errorf("%s has %d bytes, want at most 30,000", font, info.Size())
	}
	asked := func(p *tab) bool {
		p.mu.Lock()
		defer p.mu.Unlock()
		return strings.Contains(strings.Join(p.requests, " "), font)
	}
	for _, s := range stills {
		t.Run(s.name, func(t *testing.T) {
			p := open(t, visit{url: "/" + s.link})
			p.settle(s.step)
			p.wait(`document.fonts.check('18px "Narrows Math"') && [...document.fonts].some(f => f.family.includes("Narrows Math") && f.status === "loaded")`)
			if !asked(p) {
				t.Error("the font was not fetched")
			}
			// A sign that the font lacks is as wide as the font behind it makes it.
			if got := eval[string](p, `(() => {
				const c = document.createElement("canvas").getContext("2d");
				const wide = (sign, behind) => { c.font = "64px 'Narrows Math', " + behind; return c.measureText(sign).width; };
				const italic = s => /^[A-Z]$/.test(s) ? String.fromCodePoint(0x1d434 + s.charCodeAt(0) - 65)
					: s === "h" ? "ℎ" : /^[a-z]$/.test(s) ? String.fromCodePoint(0x1d44e + s.charCodeAt(0) - 97) : s;
				const signs = new Set();
				for (const e of document.querySelectorAll("math mi, math mo, math mn, math mtext")) for (const s of e.textContent.trim()) {
					signs.add(s);
					if (e.localName === "mi" && [...e.textContent].length === 1) signs.add(italic(s));
				}
				return [...signs, "√"].filter(s => wide(s, "monospace") !== wide(s, "serif")).join(" ");
			})()`); got != "" {
				t.Errorf("the font lacks %s", got)
			}
			for _, at := range eval[[][]float64](p, `[...document.querySelectorAll("math msqrt")].map(e => {
				e.scrollIntoView({ block: "center", behavior: "instant" });
				const r = e.getBoundingClientRect(), inside = e.firstElementChild.getBoundingClientRect();
				return [inside.left, inside.right, r.top, r.top + 4];
			})`) {
				m := p.screenshot()
				best := 0.
				for y := int(at[2]) - 1; y <= int(at[3]); y++ {
					dark := 0.
					for x := int(at[0]) + 1; x < int(at[1])-1; x++ {
						if c := rgb(m, x, y); c[1] < 200 {
							dark++
						}
					}
					best = max(best, dark/(at[1]-at[0]-2))
				}
				if best < 0.95 {
					t.Errorf("a radical's bar covers %.0f %% of what is under it", 100*best)
				}
			}
		})
	}
	t.Run("embed", func(t *testing.T) {
		p := open(t, visit{url: "/?embed=1" + stills[0].link, width: 720, height: 440})
		p.settle(stills[0].step)
		if asked(p) {
			t.Error("an embedded figure fetches the font of formulas")
		}
	})
}
