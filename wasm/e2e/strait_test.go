//go:build !js

package e2e

import (
	"bytes"
	"testing"
)

// The last beat of the strait's way to another width is drawn, whenever it falls: here while
// a picture is being painted, so that the page asks only afterwards whether it still moves.
// What it then shows is what a fresh load of its link shows.
func TestStraitArrives(t *testing.T) {
	const link = "#bottleneck?v=1&d=8&n=64&seeds=1&play=0"
	fresh := open(t, visit{url: "/?painter=software" + link})
	fresh.settle(0)
	want := fresh.stagePixels()
	p := open(t, visit{url: "/?painter=software#bottleneck?v=1&n=64&seeds=1&play=0", before: `{
		let late = 0;
		const now = performance.now.bind(performance);
		performance.now = () => now() + late;
		const put = CanvasRenderingContext2D.prototype.putImageData;
		CanvasRenderingContext2D.prototype.putImageData = function (...a) {
			put.apply(this, a);
			if (window.slow) late += 1000;
		};
	}`})
	p.settle(0)
	eval[int](p, "window.slow = true, 0")
	p.visit(link)
	p.wait(`document.querySelector("#titles").textContent.includes("8 units")`)
	p.settle(0)
	if got := p.stagePixels(); !bytes.Equal(got, want) {
		n := 0
		for i := range min(len(got), len(want)) {
			if got[i] != want[i] {
				n++
			}
		}
		t.Errorf("%d of %d bytes of the picture differ from those of a fresh load", n, len(want))
	}
}
