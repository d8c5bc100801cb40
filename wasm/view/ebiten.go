//go:build js && wasm

package main

import (
	"image"
	"syscall/js"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"narrows/wasm/chart"
)

// An ebitenGame draws with the GPU: the fields as pictures, then one batch of triangles.
// ebiten's own canvas, input and clock stay unused; the page hands each animation frame on
// when there is something to draw.
type ebitenGame struct {
	scene    func() *chart.Scene // nil without a frame
	took     func(began time.Time)
	fields   []*ebiten.Image
	versions []int
	atlas    *ebiten.Image
	version  int
	vertices []ebiten.Vertex
	failed   js.Value
}

// runEbiten(failed) starts drawing; failed(sentence) is called if that ends.
func (v *viewer) runEbiten(args []js.Value) any {
	v.fast = ebitenGame{scene: v.scene, took: v.took, failed: args[0]}
	ebiten.SetTPS(ebiten.SyncWithFPS)
	go func() {
		err := ebiten.RunGameWithOptions(&v.fast, &ebiten.RunGameOptions{
			InitUnfocused: true, // the page's focus is not ours to take
			DisableHiDPI:  true, // the page's script scales, with its own ratio
		})
		text := "ebiten stopped"
		if err != nil {
			text = err.Error()
		}
		v.fast.failed.Invoke(text)
	}()
	return nil
}

func (g *ebitenGame) Update() error { return nil }

// Layout asks for the least: nothing is drawn on the screen that is scaled, all on the
// final one, and so one copy of the window's pixels is saved each frame.
func (g *ebitenGame) Layout(int, int) (int, int) { return 1, 1 }

// Draw touches the screen, for ebiten shows no frame in which nothing was drawn.
func (g *ebitenGame) Draw(screen *ebiten.Image) { screen.Clear() }

// DrawFinalScreen draws the scene in device pixels.
func (g *ebitenGame) DrawFinalScreen(screen ebiten.FinalScreen, _ *ebiten.Image, _ ebiten.GeoM) {
	began := time.Now()
	s := g.scene()
	if s == nil {
		return
	}
	screen.Fill(s.Background)
	for i := range s.Fields {
		f := &s.Fields[i]
		if f.Image == nil || f.Image.Rect.Empty() {
			continue
		}
		var op ebiten.DrawImageOptions
		op.GeoM.Translate(float64(f.X), float64(f.Y))
		screen.DrawImage(g.field(i, f), &op)
	}
	if s.Atlas != nil && len(s.Indices) > 0 {
		g.upload(s)
		screen.DrawTriangles32(g.convert(s.Vertices), s.Indices, g.atlas, &ebiten.DrawTrianglesOptions{
			ColorScaleMode: ebiten.ColorScaleModePremultipliedAlpha,
			Filter:         ebiten.FilterLinear,
		})
	}
	g.took(began)
}

// field returns the picture of the i-th field, uploaded if it is not the last one's.
func (g *ebitenGame) field(i int, f *chart.Field) *ebiten.Image {
	for len(g.fields) <= i {
		g.fields = append(g.fields, nil)
		g.versions = append(g.versions, -1)
	}
	var fresh bool
	g.fields[i], fresh = fitting(g.fields[i], f.Image.Rect)
	if fresh || g.versions[i] != f.Version {
		g.fields[i].WritePixels(tight(f.Image))
		g.versions[i] = f.Version
	}
	return g.fields[i]
}

func (g *ebitenGame) upload(s *chart.Scene) {
	var fresh bool
	g.atlas, fresh = fitting(g.atlas, s.Atlas.Rect)
	if fresh || g.version != s.AtlasVersion {
		g.atlas.WritePixels(tight(s.Atlas))
		g.version = s.AtlasVersion
	}
}

// fitting returns the picture if it has the size, else a new one. Unmanaged pictures stay
// out of ebiten's own atlas, which would move them.
func fitting(m *ebiten.Image, r image.Rectangle) (_ *ebiten.Image, fresh bool) {
	if m != nil && m.Bounds().Size() == r.Size() {
		return m, false
	}
	if m != nil {
		m.Deallocate()
	}
	return ebiten.NewImageWithOptions(image.Rectangle{Max: r.Size()}, &ebiten.NewImageOptions{Unmanaged: true}), true
}

// tight returns the pixels of a picture row by row without gaps.
func tight(m *image.RGBA) []byte {
	w, h := m.Rect.Dx(), m.Rect.Dy()
	if m.Stride == 4*w {
		return m.Pix[:4*w*h]
	}
	pix := make([]byte, 0, 4*w*h)
	for y := range h {
		pix = append(pix, m.Pix[y*m.Stride:][:4*w]...)
	}
	return pix
}

// convert copies vertices into ebiten's, in a slice that is kept.
func (g *ebitenGame) convert(from []chart.Vertex) []ebiten.Vertex {
	if cap(g.vertices) < len(from) {
		g.vertices = make([]ebiten.Vertex, len(from)+len(from)/4)
	}
	to := g.vertices[:len(from)]
	for i := range from {
		p, q := &from[i], &to[i]
		q.DstX, q.DstY, q.SrcX, q.SrcY = p.X, p.Y, p.U, p.V
		q.ColorR, q.ColorG, q.ColorB, q.ColorA = p.R, p.G, p.B, p.A
	}
	return to
}
