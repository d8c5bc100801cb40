package figure

import (
	"image"
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"narrows/sim"
	"narrows/sim/palette"
)

// drawTiles draws small pictures in the colours of their classes; those that are taken
// for another class have a frame in its colour.
func drawTiles(c draw.Canvas, t *sim.Tiles, to func(x, y float64) vg.Point) {
	if t.Side < 1 || !(t.Size > 0) {
		return
	}
	const fine = 6 // pixels a sample: viewers that smooth pictures then leave samples sharp
	samples := t.Side * t.Side
	for k := range min(len(t.X), len(t.Y), len(t.Inks)/samples, len(t.Class)) {
		at, ok := pointAt(to, t.X[k], t.Y[k])
		if !ok || !c.Contains(at) {
			continue
		}
		// The gap is a sixteenth of a tile.
		half := vg.Length(math.Abs(float64(to(float64(t.X[k])+t.Size/2, float64(t.Y[k])).X-at.X))) * 15 / 16
		ink := light.Class[palette.Kind(int(t.Class[k]))]
		m := image.NewNRGBA(image.Rect(0, 0, fine*t.Side, fine*t.Side))
		for y := range fine * t.Side {
			for x := range fine * t.Side {
				v := t.Inks[k*samples+y/fine*t.Side+x/fine]
				m.SetNRGBA(x, y, opaque(palette.Mix(light.Page, ink, float64(v)/255)))
			}
		}
		box := vg.Rectangle{Min: vg.Point{X: at.X - half, Y: at.Y - half}, Max: vg.Point{X: at.X + half, Y: at.Y + half}}
		c.DrawImage(box, m)
		if k < len(t.Guess) && t.Guess[k] != t.Class[k] {
			c.SetLineStyle(draw.LineStyle{Color: classColour(int(t.Guess[k])), Width: 1.5 * px})
			c.Stroke(box.Path())
		}
	}
}
