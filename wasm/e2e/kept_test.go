//go:build !js

package e2e

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"testing"

	"narrows/sim"
	"narrows/sim/experiments"
	"narrows/sim/experiments/bottleneck"
	"narrows/sim/link"
	"narrows/sim/wire"
)

// TestKept drives the page's kept frames over a million steps in Node and counts what is
// kept: bytes, frames, how far neighbours are apart, and whether each is found by its step.
func TestKept(t *testing.T) {
	besideOthers(t)
	const drive = `
		import { readFileSync } from "node:fs";
		import { Kept, stride } from "./kept.mjs";
		const result = [];
		for (const { name, sizes, each } of JSON.parse(readFileSync(process.argv[2]))) {
			const kept = new Kept();
			let most = 0, at = 0;
			for (let step = 0; step <= 1e6; step += each ? 1 : stride(step)) {
				// Between two frames that were weighed the heavier one counts, beyond them the last.
				while (at < sizes.length - 1 && sizes[at][0] < step) at++;
				const size = sizes[at][0] === step ? sizes[at][1] : Math.max(sizes[at][1], sizes[Math.max(at - 1, 0)][1]);
				kept.put({ step, generation: 1, bytes: { byteLength: size } });
				if (kept.bytes > most) most = kept.bytes;
			}
			const steps = kept.frames.map((f) => f.step);
			let wide = 0, early = 0, lost = 0;
			for (let i = 1; i < steps.length; i++) {
				if (steps[i - 1] < 100) early += steps[i] - steps[i - 1] > 1;
				else wide = Math.max(wide, (steps[i] - steps[i - 1]) / steps[i - 1]);
			}
			for (let step = 0; step < 1e6; step = Math.ceil(step * 1.37 + 1)) {
				const below = steps.filter((s) => s <= step).at(-1), above = steps.find((s) => s > step);
				lost += kept.upTo(step)?.step !== below || (kept.after(step)?.step ?? -1) !== (above ?? -1);
			}
			const { length } = kept.frames;
			kept.put({ step: steps[length >> 1], generation: 2, bytes: { byteLength: 1 } });
			kept.cut(steps[length >> 1]);
			const left = kept.frames.reduce((sum, f) => sum + f.bytes.byteLength, 0);
			result.push({ name, most, length, wide, early, lost, first: steps[0], last: steps.at(-1),
				sound: left === kept.bytes && kept.frames.length === (length >> 1) + 1 && kept.generations().join() === "1,2" });
		}
		console.log(JSON.stringify(result));`
	// A network small enough for a million steps here, each of its frames weighed; and the
	// untouched picture, whose curves have found their length long before step 5000.
	small := weighed(t, "#bottleneck?v=1&d=1&n=16&depth=1&points=8&seeds=1&start=own&kernel=off&limit=off&steps=1000000")
	whole := weighed(t, "#bottleneck?v=1&n=16&seeds=1&steps=5000")
	constant := func(size int) [][2]int { return [][2]int{{0, size}} }
	rows := []struct {
		Name    string   `json:"name"`
		Sizes   [][2]int `json:"sizes"` // step and bytes of frames
		Each    bool     `json:"each"`  // a frame of each step comes, not those the page asks for
		least   int      // frames that must be there
		wide    float64  // neighbours beyond step 100, as a share of the step
		shorter bool     // frames are so large that the first steps are thinned too
	}{
		// What the page asks for as it plays: nothing need go.
		{"small, as played", small, false, 1000, .01, false},
		{"whole, as played", whole, false, 1000, .01, false},
		// Every step: 3000 frames have room, and 1 % leaves 1021 of them.
		{"whole, each step", whole, true, 1000, .01, false},
		{"as large as frames may be, each step", constant(32 << 10), true, 1000, .01, false},
		// 320 have room, over log(10⁶) = 13.8: about 5 % apart, at most 10 % after one thinning.
		{"too large, each step", constant(200_000), true, 200, .1, true},
	}
	text, err := json.Marshal(rows)
	if err != nil {
		t.Fatal(err)
	}
	asked := filepath.Join(t.TempDir(), "rows.json")
	if err := os.WriteFile(asked, text, 0o644); err != nil {
		t.Fatal(err)
	}
	var got []struct {
		Name                                   string
		Most, Length, Early, Lost, First, Last int
		Wide                                   float64
		Sound                                  bool
	}
	node(t, &got, drive, []string{asked}, "kept")
	for i, r := range rows {
		g := got[i]
		t.Logf("%s: %d frames, at most %.1f MB, neighbours %.2f %% apart", g.Name, g.Length, float64(g.Most)/(1<<20), 100*g.Wide)
		if g.Most > 64<<20 {
			t.Errorf("%s: got %d bytes, want at most %d", r.Name, g.Most, 64<<20)
		}
		if g.Length < r.least {
			t.Errorf("%s: got %d frames, want at least %d", r.Name, g.Length, r.least)
		}
		if g.Wide > r.wide {
			t.Errorf("%s: got neighbours %.2f %% of the step apart, want at most %.2f", r.Name, 100*g.Wide, 100*r.wide)
		}
		if !r.shorter && g.Early > 0 {
			t.Errorf("%s: got %d gaps before step 100, want none", r.Name, g.Early)
		}
		if g.First != 0 || g.Last < 990_000 || g.Lost > 0 || !g.Sound {
			t.Errorf("%s: got frames from %d to %d, %d steps not found, books in order: %v", r.Name, g.First, g.Last, g.Lost, g.Sound)
		}
	}
}

