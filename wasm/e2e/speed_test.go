//go:build !js

package e2e

import (
	"encoding/json"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// node runs a script beside modules of the page, each under its name with the ending .mjs,
// and decodes what it prints.
func node(t *testing.T, result any, script string, args []string, modules ...string) {
	t.Helper()
	program, err := exec.LookPath("node")
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal(err)
		}
		t.Skipf("%v: skipped", err)
	}
	dir := t.TempDir()
	for _, name := range modules {
		source, err := os.ReadFile("../../web/" + name + ".js")
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name+".mjs"), source, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	drive := filepath.Join(dir, "drive.mjs")
	if err := os.WriteFile(drive, []byte(script), 0o644); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(program, append([]string{drive}, args...)...)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(out, result); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
}

// TestClock beats the play clock of a run of 2000 steps 60 times a second in Node, and asks
// it which step is due, with a worker that does all it is asked for.
func TestClock(t *testing.T) {
	var got []struct {
		Speed string
		First int   // after 5/6 s
		Due   []int // after each second
	}
	node(t, &got, `
		import { Clock } from "./clock.mjs";
		const result = [];
		for (const speed of ["step", "0.25", "1", "2", "late step", "linear"]) {
			const clock = new Clock();
			clock.steps = 2000;
			if (speed === "linear") clock.stretch(true);
			const due = [];
			let reached = 0, first;
			if (speed === "late step") { clock.set(1000); clock.choose("step"); reached = 1000; } else if (speed !== "linear") clock.choose(speed);
			clock.beat(1000);
			for (let i = 1; i <= 600; i++) {
				clock.go(clock.beat(1000 + i * 1000 / 60));
				// A picture of each step that is due is shown.
				if (clock.due() > reached) clock.follow(reached = clock.due(), true);
				if (i % 60 === 1 && i > 1) due.push(clock.due());
				if (i === 50) first = clock.due();
			}
			result.push({ speed, first, due });
		}
		console.log(JSON.stringify(result));`, nil, "clock")
	// On the logarithmic scale, which begins as if 1/400 of the run, 5 steps, were past, step s is
	// due at 8 log(1 + s/5)/log(401) s, all before by at most what the first is not waited for.
	early := 8*math.Log(1+1./5)/math.Log(401) - 0.05
	for _, g := range got {
		if g.Speed == "step" && g.First != 0 {
			t.Errorf("a step a second: got step %d before a second has passed", g.First)
		}
		for i, due := range g.Due {
			second := float64(i + 1)
			switch g.Speed {
			case "step":
				if due != i+1 {
					t.Errorf("a step a second: got step %d after %v s, want %d", due, second, i+1)
				}
			case "late step":
				if due != 1001+i {
					t.Errorf("a step a second from 1000: got step %d after %v s, want %d", due, second, 1001+i)
				}
			case "linear":
				if want := 250 * min(second, 8); math.Abs(float64(due)-want) > 6 {
					t.Errorf("evenly: got step %d after %v s, want %v", due, second, want)
				}
			default:
				speed := map[string]float64{"0.25": .25, "1": 1, "2": 2}[g.Speed]
				want := 5 * math.Expm1(math.Log(401)*min(1, (second*speed+early)/8))
				// A beat more than a second has passed; the clock waits for steps at its begin.
				if float64(due) < want*.9-1 || float64(due) > want*1.1+1 {
					t.Errorf("speed %s: got step %d after %v s, want about %.0f", g.Speed, due, second, want)
				}
			}
		}
	}
}

