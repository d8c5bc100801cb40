package link

import (
	"fmt"
	"math"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"narrows/sim"
)

// experiments is a small catalogue with a knob of each kind.
var experiments = []sim.Experiment{{
	Name: "strait",
	Knobs: []sim.Knob{
		{Name: "data", Choices: []string{"circles", "two moons"}},
		{Name: "d", Choices: []string{"1", "2", "3"}, Default: 1},
		{Name: "n", Min: 16, Max: 1024, Default: 256, Integer: true, Log: true},
		{Name: "eta", Min: 0, Max: 4, Default: 1, Live: true},
		{Name: "mu", Min: -1, Max: 1, Live: true},
		{Name: "scale", Min: 0, Max: 1e9, Default: 1},
	},
}, {Name: "other"}}

func settings(changes ...sim.Change) sim.Settings {
	s := sim.Defaults(experiments[0].Knobs)
	s.Changes = changes
	return s
}

func TestParseAndFormat(t *testing.T) {
	s := settings()
	untouched := Link{Experiment: "strait", Settings: s, View: View{Play: true}}
	seeded := s
	seeded.Seed = 7
	for _, c := range []struct {
		name, hash, canonical string
		want                  Link
	}{
		{"nothing", "", "#strait?v=1", untouched},
		{"hash sign only", "#", "#strait?v=1", untouched},
		{"experiment only", "#strait", "#strait?v=1", untouched},
		{"no experiment", "#?v=1", "#strait?v=1", untouched},
		{"defaults spelt out", "#strait?v=1&data=circles&d=2&n=256&eta=1&seed=1&step=0&play=1", "#strait?v=1", untouched},
		{"another experiment", "other", "#other?v=1", Link{Experiment: "other", Settings: sim.Defaults(nil), View: View{Play: true}}},
		{"knobs in any order", "#strait?n=64&v=1&d=3", "#strait?v=1&d=3&n=64",
			Link{Experiment: "strait", Settings: s.With("d", 2).With("n", 64), View: View{Play: true}}},
		{"a choice is escaped", "#strait?v=1&data=two%20moons", "#strait?v=1&data=two%20moons",
			Link{Experiment: "strait", Settings: s.With("data", 1), View: View{Play: true}}},
		{"numbers have one form", "#strait?v=1&eta=0.500&mu=-0", "#strait?v=1&eta=0.5",
			Link{Experiment: "strait", Settings: s.With("eta", .5), View: View{Play: true}}},
		{"a negative zero", "#strait?v=1&eta=-0", "#strait?v=1&eta=0",
			Link{Experiment: "strait", Settings: s.With("eta", 0), View: View{Play: true}}},
		{"many digits", "#strait?v=1&eta=0.30000000000000004", "#strait?v=1&eta=0.30000000000000004",
			Link{Experiment: "strait", Settings: s.With("eta", 0.30000000000000004), View: View{Play: true}}},
		{"no plus signs", "#strait?v=1&scale=3e+08", "#strait?v=1&scale=3e08",
			Link{Experiment: "strait", Settings: s.With("scale", 3e8), View: View{Play: true}}},
		{"small numbers", "#strait?eta=1e-7", "#strait?v=1&eta=1e-07",
			Link{Experiment: "strait", Settings: s.With("eta", 1e-7), View: View{Play: true}}},
		{"seed and view", "#strait?v=1&seed=7&step=412&play=0", "#strait?v=1&seed=7&step=412&play=0",
			Link{Experiment: "strait", Settings: seeded, View: View{Step: 412}}},
		{"axes of steps", "#strait?v=1&axis=linear&play=0&seed=7&step=412", "#strait?v=1&seed=7&step=412&play=0&axis=linear",
			Link{Experiment: "strait", Settings: seeded, View: View{Step: 412, Axis: "linear"}}},
		{"changes by step", "#strait?v=1&eta@40=2&eta@5=3", "#strait?v=1&eta@5=3&eta@40=2",
			Link{Experiment: "strait", Settings: settings(sim.Change{Step: 5, Knob: "eta", Value: 3}, sim.Change{Step: 40, Knob: "eta", Value: 2}), View: View{Play: true}}},
		{"changes in knob order at one step", "#strait?v=1&mu@5=0.5&eta@5=3", "#strait?v=1&eta@5=3&mu@5=0.5",
			Link{Experiment: "strait", Settings: settings(sim.Change{Step: 5, Knob: "eta", Value: 3}, sim.Change{Step: 5, Knob: "mu", Value: .5}), View: View{Play: true}}},
		{"changes that change nothing", "#strait?v=1&eta@3=1&eta@5=3&eta@9=3", "#strait?v=1&eta@5=3",
			Link{Experiment: "strait", Settings: settings(sim.Change{Step: 5, Knob: "eta", Value: 3}), View: View{Play: true}}},
		{"the last of two changes at one step", "#strait?v=1&eta@05=2&eta@5=3", "#strait?v=1&eta@5=3",
			Link{Experiment: "strait", Settings: settings(sim.Change{Step: 5, Knob: "eta", Value: 3}), View: View{Play: true}}},
		{"an escaped at sign", "#strait?v=1&eta%405=3", "#strait?v=1&eta@5=3",
			Link{Experiment: "strait", Settings: settings(sim.Change{Step: 5, Knob: "eta", Value: 3}), View: View{Play: true}}},
		{"escaped whole", "#strait%3Fv%3D1%26d%3D3", "#strait?v=1&d=3",
			Link{Experiment: "strait", Settings: s.With("d", 2), View: View{Play: true}}},
		{"views of panels", "#strait?v=1&maps.camera=0.3,-1&step=2&cloud.camera=1,0.5", "#strait?v=1&step=2&maps.camera=0.3,-1&cloud.camera=1,0.5",
			Link{Experiment: "strait", Settings: s, View: View{Step: 2, Play: true, Panels: []Pair{{"maps.camera", "0.3,-1"}, {"cloud.camera", "1,0.5"}}}}},
		{"a pinned run", "#strait?v=1&pin=step%3D40%26seed%3D7%26d%3D2%26eta%4050%3D2&d=3", "#strait?v=1&d=3&pin=seed%3D7%26step%3D40",
			Link{Experiment: "strait", Settings: s.With("d", 2), View: View{Play: true, Pins: []Pin{{seeded, 40}}}}},
		{"two pinned runs", "#strait?v=1&cloud.camera=1,0.5&pin=data%3Dtwo%2520moons&step=3&pin=", "#strait?v=1&step=3&pin=data%3Dtwo%2520moons&pin=&cloud.camera=1,0.5",
			Link{Experiment: "strait", Settings: s, View: View{Step: 3, Play: true, Pins: []Pin{{s.With("data", 1), 0}, {s, 0}}, Panels: []Pair{{"cloud.camera", "1,0.5"}}}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, notices := Parse(c.hash, experiments)
			if len(notices) > 0 {
				t.Errorf("got notices %q, want none", notices)
			}
			if !reflect.DeepEqual(got, c.want) {
				t.Errorf("got %+v, want %+v", got, c.want)
			}
			for _, l := range []Link{got, c.want} {
				if text := Format(l); text != c.canonical {
					t.Errorf("got link %s, want %s", text, c.canonical)
				}
			}
			if again, _ := Parse(c.canonical, experiments); !reflect.DeepEqual(again, got) {
				t.Errorf("got %+v from the canonical link, want %+v", again, got)
			}
			if _, err := Check(c.hash, experiments); err != nil {
				t.Errorf("got error %v, want none", err)
			}
		})
	}
}