// weighed runs a link to its end and returns step and bytes of each frame, as the worker
// sends them, that the page asks for as it plays.
func weighed(t *testing.T, address string) (sizes [][2]int) {
	t.Helper()
	l, notices := link.Parse(address, experiments.List)
	r, err := bottleneck.Experiment.New(l.Settings)
	if err != nil || len(notices) > 0 {
		t.Fatal(err, notices)
	}
	var encoder wire.Encoder
	var reply []byte
	for step, more := 0, true; ; {
		f := r.Frame()
		reply = encoder.Frame(reply[:0], &f)
		sizes = append(sizes, [2]int{step, len(reply)})
		if !more {
			break
		}
		step, more = sim.Advance(r, nil, step, max(1, step/100), nil)
	}
	t.Logf("%d frames up to step %d, the last of %d bytes", len(sizes), sizes[len(sizes)-1][0], len(reply))
	return sizes
}

// While a run plays, neighbouring frames beyond step 100 are at most a hundredth of the step apart,
// or a quarter of what the page is behind; the time line shows the last one before a step at once,
// and where that is further off the step itself once the thumb rests.
func TestScrubFindsNeighbours(t *testing.T) {
	p := open(t, visit{url: "/#bottleneck?v=1&n=64&seeds=1&steps=600", before: spy})
	p.runs(0)
	p.set("#speed", "0.5")
	p.runs(300)
	p.set("#speed", "4")
	p.settle(600)
	var kept []int
	close := 0
	for _, r := range replies(p) {
		step := r.Frame.Step
		if len(kept) > 0 && step-kept[len(kept)-1] <= max(1, kept[len(kept)-1]/100) {
			close++
		}
		kept = append(kept, step)
	}
	if last := kept[len(kept)-1]; last != 600 || close < len(kept)/4 {
		t.Errorf("got a last frame of step %d, and %d of %d near to the one before; want 600, and a quarter of them at least", last, close, len(kept))
	}
	for _, value := range []int{900, 500, 750, 980} {
		want := int(math.Round(math.Expm1(float64(value) / 1000 * math.Log1p(600))))
		at := 0
		for _, step := range kept {
			if step <= want {
				at = max(at, step)
			}
		}
		got := eval[int](p, fmt.Sprintf(`(() => {
			const track = document.getElementById("track");
			track.value = "%d";
			track.dispatchEvent(new Event("input"));
			return Number(document.getElementById("step").textContent);
		})()`, value))
		if got < at || got > want {
			t.Errorf("got step %d at once, want the last picture there is before %d, that of step %d", got, want, at)
		}
		p.wait(fmt.Sprintf(`(step => step <= %d && %d - step <= %d)(Number(document.getElementById("step").textContent))`, want, want, max(1, want/100)))
	}
}

// Of a run that was watched at full speed few pictures were kept. The nearest is shown at
// once; the step that was aimed at follows by a replay that tells how far it is.
func TestScrubLands(t *testing.T) {
	p := open(t, visit{url: "/#bottleneck?v=1&seeds=1&steps=500", before: spy})
	p.hurry()
	p.settle(500)
	kept := map[int]bool{}
	for _, c := range []struct {
		name  string
		event string // what the hand does with the thumb besides
	}{
		{"let go", `track.dispatchEvent(new Event("change"))`},
		{"held", `0`},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := p.in(t)
			for _, r := range replies(p) { // since the last start
				kept[r.Frame.Step] = true
			}
			value, want := 960, 0
			for ; ; value-- {
				want = int(math.Round(math.Expm1(float64(value) / 1000 * math.Log(501))))
				if !kept[want] && !kept[want-1] && !kept[want-2] && !kept[want-3] && !kept[want-4] {
					break
				}
			}
			got := eval[[]float64](p, fmt.Sprintf(`(() => {
				window.shares = [];
				window.eye?.disconnect();
				window.eye = new MutationObserver(() => shares.push(Number(document.getElementById("progress").ariaValueNow)));
				eye.observe(document.getElementById("progress"), { attributes: true });
				const track = document.getElementById("track"), began = performance.now();
				track.value = "%d";
				track.dispatchEvent(new Event("input"));
				const result = [performance.now() - began, Number(document.getElementById("step").textContent)];
				%s;
				return result;
			})()`, value, c.event))
			if got[1] >= float64(want) || !kept[int(got[1])] {
				t.Errorf("got step %v for %d after %.1f ms, want at once the picture before it that was kept", got[1], want, got[0])
			}
			p.settle(want)
			if got := eval[int](p, "shares.filter(s => s > 0 && s < 100).length"); got == 0 {
				t.Errorf("step %d came without progress", want)
			}
		})
	}
}
