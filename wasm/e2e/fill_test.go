//go:build !js

package e2e

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"narrows/sim"
	"narrows/sim/experiments"
	"narrows/sim/link"
	"narrows/sim/table"
	"narrows/sim/words"
)

// ownLabels is a run whose tables can be filled; its networks of finite width would only take time.
const ownLabels = "#graph?v=1&finite=off&step=2&play=0"

// tookBy returns what the run of a link takes, a table for each input.
func tookBy(t testing.TB, hash string) []sim.Rows {
	t.Helper()
	l, _ := link.Parse(hash, experiments.List)
	e, _ := sim.Find(experiments.List, l.Experiment)
	run, err := e.New(l.Settings)
	if err != nil {
		t.Fatal(err)
	}
	return run.Frame().Inputs
}

// changed returns the link after changes, as the package of tables makes them, and what it says of the last.
func changed(hash string, took []sim.Rows, changes ...table.Change) (after, notice string) {
	l, _ := link.Parse(hash, experiments.List)
	for _, c := range changes {
		l, notice = c.Of(l, took)
	}
	return link.Format(l), notice
}

// filled is what the table of an input says in the page, row by row.
func (p *tab) filled(label string) string {
	p.Helper()
	return eval[string](p, fmt.Sprintf(`[...document.querySelectorAll('[role="group"][aria-label=%q] tbody tr')].map(r => [...r.querySelectorAll("input, select")].map(c => c.value).join(" ")).join(", ")`, label))
}

// counts is the line above the table of an input.
func (p *tab) counts(label string) string {
	p.Helper()
	return eval[string](p, fmt.Sprintf(`document.querySelector('[role="group"][aria-label=%q] caption').innerText`, label))
}

// held is what has the focus.
func (p *tab) held() string {
	p.Helper()
	return eval[string](p, `document.activeElement.getAttribute("aria-label") ?? document.activeElement.innerText.trim()`)
}

// linked waits until the address is a link.
func (p *tab) linked(want string) {
	p.Helper()
	defer func() {
		if p.Failed() {
			p.Logf("got the link %s", p.hash())
		}
	}()
	p.wait(fmt.Sprintf("location.hash === %q", want))
}

// arrived waits until a picture of the open run stands, as fast as it may.
func (p *tab) arrived() {
	p.Helper()
	p.wait(`!document.getElementById("pin").disabled && document.getElementById("said").textContent`)
	p.painted()
}

// push presses a button where it is, however what stands above it moves meanwhile.
func (p *tab) push(selector string) {
	p.Helper()
	eval[int](p, fmt.Sprintf(`(b => (b.focus(), b.click(), 0))(document.querySelector(%q))`, selector))
}

// opened opens the tables.
func (p *tab) opened() {
	p.Helper()
	p.click("#fill")
	p.wait(`document.querySelector(".filling caption").innerText.includes("row")`)
}

