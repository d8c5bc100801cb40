//go:build !js

package e2e

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// The address without a link is home: the first figure alive, one canvas, and each experiment
// that there is under its heading. It leads to all of them, and every way back leads to it.
func TestHome(t *testing.T) {
	list := catalogued(t)
	p := open(t, visit{url: "/"})
	p.runs(0)
	const home = `document.documentElement.hasAttribute("data-home")`
	if got := p.text("h1"); !strings.Contains(got, "What infinitely wide networks learn") {
		t.Errorf("got the headings %q", got)
	}
	if got := eval[int](p, `document.querySelectorAll("canvas").length`); got != 1 {
		t.Errorf("got %d canvases, want one", got)
	}
	if got, want := eval[[]string](p, `[...document.querySelectorAll("#shelves .cell")].map(a => a.getAttribute("href"))`), entrances(list); !slices.Equal(got, want) {
		t.Errorf("got cells that lead to %q, want %q", got, want)
	}
	if got := eval[[]string](p, `[...document.querySelectorAll(".bar, #knobs, #presets, #story, #reset")].filter(e => e.checkVisibility() && e.className !== "bar").map(e => e.id)`); len(got) > 0 {
		t.Errorf("%q stand at home, want them on a page of the figure", got)
	}
	p.click("#foot summary")
	p.wait(`document.querySelectorAll("#sources a").length > 1 && document.getElementById("build").textContent.includes("version")`)
	// What it plays leaves its address alone, and so do the keys of what it has not.
	p.press(kb.ArrowRight + "si2")
	p.painted()
	if got := p.hash(); got != "" {
		t.Errorf("got the link %s at home, want none", got)
	}

	p.click("#enter")
	p.wait(`!` + home + ` && document.getElementById("knobs").checkVisibility()`)
	p.runs(0)
	if got := p.hash(); !strings.HasPrefix(got, list[0].Presets[0].Link) {
		t.Errorf("with all controls: got the link %s, want %s", got, list[0].Presets[0].Link)
	}
	p.do(chromedp.NavigateBack())
	p.wait(home + ` && location.hash === ""`)
	p.runs(0)

	for i, e := range list {
		eval[int](p, fmt.Sprintf(`document.querySelectorAll("#shelves .cell")[%d].click(), 0`, i))
		p.wait(fmt.Sprintf(`!%s && document.querySelector("#all .title").textContent === %q`, home, e.Title))
		p.runs(0)
		if i%2 == 0 {
			p.click("#home")
		} else {
			p.visit("")
		}
		p.wait(home + ` && location.hash === ""`)
		p.runs(0)
	}
	// Until then it is the picture of the run before that stands back, step and all.
	p.wait(`document.getElementById("titles").textContent.includes("The data")`)
	p.painted()
	p.alive()
}

// In a frame the address without a link is the figure that home shows.
func TestHomeInAFrame(t *testing.T) {
	p := open(t, visit{url: "/?embed=1", width: 720, height: 440})
	p.runs(0)
	p.wait(`location.hash !== ""`)
	if eval[bool](p, `document.documentElement.hasAttribute("data-home") || document.getElementById("shelves").checkVisibility()`) {
		t.Error("home stands in the frame")
	}
}

// The button in the bar opens the list; the keyboard walks it, enters, and comes back.
func TestList(t *testing.T) {
	list := catalogued(t)
	p := open(t, visit{url: "/" + list[1].Presets[0].Link + "&step=1&play=0"})
	p.settle(1)
	if got, want := strings.Join(strings.Fields(p.text("#experiments .count")), " "), fmt.Sprintf("2 of %d", len(list)); got != want {
		t.Errorf("got the count %q, want %q", got, want)
	}
	p.click("#all")
	focused := func() string {
		return eval[string](p, `document.activeElement.getAttribute("href") ?? document.activeElement.id`)
	}
	if got, want := focused(), entrances(list)[1]; got != want {
		t.Errorf("the list opens on %s, want the one on show, %s", got, want)
	}
	p.press(kb.ArrowLeft)
	if got, want := focused(), entrances(list)[0]; got != want {
		t.Errorf("an arrow leads to %s, want %s", got, want)
	}
	p.press(kb.End + kb.Home + kb.ArrowRight + kb.Escape)
	if got := focused(); got != "all" || eval[bool](p, `document.getElementById("sheet").open`) {
		t.Errorf("after Escape the focus is on %s, want it on the button, and the list closed", got)
	}
	p.click("#all")
	p.press(kb.ArrowLeft + kb.Enter)
	p.wait(fmt.Sprintf(`document.querySelector("#all .title").textContent === %q && !document.getElementById("sheet").open`, list[0].Title))
	if got := eval[[]string](p, `[...document.querySelectorAll("#neighbours .cell")].map(a => a.getAttribute("href"))`); !slices.Equal(got, entrances(list)[1:2]) {
		t.Errorf("below the first stand %q, want the second", got)
	}
}

