//go:build !js

package e2e

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// TestKept drives the page's kept frames over a million steps in Node and counts what is
// kept: bytes, frames, how far neighbours are apart, and whether each is found by its step.
func TestKept(t *testing.T) {
	node, err := exec.LookPath("node")
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal(err)
		}
		t.Skipf("%v: skipped", err)
	}
	source, err := os.ReadFile("../../web/kept.js")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	const drive = `
		import { Kept } from "./kept.mjs";
		const result = [];
		for (const [name, size, stride] of JSON.parse(process.argv[2])) {
			const kept = new Kept();
			let most = 0;
			for (let step = 0; step <= 1e6; step += Math.max(1, Math.floor(step * stride))) {
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
			kept.put({ step: steps[length >> 1], generation: 2, bytes: { byteLength: size } });
			kept.cut(steps[length >> 1]);
			const left = kept.frames.reduce((sum, f) => sum + f.bytes.byteLength, 0);
			result.push({ name, most, length, wide, early, lost, first: steps[0], last: steps.at(-1),
				sound: left === kept.bytes && kept.frames.length === (length >> 1) + 1 && kept.generations().join() === "1,2" });
		}
		console.log(JSON.stringify(result));`
	rows := []struct {
		name    string
		size    int     // bytes of a frame
		stride  float64 // of the step, between frames
		least   int     // frames that must be there
		wide    float64 // neighbours beyond step 100, as a share of the step
		shorter bool    // frames are so large that the first steps are thinned too
	}{
		// What the page asks for as it plays: nothing need go.
		{"as played", 21_000, .01, 1000, .01, false},
		// Every step: 3000 frames have room, and 1 % leaves 1021 of them.
		{"each step", 21_000, 0, 1000, .01, false},
		{"each step, large", 32_000, 0, 1000, .01, false},
		// 320 have room, over log(10⁶) = 13.8: about 5 % apart, at most 10 % after one thinning.
		{"each step, too large", 200_000, 0, 200, .1, true},
	}
	var arg [][3]any
	for _, r := range rows {
		arg = append(arg, [3]any{r.name, r.size, r.stride})
	}
	text, err := json.Marshal(arg)
	if err != nil {
		t.Fatal(err)
	}
	for name, s := range map[string]string{"kept.mjs": string(source), "drive.mjs": drive} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(s), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command(node, filepath.Join(dir, "drive.mjs"), string(text))
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var got []struct {
		Name                                   string
		Most, Length, Early, Lost, First, Last int
		Wide                                   float64
		Sound                                  bool
	}
	if err := json.Unmarshal(out, &got); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	for i, r := range rows {
		g := got[i]
		t.Logf("%s: %d frames, at most %.1f MB, neighbours %.2f %% apart", g.Name, g.Length, float64(g.Most)/(1<<20), 100*g.Wide)
		if g.Most > 64<<20 {
			t.Errorf("%s: got %d bytes, want at most %d", r.name, g.Most, 64<<20)
		}
		if g.Length < r.least {
			t.Errorf("%s: got %d frames, want at least %d", r.name, g.Length, r.least)
		}
		if g.Wide > r.wide {
			t.Errorf("%s: got neighbours %.2f %% of the step apart, want at most %.2f", r.name, 100*g.Wide, 100*r.wide)
		}
		if !r.shorter && g.Early > 0 {
			t.Errorf("%s: got %d gaps before step 100, want none", r.name, g.Early)
		}
		if g.First != 0 || g.Last < 990_000 || g.Lost > 0 || !g.Sound {
			t.Errorf("%s: got frames from %d to %d, %d steps not found, books in order: %v", r.name, g.First, g.Last, g.Lost, g.Sound)
		}
	}
}

// While a run plays, neighbouring frames beyond step 100 are at most a hundredth of the
// step apart, and the time line shows the nearest of them at once.
func TestScrubFindsNeighbours(t *testing.T) {
	p := open(t, visit{url: "/#bottleneck?v=1&n=64&seeds=1&steps=600", before: spy})
	p.runs(15, 0)
	p.set("#speed", "4")
	p.settle(600)
	last := -1
	for _, r := range replies(p) {
		step := r.Frame.Step
		if last >= 100 && step-last > last/100 {
			t.Errorf("got a frame of step %d and then one of step %d, want them at most %d apart", last, step, last/100)
		}
		last = step
	}
	if last != 600 {
		t.Errorf("got a last frame of step %d, want 600", last)
	}
	got := eval[[]float64](p, `(() => {
		const track = document.getElementById("track"), result = [];
		for (const value of [900, 500, 750, 980]) {
			const began = performance.now();
			track.value = String(value);
			track.dispatchEvent(new Event("input"));
			const step = Number(document.getElementById("step").textContent);
			result.push(performance.now() - began, step, Math.round(Math.expm1(value / 1000 * Math.log1p(600))));
		}
		return result;
	})()`)
	for i := 0; i < len(got); i += 3 {
		ms, step, want := got[i], got[i+1], got[i+2]
		t.Logf("step %v for %v in %.1f ms", step, want, ms)
		if ms > 50 {
			t.Errorf("step %v was shown after %.1f ms, want at most 50", step, ms)
		}
		if step > want || want-step > max(1, want/100) {
			t.Errorf("got step %v at once, want it at most 1 %% before %v", step, want)
		}
	}
}
