//go:build !js

package e2e

import (
	"fmt"
	"testing"
)

// A tap on a point does what the pointer does over it: it lights up in both maps and says its
// numbers, and a tap beside all of them ends that. A tap on a cloud turns nothing, a drag does.
func TestTap(t *testing.T) {
	besideOthers(t)
	for _, d := range []int{2, 3} {
		t.Run(fmt.Sprint(d, " units"), func(t *testing.T) {
			link := fmt.Sprintf("#bottleneck?v=1&d=%d&n=64&seeds=1&step=20&play=0", d)
			p := open(t, visit{url: "/" + link})
			p.settle(20)
			eval[int](p, `(window.poke = (kind, type, x, y) => {
				const stage = document.getElementById("stage"), r = stage.getBoundingClientRect();
				stage.setPointerCapture = () => {};
				stage.dispatchEvent(new PointerEvent(kind, { pointerType: type, isPrimary: true, button: 0, clientX: r.left + x, clientY: r.top + y, bubbles: true }));
				return document.getElementById("said").textContent;
			}, window.tapped = (x, y) => { poke("pointerdown", "touch", x, y); return poke("pointerup", "touch", x, y); }, 0)`)
			s := p.stage()
			// What changes in each third of the figure: the data, the representation, the charts.
			changes := func(a, b []byte) (n [3]int) {
				for i := 0; i < len(a); i += 3 {
					if a[i] != b[i] || a[i+1] != b[i+1] || a[i+2] != b[i+2] {
						n[i/3%s.Dx()*3/s.Dx()]++
					}
				}
				return n
			}
			plain := p.stagePixels()
			before := p.text("#said")
			// The first point from the middle of the representation outwards.
			at := eval[[]float64](p, fmt.Sprintf(`(() => {
				for (let r = 0; r < 150; r += 4) for (let a = 0; a < 6.28; a += .2) {
					const x = %d + r * Math.cos(a), y = %d + r * Math.sin(a);
					if (/; inside at \(/.test(poke("pointermove", "mouse", x, y))) return [x, y];
				}
				return [0, 0];
			})()`, s.Dx()*49/100, s.Dy()*57/100))
			hovered := p.text("#said")
			p.painted()
			lit := p.stagePixels()
			if n := changes(plain, lit); n[0] < 20 || n[1] < 20 || n[2] > 0 {
				t.Errorf("under the pointer %q: got %d, %d and %d changed pixels, want some in both maps only", hovered, n[0], n[1], n[2])
			}
			eval[string](p, `poke("pointerleave", "mouse", -9, -9)`)
			p.painted()
			if n := changes(plain, p.stagePixels()); n != [3]int{} || p.text("#said") != before {
				t.Errorf("after the pointer has left: got %v changed pixels and %q, want none and %q", n, p.text("#said"), before)
			}
			eval[string](p, fmt.Sprintf("tapped(%v, %v)", at[0], at[1]))
			p.painted()
			if n := changes(lit, p.stagePixels()); n != [3]int{} || p.text("#said") != hovered {
				t.Errorf("a tap: got %v other pixels and %q, want what the pointer showed, %q", n, p.text("#said"), hovered)
			}
			eval[string](p, "tapped(2, 2)")
			p.painted()
			if n := changes(plain, p.stagePixels()); n != [3]int{} || p.text("#said") != before {
				t.Errorf("a tap beside: got %v changed pixels and %q, want none and %q", n, p.text("#said"), before)
			}
			eval[string](p, fmt.Sprintf(`(poke("pointerdown", "touch", %v, %v), poke("pointermove", "touch", %v, %[2]v), poke("pointerup", "touch", %[3]v, %[2]v))`, at[0], at[1], at[0]+60))
			p.painted()
			if n := changes(plain, p.stagePixels()); d == 3 && n[1] < 100 {
				t.Errorf("a drag of 60 pixels: got %v changed pixels, want a cloud that has turned", n)
			}
		})
	}
}
