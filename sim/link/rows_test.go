package link

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"narrows/sim"
)

// tables is a catalogue of an experiment whose data a visitor may bring.
var tables = []sim.Experiment{{
	Name: "cove",
	Knobs: []sim.Knob{
		{Name: "d", Choices: []string{"1", "2", "3"}, Default: 1},
		{Name: "eta", Min: 0, Max: 4, Default: 1, Live: true},
	},
	Inputs: []sim.Input{
		{Name: "points", Least: 1, Most: 1000, Columns: []sim.Knob{{Name: "x", Min: -1, Max: 1}, {Name: "y", Min: -1, Max: 1}, {Name: "angle", Max: 360}}},
		{Name: "labels", Most: 300, Columns: []sim.Knob{{Name: "node", Max: 299, Integer: true}, {Name: "class", Choices: []string{"none", "a", "b"}}}},
	},
}}

// random are n rows as somebody might drag them.
func random(in sim.Input, n int, rng *rand.Rand) sim.Rows {
	r := sim.Rows{}
	for range n {
		for _, k := range in.Columns {
			switch {
			case len(k.Choices) > 0:
				r = append(r, float64(rng.IntN(len(k.Choices))))
			case k.Integer:
				r = append(r, k.Min+float64(rng.IntN(int(k.Max-k.Min)+1)))
			default:
				r = append(r, k.Min+rng.Float64()*(k.Max-k.Min))
			}
		}
	}
	return r
}

// Whatever rows there are, in the run and in pinned ones, their link gives back these settings,
// byte for byte.
func TestRowsRoundTrip(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	e := tables[0]
	for i := range 1000 {
		l := Default(e)
		for range rng.IntN(3) {
			l.Settings = l.Settings.WithRows("points", random(e.Inputs[0], 1+rng.IntN(40), rng))
			l = l.Pin(rng.IntN(50))
		}
		points, labels := random(e.Inputs[0], 1+rng.IntN(60), rng), random(e.Inputs[1], rng.IntN(301), rng)
		l.Settings = l.Settings.WithRows("points", points).WithRows("labels", labels)
		text := Format(l)
		again, notices := Parse(text, tables)
		if len(notices) > 0 || !reflect.DeepEqual(again, l) || Format(again) != text {
			t.Fatalf("%d, %s: got %s and %q", i, text, Format(again), notices)
		}
		if got := again.Settings.Rows("points"); !slices.Equal(got, e.Inputs[0].Quantised(points)) {
			t.Fatalf("%d: got points %v, want %v, quantised", i, got, points)
		}
		if got := again.Settings.Rows("labels"); got == nil || !slices.Equal(got, labels) {
			t.Fatalf("%d: got labels %v, want exactly %v", i, got, labels)
		}
	}
}

// Two characters a number, and none for the experiment's own.
func TestRowsLength(t *testing.T) {
	e := tables[0]
	rng := rand.New(rand.NewPCG(5, 6))
	const head = "#cove?v=1&rows.points="
	l := Default(e)
	l.Settings = l.Settings.WithRows("points", random(e.Inputs[0], 40, rng))
	if text := Format(l); !strings.HasPrefix(text, head) || len(text)-len(head) != 240 {
		t.Errorf("got %d characters for 40 rows of 3 numbers, want 240: %s", len(text)-len(head), text)
	}
	l.Settings = l.Settings.WithRows("points", nil)
	if got := Format(l); got != "#cove?v=1" || !reflect.DeepEqual(l, Default(e)) {
		t.Errorf("got %s, want the untouched link", got)
	}
	// A thousand points and two pinned runs with theirs, escaped three times over.
	for range MaxPins + 1 {
		l.Settings = l.Settings.WithRows("points", random(e.Inputs[0], 1000, rng))
		l = l.Pin(1000)
	}
	text := Format(l)
	for range 3 {
		text = strings.ReplaceAll(strings.ReplaceAll(text, "%", "%25"), "&", "%26")
	}
	if again, notices := Parse(text, tables); len(notices) > 0 || !reflect.DeepEqual(again, l) {
		t.Errorf("a thousand rows and two pins, %d bytes: got %q", len(text), notices)
	}
}

