//go:build !js

package e2e

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/performance"
	"github.com/chromedp/chromedp"
)

// Timing on a shared machine is no test: these are benchmarks, each an experience of a
// visitor. They fail only beyond twice what a visitor was promised.

// slack is what a shared machine may take beyond a promise.
const slack = 2

// judged reports a value and fails if it is far beyond what was promised.
func judged(b *testing.B, value, promise float64, unit string) {
	b.Helper()
	b.ReportMetric(value, unit)
	b.ReportMetric(promise, "promised-"+unit)
	if value > slack*promise {
		b.Errorf("got %.3g %s, promised %.3g, allowed here %.3g", value, unit, promise, slack*promise)
	}
}

func median(v []float64) float64 {
	slices.Sort(v)
	if len(v) == 0 {
		return 0
	}
	return v[len(v)/2]
}

// BenchmarkFirstFrame is the time from navigation to the first live frame, the one of step
// 0, with nothing cached; and to that of step 1.
func BenchmarkFirstFrame(b *testing.B) {
	var live, moving []float64
	for range max(b.N, 3) {
		// The mutations are stamped in the page, so polling adds nothing.
		p := open(b, visit{url: "/", before: `addEventListener("DOMContentLoaded", () => {
			const o = new MutationObserver(() => {
				if (document.querySelector("#canvas:not(.unseen)")) window.live ??= performance.now();
				if (document.getElementById("step").textContent === "1") { window.moving = performance.now(); o.disconnect(); }
			});
			const figure = document.getElementById("figure");
			if (figure) o.observe(figure, { childList: true, characterData: true, subtree: true, attributeFilter: ["class"] });
		})`})
		p.wait("window.moving")
		live = append(live, eval[float64](p, "live/1000"))
		moving = append(moving, eval[float64](p, "moving/1000"))
		p.do(chromedp.Navigate("about:blank")) // or it would go on training beside the next
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(median(moving), "s-to-step-1")
	judged(b, median(live), 2, "s-to-live")
}

// BenchmarkHeadline is the time that the first preset takes to its last step at full speed,
// with one seed and all three networks drawn on the way.
func BenchmarkHeadline(b *testing.B) {
	var all []float64
	for range b.N {
		p := open(b, visit{url: "/#bottleneck?v=1&seeds=1&seed=6&play=0"})
		p.settle(0)
		p.set("#speed", "Infinity")
		all = append(all, eval[float64](p, `new Promise(done => {
			const step = document.getElementById("step"), began = performance.now();
			new MutationObserver(() => {
				if (step.textContent.replace(/\D/g, "") === "2000") done((performance.now() - began) / 1000);
			}).observe(step, { childList: true, characterData: true, subtree: true });
			document.getElementById("play").click();
		})`))
	}
	b.ReportMetric(0, "ns/op")
	judged(b, median(all), 8, "s-to-step-2000")
}

// BenchmarkDraw is the time that Go takes to draw a frame while the first preset trains,
// and the frames a second that come of it, which depend on the machine's GPU.
func BenchmarkDraw(b *testing.B) {
	for range b.N {
		p := open(b, visit{url: "/#bottleneck?v=1&seeds=1&seed=6&steps=20000"})
		draws, rate := drawTimes(p, 200)
		b.ReportMetric(0, "ns/op")
		b.ReportMetric(rate, "frames/s")
		b.Logf("%.0f frames/s", rate)
		judged(b, median(draws), 4, "ms-of-Go/frame")
	}
}

// BenchmarkSoftwarePainter is the same for the painter that needs no WebGL, on a canvas
// of about 800 × 500 pixels.
func BenchmarkSoftwarePainter(b *testing.B) {
	for range b.N {
		p := open(b, visit{url: "/?painter=software#bottleneck?v=1&seeds=1&seed=6&steps=20000", width: 848, height: 900})
		draws, rate := drawTimes(p, 100)
		s := p.stage()
		canvases := float64(s.Dx()*s.Dy()) / (800 * 500)
		b.ReportMetric(0, "ns/op")
		b.ReportMetric(rate, "frames/s")
		b.Logf("%.0f frames/s", rate)
		b.ReportMetric(canvases, "canvases-of-800x500")
		judged(b, median(draws)/canvases, 15, "ms-of-Go/frame")
	}
}

// drawTimes collects, while a run plays, what n frames cost in ms of Go, as the page's
// hook tells them, and how many there are a second.
func drawTimes(p *tab, n int) (draws []float64, rate float64) {
	p.Helper()
	p.runs(0)
	first, began := eval[int](p, "narrows.stats().drawn"), time.Now()
	p.wait(fmt.Sprintf("narrows.stats().drawn >= %d", first+n))
	rate = float64(eval[int](p, "narrows.stats().drawn")-first) / time.Since(began).Seconds()
	return eval[[]float64](p, fmt.Sprintf("narrows.stats().draws.slice(-%d)", n)), rate
}

// BenchmarkIdle is the share of the main thread that a paused figure takes.
func BenchmarkIdle(b *testing.B) {
	for range b.N {
		p := open(b, visit{url: "/#bottleneck?v=1&seeds=1&seed=6&step=100&play=0"})
		p.settle(100)
		call(p, performance.Enable, performance.EnableParams{})
		time.Sleep(2 * time.Second)
		const span = 10 * time.Second
		before := busy(p)
		time.Sleep(span)
		share := (busy(p) - before) / span.Seconds()
		b.ReportMetric(0, "ns/op")
		judged(b, 100*share, 1, "%-of-main-thread")
	}
}

// busy is the time in seconds that the page's main thread has worked.
func busy(p *tab) float64 {
	p.Helper()
	for _, m := range call(p, performance.GetMetrics, cdp.Empty{}).Metrics {
		if m.Name == "TaskDuration" {
			return m.Value
		}
	}
	p.Fatal("the browser tells no TaskDuration")
	return 0
}