// What is done to the tables of the page by the keyboard alone, as fast as one types, is what the
// package of tables makes of the link; the focus stays where one works; Back undoes it, one by one.
func TestFillByKeyboard(t *testing.T) {
	p := open(t, visit{url: "/" + ownLabels})
	p.settle(2)
	took := tookBy(t, ownLabels)
	const tab, enter = kb.Tab, kb.Enter
	eval[int](p, `(document.getElementById("more").focus(), 0)`)
	p.press(tab)
	if got := p.held(); got != "Labels and ties" {
		t.Errorf("after the controls: got the focus on %q, want the tables", got)
	}
	p.press(enter)
	p.wait(`document.querySelector(".filling tbody tr")`)
	if got := p.filled("Labels") + "; " + p.counts("Labels"); got != "1 1, 34 2; Labels 2 rows, the example’s" {
		t.Errorf("got the labels %q", got)
	}
	if got := p.counts("Ties"); got != "Ties 78 rows, the example’s" {
		t.Errorf("got %q", got)
	}
	// Nothing is a visitor's own yet, and so only Clear is on the way to the first cell.
	p.press(tab + tab)
	hash := ownLabels
	links := []string{hash}
	for _, c := range []struct {
		keys   string
		change table.Change
		focus  string
	}{
		{tab + "2" + tab, table.Change{Act: table.SetCell, Column: 1, Text: "2"}, "Remove row 1"},
		{tab + "30" + enter, table.Change{Act: table.SetCell, Row: 1, Text: "30"}, "Class, row 2"},
		{enter, table.Change{Act: table.AddRow, Row: 2}, "Node, row 3"},
		{"9" + enter, table.Change{Act: table.SetCell, Row: 2, Text: "9"}, "Class, row 3"},
		{"2" + enter, table.Change{Act: table.SetCell, Row: 2, Column: 1, Text: "2"}, "Node, row 4"}, // and one more row
		{tab + tab + enter, table.Change{Act: table.DropRow, Row: 3}, "Remove row 3"},
		// A digit on a button is none of a preset.
		{"3" + kb.Tab, table.Change{}, "Add a row: Labels"},
	} {
		if c.change.Act != "" {
			c.change.Input = "labels"
			hash, _ = changed(hash, took, c.change)
			links = append(links, hash)
		}
		if strings.HasSuffix(c.focus, "row 4") {
			hash, _ = changed(hash, took, table.Change{Input: "labels", Act: table.AddRow, Row: 3})
			links = append(links, hash)
		}
		p.press(c.keys)
		if got := p.hash(); got != hash {
			t.Fatalf("%q: got  %s\nwant %s", c.keys, got, hash)
		}
		if got := p.held(); got != c.focus {
			t.Errorf("%q: got the focus on %q, want %q", c.keys, got, c.focus)
		}
	}
	eval[int](p, `(window.kept = document.querySelector('[aria-label="Node, row 2"]'), kept.focus(), 0)`)
	p.arrived()
	if !eval[bool](p, `document.activeElement === kept`) {
		t.Errorf("once the run is there the focus is on %q, want it where it was", p.held())
	}
	if got := p.filled("Labels") + "; " + p.counts("Labels"); got != "1 2, 30 2, 9 2; Labels 3 rows, your own" {
		t.Errorf("got the labels %q", got)
	}
	if got := p.step(); got != 2 {
		t.Errorf("got step %d after all that, want 2", got)
	}

	// What is refused goes back, and a sentence says why.
	p.press("x" + enter)
	p.says("In row 2 of labels node must be", "and 30x is not.")
	if got := p.filled("Labels"); got != "1 2, 30 2, 9 2" || p.hash() != hash {
		t.Errorf("after a word: got the labels %q at %s", got, p.hash())
	}
	if got := p.held(); got != "Node, row 2" {
		t.Errorf("after a word: got the focus on %q, want it there", got)
	}

	for _, want := range slices.Backward(links[:len(links)-1]) {
		eval[int](p, "(history.back(), 0)")
		p.linked(want)
	}
	p.wait(`document.querySelector(".filling caption").innerText === "Labels 2 rows, the example’s"`)
	if got := p.filled("Labels"); got != "1 1, 34 2" {
		t.Errorf("after Back: got the labels %q", got)
	}
}

// apart is the share of the figure's pixels that are not as they were, at least.
func (p *tab) apart(before []byte) float64 {
	p.Helper()
	now := p.restingPixels()
	n := min(len(now), len(before))
	other := max(len(now), len(before)) - n
	for i := range n {
		if d := int(now[i]) - int(before[i]); d*d > 900 {
			other++
		}
	}
	return float64(other) / float64(max(n, 1))
}