// Where rows cannot be used the example is, and a sentence names the row.
func TestBadRows(t *testing.T) {
	const used = ", and the example is used."
	for _, c := range []struct{ hash, canonical, notice string }{
		{"rows.points=", "", "rows.points is not possible; points must have from 1 to 1000 rows, not 0" + used},
		{"rows.points", "", "rows.points is not possible; points must have from 1 to 1000 rows, not 0" + used},
		{"rows.points=AAAAAAAAAA", "", "rows.points is not possible; in row 2 of points angle must be a number from 0 to 360" + used},
		{"rows.points=AAAAA", "", "rows.points is not possible; in row 1 of points angle must be a number from 0 to 360" + used},
		{"rows.points=AAAAAAAA%2BAAA", "", "rows.points is not possible; in row 2 of points y must be a number from -1 to 1" + used},
		{"rows.points=AAAAAAAAAAA€", "", "rows.points is not possible; in row 2 of points angle must be a number from 0 to 360" + used},
		{"rows.points=NaN", "", "rows.points is not possible; in row 1 of points y must be a number from -1 to 1" + used},
		{"rows.points=AA__AA&d=3", "&d=3", "rows.points is not possible; in row 1 of points y must be a number from -1 to 1" + used},
		{"rows.points=" + strings.Repeat("A", 6006), "", "rows.points is not possible; points must have from 1 to 1000 rows, not 1001" + used},
		{"rows.labels=AAABErAD", "", "rows.labels is not possible; in row 2 of labels class must be one of none, a, b" + used},
		{"rows.labels=EsAA", "", "rows.labels is not possible; in row 1 of labels node must be a whole number from 0 to 299" + used},
		{"rows.labels=AAAD", "", "rows.labels is not possible; in row 1 of labels class must be one of none, a, b" + used},
		{"rows.labels=AAAB&rows.labels=AAAD", "", "rows.labels is not possible; in row 1 of labels class must be one of none, a, b" + used},
		{"rows.labels=AAAB&rows.labels=AAAC", "&rows.labels=AAAC", "rows.labels is there twice; the last one counts."},
		{"rows.labels=ABAA&rows.labels=AbAA", "&rows.labels=AbAA", "rows.labels is there twice; the last one counts."},
		{"rows.ties=AAAB", "&rows.ties=AAAB", "The key rows.ties is unknown and ignored."},
		{"rows.ties=AAAB&rows.ties=AA&rows.=1", "&rows.ties=AAAB&rows.ties=AA&rows.=1", "The keys rows.ties and rows. are unknown and ignored."},
		{"pin=rows.labels%3DAAAD", "", "The pinned run rows.labels=AAAD is left out: rows.labels is not possible; in row 1 of labels class must be one of none, a, b."},
	} {
		l, notices := Parse("#cove?v=1&"+c.hash, tables)
		if want := "#cove?v=1" + c.canonical; Format(l) != want || !slices.Contains(notices, c.notice) {
			t.Errorf("%.60s: got %s and %q, want %s and %q", c.hash, Format(l), notices, want, c.notice)
		}
		if _, err := Check("#cove?v=1&"+c.hash, tables); err == nil || strings.Contains(err.Error(), "is used") {
			t.Errorf("%.60s: got error %v, want what is not possible alone", c.hash, err)
		}
	}
	// As it may arrive.
	for _, hash := range []string{"rows.labels=AAAB.", "rows.labels=AAAB)**", "ROWS.Labels=AAAB", "rows.labels%3DAAAB", "rows.labels=AA\n> AB", "rows.labels=AAAB_", `rows.labels=AAAB%22%3E`, "rows.labels=AAAB_\""} {
		if l, notices := Parse("#cove?v=1&"+hash, tables); Format(l) != "#cove?v=1&rows.labels=AAAB" || len(notices) > 0 {
			t.Errorf("%q: got %s and %q, want rows.labels=AAAB", hash, Format(l), notices)
		}
	}
	// A pin that was unescaped once too often keeps its rows.
	const loose, pinned = "#cove?v=1&pin=d=3&rows.labels=AAAB&seed=7", "#cove?v=1&pin=d%3D3%26rows.labels%3DAAAB%26seed%3D7"
	if l, notices := Parse(loose, tables); Format(l) != pinned || len(notices) > 0 {
		t.Errorf("%s: got %s and %q, want %s", loose, Format(l), notices, pinned)
	}
	if _, err := Check("#cove?deep=1", tables); err == nil || !strings.Contains(err.Error(), "the keys are d, eta, rows.points, rows.labels, seed") {
		t.Errorf("got %v, want the keys, tables among them", err)
	}
}