// Whatever cannot be used stays at its default, and one sentence names it with what is
// allowed instead.
func TestBadValues(t *testing.T) {
	for _, c := range []struct{ hash, canonical, notice string }{
		{"#strait?v=1&eta=NaN", "#strait?v=1", "eta=NaN is not possible; eta must be a number from 0 to 4, and 1 is used."},
		{"#strait?v=1&eta=Inf", "#strait?v=1", "eta=Inf is not possible; eta must be a number from 0 to 4, and 1 is used."},
		{"#strait?v=1&eta=-inf", "#strait?v=1", "eta=-inf is not possible; eta must be a number from 0 to 4, and 1 is used."},
		{"#strait?v=1&eta=1e999", "#strait?v=1", "eta=1e999 is not possible; eta must be a number from 0 to 4, and 1 is used."},
		{"#strait?v=1&eta=5", "#strait?v=1", "eta=5 is not possible; eta must be a number from 0 to 4, and 1 is used."},
		{"#strait?v=1&eta=", "#strait?v=1", `eta="" is not possible; eta must be a number from 0 to 4, and 1 is used.`},
		{"#strait?v=1&eta", "#strait?v=1", `eta="" is not possible; eta must be a number from 0 to 4, and 1 is used.`},
		{"#strait?v=1&n=0&d=3", "#strait?v=1&d=3", "n=0 is not possible; n must be a whole number from 16 to 1024, and 256 is used."},
		{"#strait?v=1&n=64.5", "#strait?v=1", "n=64.5 is not possible; n must be a whole number from 16 to 1024, and 256 is used."},
		{"#strait?v=1&d=4", "#strait?v=1", "d=4 is not possible; d must be one of 1, 2, 3, and 2 is used."},
		{"#strait?v=1&d=02", "#strait?v=1", "d=02 is not possible; d must be one of 1, 2, 3, and 2 is used."},
		{"#strait?v=1&data=stars", "#strait?v=1", "data=stars is not possible; data must be one of circles, two moons, and circles is used."},
		{"#strait?v=1&seed=-1", "#strait?v=1", "seed=-1 is not possible; seed must be a whole number from 0 to 4294967295, and 1 is used."},
		{"#strait?v=1&seed=4294967296", "#strait?v=1", "seed=4294967296 is not possible; seed must be a whole number from 0 to 4294967295, and 1 is used."},
		{"#strait?v=1&step=-3", "#strait?v=1", "Step -3 of step is not possible; a step must be a whole number from 0 to 1073741823."},
		{"#strait?v=1&step=1e3", "#strait?v=1", "Step 1e3 of step is not possible; a step must be a whole number from 0 to 1073741823."},
		{"#strait?v=1&axis=tan", "#strait?v=1", "axis=tan is not possible; axis must be one of log, linear."},
		{"#strait?v=1&play=no", "#strait?v=1", "play=no is not possible; play must be 0 or 1."},
		{"#strait?v=1&n@5=64", "#strait?v=1", "n@5 is not possible; only eta, mu may change during a run."},
		{"#strait?v=1&eta@-5=2", "#strait?v=1", "Step -5 of eta@-5 is not possible; a step must be a whole number from 0 to 1073741823."},
		{"#strait?v=1&eta@5=9", "#strait?v=1", "eta@5=9 is not possible; eta must be a number from 0 to 4, and it stays as it was."},
		{"#strait?v=2&d=3", "#strait?v=1&d=3", "v=2 is not known; v must be 1, and its defaults are used."},
		{"#gulf?v=1&d=3", "#strait?v=1&d=3", "There is no experiment gulf; it must be one of strait, other."},
		{"#strait?v=1&depth=3&seed=7", "#strait?v=1&seed=7&depth=3", "The key depth is unknown and ignored."},
		{"#strait?v=1&depth=a%26b%3D%00&depth=2", "#strait?v=1&depth=a%26b%3D%00&depth=2", "The key depth is unknown and ignored."},
		{"#strait?v=1&d=1&d=3", "#strait?v=1&d=3", "d is there twice; the last one counts."},
		{"#strait?v=1&pin=d%3D9", "#strait?v=1", "The pinned run d=9 is left out: d=9 is not possible; d must be one of 1, 2, 3."},
		{"#strait?v=1&pin=step%3Dx", "#strait?v=1", "The pinned run step=x is left out: Step x of step is not possible; a step must be a whole number from 0 to 1073741823."},
		{"#strait?v=1&pin=depth%3D9", "#strait?v=1", "The pinned run depth=9 is left out: The key depth is unknown and ignored."},
		{"#strait?v=1&pin=pin%3D", "#strait?v=1", "The pinned run pin= is left out: The key pin is unknown and ignored."},
		{"#strait?v=1&pin=d%3D3&pin=d%3D3", "#strait?v=1&pin=d%3D3", "The pinned run d=3 is there twice."},
		{"#strait?v=1&pin=d%3D3&pin=d%3D1&pin=n%3D64", "#strait?v=1&pin=d%3D3&pin=d%3D1", "The pinned run n=64 is one too many; a link may hold 2."},
		{"#strait?v=1&a%0Ab=1", "#strait?v=1&a%0Ab=1", "The key a\uFFFDb is unknown and ignored."},
	} {
		t.Run(c.hash, func(t *testing.T) {
			l, notices := Parse(c.hash, experiments)
			if !slices.Contains(notices, c.notice) {
				t.Errorf("got notices %q, want %q", notices, c.notice)
			}
			if got := Format(l); got != c.canonical {
				t.Errorf("got %s, want %s", got, c.canonical)
			}
			// A command says the same but for what a page uses instead.
			want := regexp.MustCompile(`(, and [^,]* is used)?\.$`).ReplaceAllString(notices[0], "")
			if _, err := Check(c.hash, experiments); err == nil || !strings.HasPrefix(err.Error(), want) || strings.Contains(err.Error(), "is used") {
				t.Errorf("got error %v, want %q", err, want)
			}
		})
	}
}

