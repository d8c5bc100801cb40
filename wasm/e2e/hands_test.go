//go:build !js

package e2e

import (
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp/kb"

	"narrows/sim"
	"narrows/sim/experiments"
	"narrows/sim/link"
	"narrows/sim/table"
)

var edits = flag.Int("edits", 12, "so many edits TestHands makes by hand, in each of three ways")

// ofPage calls body, a function's of the parts of the page.
func ofPage(body string) string {
	return fmt.Sprintf(`import(new URL("web/page.js", document.baseURI)).then(({ page }) => { %s })`, body)
}

// A grip is a mark that can be taken hold of.
type grip struct {
	Mark int
	X, Y float64 // in CSS pixels of the window
	Free bool    // nothing else of the page stands on it
}

func (g grip) at() [2]float64 { return [2]float64{g.X, g.Y} }

// grips are those of the picture on show, in the order in which keys walk through them.
func (p *tab) grips() []grip {
	p.Helper()
	return eval[[]grip](p, ofPage(`
		const r = document.getElementById("stage").getBoundingClientRect();
		return page.handles.grips().map(({ mark, x, y }) => {
			const [X, Y] = [r.left + x * page.stage.zoom, r.top + y * page.stage.zoom];
			return { Mark: mark, X, Y, Free: document.elementFromPoint(X, Y) === page.stage.canvas };
		});`))
}

// grip is that of a mark.
func (p *tab) grip(mark int) grip {
	p.Helper()
	all := p.grips()
	i := slices.IndexFunc(all, func(g grip) bool { return g.Mark == mark })
	if i < 0 {
		p.Fatalf("mark %d cannot be taken hold of, of %d", mark, len(all))
	}
	return all[i]
}

// mouse moves the mouse along places in the window, its button pressed from the first to the last.
func (p *tab) mouse(path ...[2]float64) {
	p.Helper()
	send := func(kind input.DispatchMouseEventType, at [2]float64, buttons int64) {
		e := input.DispatchMouseEventParams{Type: kind, X: at[0], Y: at[1], Buttons: buttons}
		if kind != input.DispatchMouseEventTypeMouseMoved || buttons > 0 {
			e.Button, e.ClickCount = input.MouseButtonLeft, 1
		}
		call(p, input.DispatchMouseEvent, e)
	}
	send(input.DispatchMouseEventTypeMouseMoved, path[0], 0)
	send(input.DispatchMouseEventTypeMousePressed, path[0], 1)
	for _, at := range path[1:] {
		send(input.DispatchMouseEventTypeMouseMoved, at, 1)
	}
	send(input.DispatchMouseEventTypeMouseReleased, path[len(path)-1], 0)
}

// hover brings the mouse to a place.
func (p *tab) hover(at [2]float64) {
	p.Helper()
	call(p, input.DispatchMouseEvent, input.DispatchMouseEventParams{Type: input.DispatchMouseEventTypeMouseMoved, X: at[0], Y: at[1]})
}

// An edit goes on with what is said of node a, or, with a node b, ties the two or parts them.
type edit struct{ a, b int }

func (e edit) change() table.Change {
	if e.b > 0 {
		return table.Change{Input: "ties", Act: table.JoinOf, Mark: e.a, Other: e.b}
	}
	return table.Change{Input: "labels", Act: table.NextOf, Mark: e.a, Column: 1, Count: 2}
}

// rowsAt are the rows of a table at a link.
func rowsAt(hash, name string, took []sim.Rows) sim.Rows {
	l, _ := link.Parse(hash, experiments.List)
	inputs := l.Settings.Inputs()
	rows, _ := table.Current(l.Settings, inputs[sim.InputOf(inputs, name)], took)
	return rows
}

// rowOf is the row of an edit's node, or that of its tie; −1 if there is none.
func (e edit) rowOf(rows sim.Rows) int {
	for i := 0; i < len(rows); i += 2 {
		x, y := int(rows[i]), int(rows[i+1])
		if e.b == 0 && x == e.a || e.b > 0 && min(x, y) == min(e.a, e.b) && max(x, y) == max(e.a, e.b) {
			return i / 2
		}
	}
	return -1
}