// A run takes its eight seconds also where the story turns, at which the clock rests for .6 s and
// makes up for it, and where pictures come seldom, of which some are left out then; a worker that
// cannot keep up is waited for.
func TestClockKeepsTime(t *testing.T) {
	var got struct {
		Rested, Before, After int
		Full, Seldom          float64 // seconds
		Behind                int
	}
	node(t, &got, `
		import { Clock } from "./clock.mjs";
		const play = (ms, each, worker = Infinity) => {
			const clock = new Clock();
			clock.steps = 2000;
			clock.beat(1);
			let reached = 0, beats = 0;
			while (reached < clock.steps && beats < 60000 / ms) {
				clock.go(clock.beat(1 + ++beats * ms));
				if (clock.due() > reached) clock.follow(reached = Math.min(clock.due(), reached + worker), true);
				each?.(clock, beats * ms / 1000);
			}
			return beats * ms / 1000;
		};
		const r = {};
		r.full = play(10, (clock, s) => {
			if (s === 4) { r.before = clock.due(); clock.dwell(); }
			if (s === 4.5) r.rested = clock.due();
			if (s === 4.8) r.after = clock.due();
			if (s === 7.9) clock.dwell();
		});
		r.seldom = play(300);
		play(100, (clock) => { r.behind = clock.due(); }, 2);
		console.log(JSON.stringify(r));`, nil, "clock")
	if got.Rested != got.Before || got.After <= got.Before {
		t.Errorf("got step %d where it rests, %d half a second later and %d after .8 s", got.Before, got.Rested, got.After)
	}
	for what, seconds := range map[string]float64{"with a rest, and one too late to be made up for": got.Full, "with three pictures a second": got.Seldom} {
		if math.Abs(seconds-8) > 0.35 {
			t.Errorf("%s: got %v s, want 8", what, seconds)
		}
	}
	// 600 beats of two steps.
	if got.Behind > 1300 {
		t.Errorf("a worker that has come to step 1,200: the clock is at %d", got.Behind)
	}
}

// Of a run at one step a second each step is shown, none sooner than so many seconds after
// Play, also where a run at full speed has kept none of them. To the page each animation frame
// comes 50 ms after the one before.
func TestStepASecond(t *testing.T) {
	p := open(t, visit{url: "/#bottleneck?v=1&n=64&seeds=1&play=0", before: `{
		const { requestAnimationFrame } = window;
		window.now = 0;
		window.requestAnimationFrame = f => requestAnimationFrame.call(window, () => f(now += 50));
	}`})
	p.settle(0)
	watch := func(first int) {
		t.Helper()
		eval[int](p, `(window.seen = [], window.eye?.disconnect(), window.eye = new MutationObserver(() => {
			seen.push(now - began, Number(document.getElementById("step").textContent.replace(/\D/g, "")));
		}), eye.observe(document.getElementById("step"), { childList: true }), window.began = now, 0)`)
		p.press(" ")
		p.runs(first + 2)
		p.press(" ")
		got := eval[[]float64](p, "seen")
		for i := 1; i < len(got); i += 2 {
			nth := 1 + i/2
			if want := float64(first + nth); got[i] != want {
				t.Errorf("got step %v, want %v", got[i], want)
			}
			// Late is what a busy machine may make it; never soon by more than two frames.
			if soonest := 1000*float64(nth) - 100; got[i-1] < soonest {
				t.Errorf("step %v came after %.0f ms, want no sooner than %.0f", got[i], got[i-1], soonest)
			}
		}
	}
	p.press("---")
	if got := eval[string](p, `document.getElementById("speed").value`); got != "step" {
		t.Fatalf("got speed %q after three times −, want a step a second", got)
	}
	watch(0)
	p.press("++++++++")
	if got := eval[string](p, `document.getElementById("speed").value + document.getElementById("announce").textContent`); got != "InfinitySpeed full" {
		t.Errorf("got speed and words %q after eight times +, want full speed", got)
	}
	p.press(" ")
	p.runs(1300)
	p.press(" ")
	p.paused()
	p.set("#speed", "step")
	// Of some step no picture was kept.
	steps := eval[[]int](p, `(async () => {
		const track = document.getElementById("track"), seen = [];
		for (const value of [930, 936, 942, 948]) {
			track.value = String(value);
			track.dispatchEvent(new Event("input"));
			seen.push(Number(document.getElementById("step").textContent.replace(/\D/g, "")));
		}
		return seen;
	})()`)
	watch(steps[len(steps)-1])
}