// A list that is pasted takes the place of the rows, or a sentence says why not, with the number
// of the row if there is one. The picture stays until there is another one, also where a run of
// the list cannot be; Back undoes it.
func TestFillFromLists(t *testing.T) {
	p := open(t, visit{url: "/" + ownLabels, width: 1280, height: 1500}) // nothing scrolls away
	p.settle(2)
	took := tookBy(t, ownLabels)
	p.opened()
	before := p.restingPixels()
	e, _ := sim.Find(experiments.List, "graph")
	most := e.Inputs[sim.InputOf(e.Inputs, "ties")].Most
	var many strings.Builder
	for i := range 10_000 {
		fmt.Fprintf(&many, "%d %d\n", 1+i%34, 1+i*7%34)
	}
	for _, c := range []struct {
		name, input, text string
		says              []string
		shows             string // in its table, if the list is there
		runs              bool
	}{
		{"words", "Ties", "ann, bob\nbob, cy\n", []string{"Names are numbered", "ann is 1, cy is 3"}, "1 2, 2 3", true},
		{"spaces", "Labels", "3 2\n5 1", nil, "3 2, 5 1", true},
		{"10,000 rows", "Ties", many.String(), []string{"Ties may have " + words.Count(most) + " rows, not 10,000"}, "", false},
		{"a node twice", "Labels", "3,1\n4,2\n3,2", []string{"In row 3 of labels", "after row 1"}, "", false},
		{"a word", "Labels", "node,class\n3,1\n4,high", []string{"In row 2 of labels class must be", "high"}, "", false},
		{"NaN", "Labels", "3,NaN", []string{"In row 1 of labels class must be", "NaN"}, "", false},
		{"nothing", "Labels", "\n \n", []string{"There is no row in this text."}, "", false},
		{"no such node", "Ties", "1\t2\n3\t40", []string{"Row 2 of ties names node 40, and there are 34."}, "1 2, 3 40", false},
		{"no such class", "Labels", "2 1\n3 2\n4 5", []string{"Row 3 of labels names class 5, and there are 2."}, "2 1, 3 2, 4 5", false},
	} {
		p.push(fmt.Sprintf(`[aria-label="Paste a list: %s"]`, c.input))
		p.set(fmt.Sprintf(`[role="group"][aria-label=%q] textarea`, c.input), c.text)
		p.push(fmt.Sprintf(`[aria-label="Use it: %s"]`, c.input))
		want, _ := changed(ownLabels, took, table.Change{Input: strings.ToLower(c.input), Act: table.Paste, Text: c.text})
		if got := p.hash(); got != want {
			t.Errorf("%s: got the link %s, want %s", c.name, got, want)
		}
		for _, w := range c.says {
			p.wait(fmt.Sprintf(`document.getElementById("notices").innerText.includes(%q)`, w))
		}
		if c.shows != "" {
			if got := p.filled(c.input); got != c.shows {
				t.Errorf("%s: got the rows %q, want %q", c.name, got, c.shows)
			}
		}
		if got := p.held(); c.shows == "" && !eval[bool](p, `!!document.activeElement.closest(".pasting")`) || c.shows != "" && got != "Paste a list: "+c.input {
			t.Errorf("%s: got the focus on %q", c.name, got)
		}
		if c.runs {
			p.arrived()
			if got := p.apart(before); got < 0.001 {
				t.Errorf("%s: got the picture as it was", c.name)
			}
		} else {
			p.idle(10)
			if got := p.apart(before); got > 0.001 {
				t.Errorf("%s: %.2f %% of the picture is another one, want it as it was", c.name, 100*got)
			}
		}
		if c.shows == "" {
			eval[int](p, `(document.activeElement.closest(".pasting").querySelector("textarea").value = "", 0)`)
			p.push(fmt.Sprintf(`[aria-label="Cancel: %s"]`, c.input))
			continue
		}
		eval[int](p, "(history.back(), 0)")
		p.linked(ownLabels)
		p.arrived()
		p.wait(`!document.getElementById("notices").innerText`)
		if got := p.apart(before); got > 0.001 {
			t.Errorf("%s: after Back %.2f %% of the picture is another one", c.name, 100*got)
		}
	}
}

// Lines that are pasted into a cell are a list; a single one is what is written there.
func TestFillByPaste(t *testing.T) {
	p := open(t, visit{url: "/" + ownLabels})
	p.settle(2)
	p.opened()
	paste := func(text string) bool {
		return eval[bool](p, fmt.Sprintf(`(() => {
			const clipboardData = new DataTransfer();
			clipboardData.setData("text/plain", %q);
			return !document.querySelector('[aria-label="Node, row 1"]').dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
		})()`, text))
	}
	if paste("7\n") {
		t.Error("a number and the end of its line is taken for a list")
	}
	if !paste("7\t1\r\n8\t2\r\n") {
		t.Error("two lines are not taken for a list")
	}
	if got := p.filled("Labels"); got != "7 1, 8 2" {
		t.Errorf("got the labels %q", got)
	}
	p.linked("#graph?v=1&finite=off&rows.labels=AGAAAHAB&step=2&play=0")
}

// A run that cannot be is mended in its table, whether the link was changed here or came so.
func TestFillMends(t *testing.T) {
	const bad = "#graph?v=1&finite=off&rows.labels=AAAAAnAB&step=2&play=0" // 1 1, 40 2
	p := open(t, visit{url: "/" + bad, width: 1280, height: 1500})
	p.wait(`!document.getElementById("veil").hidden`)
	p.says("Row 2 of labels names node 40, and there are 34.")
	p.click("#fill")
	if got := p.filled("Labels"); got != "1 1, 40 2" {
		t.Errorf("got the labels %q, want those that were refused", got)
	}
	// There is no picture that could stand in for it yet.
	p.set(`[aria-label="Node, row 2"]`, "41")
	p.says("Row 2 of labels names node 41, and there are 34.")
	if eval[bool](p, `document.getElementById("veil").hidden`) {
		t.Error("without a picture the sentence is not in its place")
	}
	p.set(`[aria-label="Node, row 2"]`, "34")
	p.linked("#graph?v=1&finite=off&rows.labels=AAAAAhAB&step=2&play=0")
	p.settle(2)
	p.arrived()
	p.alive()
	before := p.restingPixels()
	p.set(`[aria-label="Node, row 2"]`, "99")
	p.says("Row 2 of labels names node 99, and there are 34.")
	// And once more, from there.
	p.set(`[aria-label="Node, row 2"]`, "98")
	p.says("Row 2 of labels names node 98, and there are 34.")
	if got := p.apart(before); got > 0.001 {
		t.Errorf("%.2f %% of the picture is another one, want that before the change", 100*got)
	}
	if got := p.text("#said"); got != "This is the picture before the change." {
		t.Errorf("under the picture: got %q", got)
	}
	p.set(`[aria-label="Node, row 2"]`, "34")
	p.arrived()
	if got := p.text("#notices"); got != "" {
		t.Errorf("once it is mended: got the notices %q", got)
	}
}