// random is an edit of a node, or of a pair: one that is tied as often as one that is not.
func random(rng *rand.Rand, ties sim.Rows) edit {
	a, b := 1+rng.IntN(34), 1+rng.IntN(34)
	if rng.IntN(2) == 0 {
		return edit{a: a}
	}
	if rng.IntN(2) == 0 {
		i := 2 * rng.IntN(len(ties)/2)
		return edit{int(ties[i+1]), int(ties[i])}
	}
	for a == b {
		b = 1 + rng.IntN(34)
	}
	return edit{a, b}
}

// byPointer makes an edit with the mouse.
func (p *tab) byPointer(e edit) {
	p.Helper()
	from := p.grip(e.a).at()
	if e.b == 0 {
		p.mouse(from)
		return
	}
	to := p.grip(e.b).at()
	p.mouse(from, [2]float64{(from[0] + to[0]) / 2, (from[1] + to[1]) / 2}, to)
}

// byKeys makes an edit with the keyboard, while the figure has the focus.
func (p *tab) byKeys(e edit, last bool) {
	p.Helper()
	p.walk(e.a)
	switch {
	case e.b > 0:
		p.press(" ")
		p.walk(e.b)
		p.press(" ")
	case last:
		p.press(kb.Delete)
	default:
		p.press(kb.Enter)
	}
}

// walked is the mark that the keyboard has walked to, 0 if to none.
func (p *tab) walked() int {
	p.Helper()
	return eval[int](p, ofPage(`return page.handles.walked?.mark ?? 0;`))
}

// walk goes to a mark by keyboard, the shorter way round.
func (p *tab) walk(to int) {
	p.Helper()
	for range 3 { // a picture that comes in between may bring them in another order
		all := p.grips()
		index := func(mark int) int { return slices.IndexFunc(all, func(g grip) bool { return g.Mark == mark }) }
		n, now := len(all), index(p.walked())
		way := (index(to) - now + n) % n
		if 2*way <= n || now < 0 {
			p.press(strings.Repeat("]", way))
		} else {
			p.press(strings.Repeat("[", n-way))
		}
		if p.walked() == to {
			return
		}
	}
	p.Fatalf("the keyboard is at mark %d, want %d", p.walked(), to)
}

// byTable makes an edit in the tables of the page, and returns it as changes of cells and rows.
func (p *tab) byTable(e edit, hash string, took []sim.Rows) (changes []table.Change) {
	p.Helper()
	name, label, columns := "labels", "Labels", []string{"Node", "Class"}
	if e.b > 0 {
		name, label, columns = "ties", "Ties", []string{"One node", "Other node"}
	}
	of := func(what string) string {
		return fmt.Sprintf(`[role="group"][aria-label=%q] [aria-label=%q]`, label, what)
	}
	push := func(what string) { eval[int](p, fmt.Sprintf(`(document.querySelector(%q).click(), 0)`, of(what))) }
	did := func(c table.Change) { c.Input = name; changes = append(changes, c) }
	set := func(row, column, x int) {
		p.set(of(fmt.Sprintf("%s, row %d", columns[column], row+1)), fmt.Sprint(x))
		did(table.Change{Act: table.SetCell, Row: row, Column: column, Text: fmt.Sprint(x)})
	}
	rows := rowsAt(hash, name, took)
	n, row := len(rows)/2, e.rowOf(rows)
	switch {
	case row < 0:
		push("Add a row: " + label)
		did(table.Change{Act: table.AddRow, Row: n})
		p.wait(fmt.Sprintf(`document.querySelector(%q)`, of(fmt.Sprintf("%s, row %d", columns[0], n+1))))
		if e.b == 0 {
			set(n, 0, e.a)
		} else {
			set(n, 0, min(e.a, e.b))
			set(n, 1, max(e.a, e.b))
		}
	case e.b > 0 || rows[2*row+1] == 2:
		push(fmt.Sprintf("Remove row %d", row+1))
		did(table.Change{Act: table.DropRow, Row: row})
	default:
		set(row, 1, 2)
	}
	return changes
}