func TestCheckNamesTheKeys(t *testing.T) {
	_, err := Check("#strait?v=1&depth=3", experiments)
	if want := "The key depth is unknown and ignored; the keys are data, d, n, eta, mu, scale, seed, step, play, axis, v"; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

func TestManyNotices(t *testing.T) {
	hash := "#strait?v=1" + strings.Repeat("&n=1", 20)
	_, notices := Parse(hash, experiments)
	if len(notices) != maxNotices {
		t.Fatalf("got %d notices, want %d", len(notices), maxNotices)
	}
	// 20 bad values and 19 repetitions, seven of which are said.
	if got, want := notices[maxNotices-1], "There are 32 more such things in this link."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestManyChanges(t *testing.T) {
	var b strings.Builder
	b.WriteString("#strait?v=1")
	for i := range MaxChanges + 5 {
		fmt.Fprintf(&b, "&eta@%d=%d", i, i%2+2)
	}
	l, notices := Parse(b.String(), experiments)
	if len(l.Settings.Changes) != MaxChanges {
		t.Errorf("got %d changes, want %d", len(l.Settings.Changes), MaxChanges)
	}
	if len(notices) != 5 || notices[0] != "eta@256=2 is one change too many; a link may hold 256." {
		t.Errorf("got notices %q, want 5 of too many changes", notices)
	}
	// By hand there are no more than by a link; the last can still be turned further.
	full, notice := l.Turn(300, "eta", 1)
	if want := "eta@300=1 is one change too many; a link may hold 256."; notice != want || !reflect.DeepEqual(full, l) {
		t.Errorf("one more turn: got %d changes and %q, want %d and %q", len(full.Settings.Changes), notice, MaxChanges, want)
	}
	if last, notice := l.Turn(255, "eta", 1); notice != "" || len(last.Settings.Changes) != MaxChanges {
		t.Errorf("the last turned further: got %d changes and %q, want %d", len(last.Settings.Changes), notice, MaxChanges)
	}
}

func TestWithText(t *testing.T) {
	l, _ := Parse("#strait?v=1&seed=7&eta@5=3&mu@6=0.5&step=9&play=0", experiments)
	for _, c := range []struct{ key, value, want, notice string }{
		{"d", "3", "#strait?v=1&d=3&eta@5=3&mu@6=0.5&seed=7&play=0", ""},
		{"eta", "2", "#strait?v=1&eta=2&mu@6=0.5&seed=7&play=0", ""},
		{"seed", "8", "#strait?v=1&eta@5=3&mu@6=0.5&seed=8&play=0", ""},
		{"d", "9", "#strait?v=1&eta@5=3&mu@6=0.5&seed=7&step=9&play=0", "d=9 is not possible; d must be one of 1, 2, 3, and 2 stays."},
		{"eta", "9", "#strait?v=1&eta@5=3&mu@6=0.5&seed=7&step=9&play=0", "eta=9 is not possible; eta must be a number from 0 to 4, and 3 stays."},
		{"seed", "x", "#strait?v=1&eta@5=3&mu@6=0.5&seed=7&step=9&play=0", "seed=x is not possible; seed must be a whole number from 0 to 4294967295, and 7 stays."},
		{"depth", "9", "#strait?v=1&eta@5=3&mu@6=0.5&seed=7&step=9&play=0", "The key depth is unknown and ignored."},
	} {
		got, notice := l.WithText(c.key, c.value, l.View.Step)
		if Format(got) != c.want || notice != c.notice {
			t.Errorf("%s=%s: got %s and %q, want %s and %q", c.key, c.value, Format(got), notice, c.want, c.notice)
		}
	}
}

func TestTurn(t *testing.T) {
	l, _ := Parse("#strait?v=1&eta@5=3&mu@40=0.5&eta@50=2", experiments)
	for _, c := range []struct {
		step  int
		knob  string
		value float64
		want  string
	}{
		{20, "eta", 2, "#strait?v=1&eta@5=3&eta@20=2"},
		{40, "mu", .25, "#strait?v=1&eta@5=3&mu@40=0.25"},
		{40, "eta", 2, "#strait?v=1&eta@5=3&eta@40=2&mu@40=0.5"},
		{60, "eta", 2, "#strait?v=1&eta@5=3&mu@40=0.5&eta@50=2"},
	} {
		if got, notice := l.Turn(c.step, c.knob, c.value); Format(got) != c.want || notice != "" {
			t.Errorf("%s at %d: got %s and %q, want %s", c.knob, c.step, Format(got), notice, c.want)
		}
	}
	if got, want := Format(l), "#strait?v=1&eta@5=3&mu@40=0.5&eta@50=2"; got != want {
		t.Errorf("the link itself became %s, want %s", got, want)
	}
	defer func() {
		if recover() == nil {
			t.Error("turning a knob that is not Live did not panic")
		}
	}()
	l.Turn(5, "n", 64)
}

func TestTakeAndPresetAndRun(t *testing.T) {
	l, _ := Parse("#strait?v=1&eta@5=3&step=40&play=0&depth=1", experiments)
	if got, want := Format(l.Take(sim.Offer{Knob: "eta", Value: .5})), "#strait?v=1&eta=0.5&depth=1"; got != want {
		t.Errorf("offer: got %s, want %s", got, want)
	}
	if got, want := Format(l.Run()), "#strait?v=1&eta@5=3"; got != want {
		t.Errorf("run: got %s, want %s", got, want)
	}
	if got, want := Format(Preset(experiments[0], sim.Preset{Link: "data=two moons&seed=3"})), "#strait?v=1&data=two%20moons&seed=3"; got != want {
		t.Errorf("preset: got %s, want %s", got, want)
	}
	defer func() {
		if recover() == nil {
			t.Error("a preset with a bad value did not panic")
		}
	}()
	Preset(experiments[0], sim.Preset{Link: "n=0"})
}

// What is pinned stays as it was when knobs, the seed or the step change, is no part of the
// run, and makes a link of its own.
func TestPin(t *testing.T) {
	l, _ := Parse("#strait?v=1&d=3&eta@5=3&eta@50=2&seed=7&step=50&play=0", experiments)
	const pin = "&pin=d%3D3%26eta@5%3D3%26seed%3D7%26step%3D50"
	l = l.Pin(50)
	if got, want := Format(l), "#strait?v=1&d=3&eta@5=3&eta@50=2&seed=7&step=50&play=0"+pin; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got := Format(l.Pin(50)); got != Format(l) {
		t.Errorf("pinned twice: got %s, want %s", got, Format(l))
	}
	changed, _ := l.With("d", 0).WithSeed(8).Turn(9, "eta", 1)
	if got, want := Format(changed), "#strait?v=1&d=1&eta@5=3&eta@9=1&seed=8&play=0"+pin; got != want {
		t.Errorf("changed: got %s, want %s", got, want)
	}
	two := changed.Pin(0)
	if got, want := Format(two), Format(changed)+"&pin=d%3D1%26seed%3D8"; got != want {
		t.Errorf("two pins: got %s, want %s", got, want)
	}
	if got, want := Format(two.Pin(10)), Format(two); got != want {
		t.Errorf("a third pin: got %s, want %s", got, want)
	}
	if got, want := Format(two.Unpin(0)), "#strait?v=1&d=1&eta@5=3&eta@9=1&seed=8&play=0&pin=d%3D1%26seed%3D8"; got != want {
		t.Errorf("unpinned: got %s, want %s", got, want)
	}
	if got, want := Format(two), Format(changed)+"&pin=d%3D1%26seed%3D8"; got != want {
		t.Errorf("after Unpin of a copy: got %s, want %s", got, want)
	}
	if got, want := Format(two.Run()), "#strait?v=1&d=1&eta@5=3&eta@9=1&seed=8"; got != want {
		t.Errorf("run: got %s, want %s", got, want)
	}
	if got, want := Format(l.Of(l.View.Pins[0])), "#strait?v=1&d=3&eta@5=3&seed=7&step=50&play=0"; got != want {
		t.Errorf("a link of its own: got %s, want %s", got, want)
	}
}

// Whatever comes in, what comes out is allowed, and its canonical link is a fixed point.
func FuzzParse(f *testing.F) {
	for _, hash := range []string{"", "#strait?v=1&data=two%20moons&d=3&eta@412=0.3&seed=7&step=412&play=0", "#x?a=%zz&=&==&%=%25&eta@=1&@=2",
		"#strait%3Fd%3D1", "strait?a.b=1&.=2&d=NaN&n=1e999&v=3", "#strait?pin=d%3D3%26eta@3%3D2%26step%3D9&pin=&pin=a", "#x?axis=log&axis=&axis=2", "#?mu=-0&eta@3=1&eta@03=2&é=ü&\xff=\xfe"} {
		f.Add(hash)
	}
	f.Fuzz(func(t *testing.T, hash string) {
		l, notices := Parse(hash, experiments)
		for _, k := range l.Settings.Knobs() {
			if err := k.Check(l.Settings.Value(k.Name)); err != nil || math.IsInf(l.Settings.Value(k.Name), 0) {
				t.Errorf("got %v", err)
			}
		}
		for _, n := range notices {
			if strings.ContainsAny(n, "\n\x00") || len(n) > 600 {
				t.Errorf("got notice %q", n)
			}
		}
		canonical := Format(l)
		again, complaints := Parse(canonical, experiments)
		if !reflect.DeepEqual(again, l) {
			t.Errorf("%s: got %+v, want %+v", canonical, again, l)
		}
		if len(complaints) != min(len(l.Unknown), 1) {
			t.Errorf("%s: got notices %q, want one if there are unknown keys", canonical, complaints)
		}
		if got := Format(again); got != canonical {
			t.Errorf("got %s, want %s", got, canonical)
		}
		if strings.ContainsAny(canonical[1:], " +#\"'<>\\^`{|}\n") {
			t.Errorf("got %s, want nothing that needs escaping", canonical)
		}
	})
}