// At most six presets stand in sight; the first in which the finding fails keeps a distance
// from those before; the others are listed with what they find.
func TestCases(t *testing.T) {
	p := open(t, visit{url: "/" + stills[0].link})
	p.settle(stills[0].step)
	for i, e := range catalogued(t) {
		p.visit(fmt.Sprintf("%s&step=%d&play=0", e.Presets[0].Link, 1+i))
		p.settle(1 + i)
		if got, want := eval[int](p, `document.querySelectorAll("#presets .chips a").length`), min(len(e.Presets), 6); got != want {
			t.Errorf("%s: got %d presets in sight, want %d", e.Name, got, want)
		}
		against := slices.IndexFunc(e.Presets, func(p preset) bool { return p.Against })
		for i, gap := range eval[[]float64](p, `[...document.querySelectorAll("#presets .chips a")].map((a, i, all) => i && a.getBoundingClientRect().left - all[i - 1].getBoundingClientRect().right)`) {
			if i > 0 && (gap > 12) != (i == against) {
				t.Errorf("%s: got %v px before the preset %s", e.Name, gap, e.Presets[i].Title)
			}
		}
		p.click("#presets summary")
		for _, more := range e.Presets[6:] {
			p.says(more.Title, more.Finding)
		}
		p.press(kb.Escape)
		if got := eval[string](p, `document.querySelector(".cases").open ? "open" : document.activeElement.tagName`); got != "SUMMARY" {
			t.Errorf("%s: after Escape: got %s, want the focus where it was", e.Name, got)
		}
		if got := eval[string](p, `(() => {
			document.querySelector(".cases").open = true;
			const a = document.querySelector(".cases a");
			a.focus();
			a.click();
			return document.activeElement.tagName;
		})()`); got != "SUMMARY" {
			t.Errorf("%s: after a case was chosen: got the focus on %s, want it where it came from", e.Name, got)
		}
	}
}

// With More open each control says in a sentence what it is, each picture has its name, and
// what is about one thing stands together.
func TestMore(t *testing.T) {
	for _, e := range catalogued(t) {
		p := open(t, visit{url: "/" + e.Presets[0].Link + "&step=1&play=0"})
		p.settle(1)
		p.click("#more")
		if got := eval[[]string](p, `[...document.querySelectorAll("#knobs .knob")].filter(k => k.checkVisibility() && !(h => h?.checkVisibility() && /\.$/.test(h.innerText.trim()))(k.querySelector(".help"))).map(k => k.innerText)`); len(got) > 0 {
			t.Errorf("%s: %q have no sentence", e.Name, got)
		}
		if got := eval[[]string](p, `[...document.querySelectorAll("#knobs .choices label")].filter(l => l.checkVisibility() && !l.innerText.trim()).map(l => l.title)`); len(got) > 0 {
			t.Errorf("%s: the pictures of %q have no name", e.Name, got)
		}
		want := []string{"Data", "Network", "Training", "Show"}
		want = slices.DeleteFunc(want, func(group string) bool {
			return !slices.ContainsFunc(e.Knobs, func(k knob) bool { return k.Group == group && !k.Main })
		})
		if got := eval[[]string](p, `[...document.querySelectorAll("#rest .about")].map(h => h.innerText)`); !slices.Equal(got, want) {
			t.Errorf("%s: got the groups %q, want %q", e.Name, got, want)
		}
	}
}

// entrances are the links by which the experiments of a catalogue are entered.
func entrances(list []experiment) (links []string) {
	for _, e := range list {
		links = append(links, e.Presets[0].Link)
	}
	return links
}