// bare is the picture on show, with nothing lit and no table open beside it.
func (p *tab) bare() []byte {
	p.Helper()
	p.arrived()
	p.hover([2]float64{3, 3})
	eval[int](p, `(document.activeElement.blur(), document.querySelectorAll("#notices button").forEach(b => b.click()), scrollTo(0, 0), 0)`)
	if eval[bool](p, `document.getElementById("fill").getAttribute("aria-expanded") === "true"`) {
		eval[int](p, `(document.getElementById("fill").click(), document.activeElement.blur(), 0)`)
	}
	return p.restingPixels()
}

// sameAs fails if a picture is another one.
func (p *tab) sameAs(want []byte, when string) {
	p.Helper()
	if n := differ(p.bare(), want); n > 0 {
		p.Errorf("%s: %d of %d colours of the picture are other ones", when, n, len(want))
	}
}

// undone goes back link by link, from the last to the first, as far as the browser remembers: it
// keeps fifty entries.
func (p *tab) undone(links []string, back func()) {
	p.Helper()
	for _, want := range slices.Backward(links[max(len(links)-49, 0) : len(links)-1]) {
		back()
		p.linked(want)
	}
}

// Edits made with the mouse, with the keyboard alone and in the tables lead to the same links,
// whether the picture of the one before is there or not, and to the picture that the link has by
// itself. Back takes them back, one by one.
func TestHands(t *testing.T) {
	pointer, keys, cells := open(t, visit{url: "/" + ownLabels}), open(t, visit{url: "/" + ownLabels}), open(t, visit{url: "/" + ownLabels})
	for _, p := range []*tab{pointer, keys, cells} {
		p.settle(2)
	}
	first := pointer.bare()
	cells.opened()
	eval[int](keys, `(document.getElementById("canvas").focus(), 0)`)
	took := tookBy(t, ownLabels)
	rng := rand.New(rand.NewPCG(31, 7))
	hash := ownLabels
	links, byCells := []string{hash}, []string{hash}
	for i := range *edits {
		e := random(rng, rowsAt(hash, "ties", took))
		labels := rowsAt(hash, "labels", took)
		row := e.rowOf(labels)
		last := e.b == 0 && row >= 0 && labels[2*row+1] == 2
		before := hash
		hash, _ = changed(hash, took, e.change())
		links = append(links, hash)

		pointer.byPointer(e)
		pointer.linked(hash)
		keys.byKeys(e, last && i%2 == 0)
		keys.linked(hash)
		for _, c := range cells.byTable(e, before, took) {
			next, _ := changed(byCells[len(byCells)-1], took, c)
			if next != byCells[len(byCells)-1] {
				byCells = append(byCells, next)
			}
		}
		if got := byCells[len(byCells)-1]; got != hash {
			t.Fatalf("edit %d, %v: by cells it is %s, want %s", i, e, got, hash)
		}
		cells.linked(hash)
		if rng.IntN(4) == 0 {
			for _, p := range []*tab{pointer, keys, cells} {
				p.arrived()
			}
		}
	}
	fresh := open(t, visit{url: "/" + hash})
	fresh.settle(2)
	want := fresh.bare()
	for name, p := range map[string]*tab{"pointer": pointer, "keyboard": keys, "tables": cells} {
		p.sameAs(want, name)
		if got := p.step(); got != 2 {
			t.Errorf("%s: got step %d, want 2", name, got)
		}
	}
	back := func(p *tab) func() { return func() { eval[int](p, "(history.back(), 0)") } }
	pointer.undone(links, back(pointer))
	cells.undone(byCells, back(cells))
	keys.undone(links, func() {
		z := input.DispatchKeyEventParams{Type: input.DispatchKeyEventTypeRawKeyDown, Key: "z", Code: "KeyZ", WindowsVirtualKeyCode: 90, Modifiers: 2}
		call(keys, input.DispatchKeyEvent, z)
		z.Type = input.DispatchKeyEventTypeKeyUp
		call(keys, input.DispatchKeyEvent, z)
	})
	for name, p := range map[string]*tab{"pointer": pointer, "keyboard": keys, "tables": cells} {
		if p.hash() == ownLabels {
			p.sameAs(first, name+", undone")
		}
	}
}