// Rows that are changed stay at their step, and pins keep what they had.
func TestWithRows(t *testing.T) {
	l, _ := Parse("#cove?v=1&d=3&rows.labels=AAAB&eta@4=2&seed=7&step=9&play=0", tables)
	changed, notice := l.Pin(9).WithRows("labels", sim.Rows{1, 2})
	if want := "#cove?v=1&d=3&rows.labels=ABAC&eta@4=2&seed=7&step=9&play=0&pin=d%3D3%26rows.labels%3DAAAB%26eta@4%3D2%26seed%3D7%26step%3D9"; Format(changed) != want || notice != "" {
		t.Errorf("got %s and %q, want %s", Format(changed), notice, want)
	}
	if again, notices := Parse(Format(changed), tables); !reflect.DeepEqual(again, changed) || len(notices) > 0 {
		t.Errorf("got %+v and %q, want %+v", again, notices, changed)
	}
	if example, _ := changed.WithRows("labels", nil); Format(example.Run()) != "#cove?v=1&d=3&eta@4=2&seed=7" {
		t.Errorf("got %s, want the example", Format(example.Run()))
	}
	if same, notice := l.WithRows("labels", sim.Rows{0, 9}); !reflect.DeepEqual(same, l) || notice != "rows.labels is not possible; in row 1 of labels class must be one of none, a, b." {
		t.Errorf("got %s and %q, want the link as it was", Format(same), notice)
	}
	wide := []sim.Experiment{{Name: "wide", Inputs: []sim.Input{{Name: "points", Most: 1 << 20, Columns: []sim.Knob{{Name: "x", Max: 1}}}}}}
	l = Default(wide[0])
	most := (MaxBytes - len("#wide?v=1&rows.points=")) / 2
	if full, notice := l.WithRows("points", make(sim.Rows, most)); notice != "" || len(Format(full)) > MaxBytes {
		t.Errorf("%d rows: got %q", most, notice)
	}
	if same, notice := l.WithRows("points", make(sim.Rows, most+1)); notice != "With these rows a link would be longer than the 64 kB that can be read." || !reflect.DeepEqual(same, l) {
		t.Errorf("%d rows: got %q, want that a link cannot hold them", most+1, notice)
	}
}

// Whatever comes in, rows that come out are allowed, and their canonical link is a fixed point.
func FuzzRows(f *testing.F) {
	for _, hash := range []string{"rows.points=AAAAAA&rows.labels=AAAB", "rows.labels=&pin=rows.labels%3D", "rows.points=_-_-_-", "pin=rows.points=AAAAAA&d=3", "rows.labels=Eq%", "rows.labels=%00AAB", "rows.=&rows&rows.x=1", "rows.camera=1,1"} {
		f.Add(hash)
	}
	rng := rand.New(rand.NewPCG(7, 8))
	const signs = "ABz09-_=&%.?# \n€"
	for range 500 {
		hash := []byte("rows.points=")
		if rng.IntN(2) == 0 {
			hash = []byte("rows.labels=")
		}
		for range rng.IntN(40) {
			hash = append(hash, signs[rng.IntN(len(signs))])
		}
		f.Add(string(hash))
	}
	f.Fuzz(func(t *testing.T, hash string) {
		l, _ := Parse("#cove?"+hash, tables)
		for i := range l.Settings.Inputs() {
			in := &l.Settings.Inputs()[i]
			rows := l.Settings.Rows(in.Name)
			if err := in.Check(rows); err != nil || !slices.Equal(rows, in.Quantised(rows)) {
				t.Errorf("got %v, %v, want allowed rows", rows, err)
			}
		}
		canonical := Format(l)
		again, notices := Parse(canonical, tables)
		if !reflect.DeepEqual(again, l) || Format(again) != canonical || len(notices) > min(len(l.Unknown), 1) {
			t.Errorf("%s: got %s and %q", canonical, Format(again), notices)
		}
	})
}

// Rows that are about what a knob chooses go when it chooses something else, and with no other.
func TestRowsOfAKnob(t *testing.T) {
	e := sim.Experiment{Name: "cove", Knobs: []sim.Knob{{Name: "graph", Max: 3}, {Name: "depth", Max: 9}}, Inputs: []sim.Input{
		{Name: "labels", Most: 9, Columns: []sim.Knob{{Name: "node", Max: 9, Integer: true}}, Of: []string{"graph"}},
		{Name: "points", Most: 9, Columns: []sim.Knob{{Name: "x", Max: 9, Integer: true}}},
	}}
	l, _ := Parse("#cove?rows.labels=AD&rows.points=AC", []sim.Experiment{e})
	for _, c := range []struct {
		knob   string
		value  string
		labels bool
	}{{"depth", "2", true}, {"graph", "0", true}, {"graph", "1", false}} {
		changed, notice := l.WithText(c.knob, c.value, 0)
		if notice != "" || (changed.Settings.Rows("labels") != nil) != c.labels || changed.Settings.Rows("points") == nil {
			t.Errorf("%s=%s: got labels %v, points %v and %q", c.knob, c.value, changed.Settings.Rows("labels"), changed.Settings.Rows("points"), notice)
		}
	}
}