// Two buttons beside the figure lead back to the example, and to nothing at all, for all tables
// at once: Back undoes that as one thing. In a frame, at home and on a wall there are no tables.
func TestFillBackToTheExample(t *testing.T) {
	const tables = `document.getElementById("tables").checkVisibility()`
	const example, clear = `.line button:not([aria-label], #fill)`, `.line [aria-label="Clear labels and ties"]`
	p := open(t, visit{url: "/" + ownLabels})
	p.settle(2)
	if !eval[bool](p, `[...document.querySelectorAll(".line button")].every(b => b.getBoundingClientRect().bottom < innerHeight)`) {
		t.Error("the buttons are not beside the figure")
	}
	if got := eval[bool](p, fmt.Sprintf(`document.querySelector('%s').disabled`, example)); !got {
		t.Error("there is a way back to the example from the example")
	}
	own := "#graph?v=1&finite=off&rows.labels=AAABAhAA&rows.ties=AAAB&step=2&play=0"
	p.visit(own)
	p.arrived()
	entries := eval[int](p, "history.length")
	p.click(example)
	p.linked(ownLabels)
	if got := p.held(); got != "Labels and ties" {
		t.Errorf("the way back is gone, and the focus is on %q", got)
	}
	p.arrived()
	eval[int](p, "(history.back(), 0)")
	p.linked(own)
	p.arrived()
	p.click(clear)
	p.linked("#graph?v=1&finite=off&rows.labels=&rows.ties=&step=2&play=0")
	p.arrived()
	if got := eval[int](p, "history.length") - entries; got != 1 {
		t.Errorf("got %d entries more, want one", got)
	}
	p.click(example)
	p.linked(ownLabels)
	p.arrived()
	// Of the example as well, whose rows the link does not say.
	p.click(clear)
	p.linked("#graph?v=1&finite=off&rows.labels=&rows.ties=&step=2&play=0")

	p.press("p")
	if eval[bool](p, tables) {
		t.Error("on a wall there are tables")
	}
	p.press("p")
	p.visit("#bottleneck?v=1&n=64&seeds=1&step=3&play=0")
	p.settle(3)
	if eval[bool](p, tables) {
		t.Error("where nothing can be filled there are tables")
	}
	q := open(t, visit{url: "/?embed=1" + ownLabels, width: 720, height: 440})
	q.settle(2)
	if eval[bool](q, tables) {
		t.Error("in a frame there are tables")
	}
}

// Of a long table a hundred rows stand there, and all of them when somebody asks. On a phone
// nothing is wider than the window.
func TestFillLongTable(t *testing.T) {
	p := open(t, visit{url: "/#graph?v=1&data=own&finite=off&steps=2&step=1&play=0", width: 360, height: 740, scale: 2})
	p.settle(1)
	p.opened()
	var many strings.Builder
	for i := range 1225 {
		fmt.Fprintf(&many, "%d %d\n", 1+i%50, 1+i/50)
	}
	p.click(`[aria-label="Paste a list: Ties"]`)
	p.set(`[role="group"][aria-label="Ties"] textarea`, many.String())
	p.click(`[aria-label="Use it: Ties"]`)
	rows := func(want int) {
		t.Helper()
		if got := eval[int](p, `document.querySelectorAll('[role="group"][aria-label="Ties"] tbody tr').length`); got != want {
			t.Fatalf("got %d rows, want %d", got, want)
		}
	}
	rows(100)
	if got := p.counts("Ties"); got != "Ties 1,225 rows, your own" {
		t.Errorf("got %q", got)
	}
	if got := eval[float64](p, wider); got > 0 {
		t.Errorf("the page is %v px wider than the window", got)
	}
	p.click(`[aria-label="Show all 1,225: Ties"]`)
	rows(1225)
	if got := p.held(); got != "One node, row 101" {
		t.Errorf("got the focus on %q, want it on the first of the rows that came", got)
	}
	p.click(`[aria-label="Add a row: Ties"]`)
	rows(1226)
	if got := p.held(); got != "One node, row 1226" {
		t.Errorf("got the focus on %q, want it on the row that came", got)
	}
	eval[int](p, "(history.back(), 0)")
	p.wait(`document.querySelectorAll('[role="group"][aria-label="Ties"] tbody tr').length === 1225`)
	if got := eval[float64](p, wider); got > 0 {
		t.Errorf("the page is %v px wider than the window", got)
	}
}