// Edits that come faster than their runs are all made, each an entry that Back leaves, also where a
// table begins with the example's, which is not known while its run is on the way.
func TestHandsFast(t *testing.T) {
	p := open(t, visit{url: "/" + ownLabels})
	p.settle(2)
	took := tookBy(t, ownLabels)
	entries := eval[int](p, "history.length")
	hash, all := ownLabels, []edit{{5, 0}, {9, 20}, {5, 0}, {3, 25}, {30, 0}, {9, 20}, {1, 2}}
	for _, e := range all {
		hash, _ = changed(hash, took, e.change())
	}
	marks := p.grips()
	place := func(mark int) [2]float64 {
		return marks[slices.IndexFunc(marks, func(g grip) bool { return g.Mark == mark })].at()
	}
	var paths [][][2]float64
	for _, e := range all {
		path := [][2]float64{place(e.a)}
		if e.b > 0 {
			path = append(path, [2]float64{(place(e.a)[0] + place(e.b)[0]) / 2, place(e.b)[1]}, place(e.b))
		}
		paths = append(paths, path)
	}
	// All at once: the page gets to nothing else in between.
	said, _ := json.Marshal(paths)
	eval[int](p, fmt.Sprintf(`(() => {
		const stage = document.getElementById("stage");
		stage.setPointerCapture = () => {};
		const send = (kind, [clientX, clientY]) => stage.dispatchEvent(new PointerEvent(kind, { pointerType: "mouse", isPrimary: true, button: 0, clientX, clientY, bubbles: true }));
		for (const path of %s) {
			send("pointerdown", path[0]);
			for (const at of path) send("pointermove", at);
			send("pointerup", path.at(-1));
		}
		return 0;
	})()`, said))
	p.linked(hash)
	p.arrived()
	if now := p.grip(1); now.at() != place(1) {
		t.Errorf("while it was edited the figure moved: node 1 from %v to %v", place(1), now.at())
	}
	if got := eval[int](p, "history.length") - entries; got != len(all) {
		t.Errorf("got %d entries more, want %d", got, len(all))
	}
	for range all {
		eval[int](p, "new Promise(done => { addEventListener('popstate', () => done(0), { once: true }); history.back(); })")
	}
	p.linked(ownLabels)
}

// What keys do to a mark they do to it while it is walked to: Escape leaves it.
func TestHandsByArrows(t *testing.T) {
	p := open(t, visit{url: "/" + ownLabels})
	p.settle(2)
	eval[int](p, `(document.getElementById("canvas").focus(), 0)`)
	for key, toward := range map[string][2]float64{kb.ArrowRight: {1, 0}, kb.ArrowLeft: {-1, 0}, kb.ArrowDown: {0, 1}, kb.ArrowUp: {0, -1}} {
		moved := 0
		p.walk(1) // others lie on all its sides
		for range 6 {
			before := p.grip(p.walked())
			p.press(key)
			now := p.grip(p.walked())
			if now.Mark == before.Mark {
				continue
			}
			moved++
			if (now.X-before.X)*toward[0]+(now.Y-before.Y)*toward[1] <= 0 {
				t.Errorf("%v: got from node %d to %d, which lies elsewhere", toward, before.Mark, now.Mark)
			}
		}
		if moved == 0 {
			t.Errorf("%v: got nowhere", toward)
		}
	}
	p.walk(7)
	p.idle(2)
	if got := p.text("#said") + p.text("#announce"); !strings.Contains(got, "member 7") {
		t.Errorf("got %q, want words of member 7", got)
	}
	p.press(kb.Escape)
	if got := p.walked(); got != 0 {
		t.Errorf("after Escape the keyboard is at node %d", got)
	}
	p.press(kb.Enter + kb.Delete)
	p.idle(5)
	if got := p.hash(); got != ownLabels || p.step() != 2 {
		t.Errorf("at no node keys lead to %s, step %d", got, p.step())
	}
}
