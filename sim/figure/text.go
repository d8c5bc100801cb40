package figure

import (
	"image"
	"image/color"
	"math"
	"strings"

	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgpdf"
)

// bold is golang.org/x/image/font.WeightBold.
const bold = 3

// style returns a style of text by its size on the page.
func style(size float64, heavy bool, c color.Color) text.Style {
	f := font.Font{Typeface: "Liberation", Variant: "Sans", Size: vg.Length(size) * px}
	if heavy {
		f.Weight = bold
	}
	return text.Style{Color: c, Font: f, Handler: text.Plain{Fonts: font.DefaultCache}}
}

// A piece of text is on the line or below it.
type piece struct {
	text string
	low  bool
}

// pieces takes a text apart at its subscripts: of "λ_max of K_f" these are max and f.
func pieces(s string) []piece {
	var all []piece
	for {
		before, after, found := strings.Cut(s, "_")
		if before != "" {
			all = append(all, piece{before, false})
		}
		if !found {
			return all
		}
		end := strings.IndexFunc(after, func(c rune) bool { return strings.ContainsRune(" ,;:()/=", c) })
		if end < 0 {
			end = len(after)
		}
		if end > 0 {
			all = append(all, piece{after[:end], true})
		}
		s = after[end:]
	}
}

func (p piece) style(s text.Style) text.Style {
	if p.low {
		s.Font.Size *= 0.75
	}
	return s
}

// width is how wide words come out.
func width(s text.Style, words string) (w vg.Length) {
	for _, p := range pieces(words) {
		w += p.style(s).Width(p.text)
	}
	return w
}

// write sets words with their left end on the line at pt.
func write(c draw.Canvas, s text.Style, pt vg.Point, words string) {
	for _, p := range pieces(words) {
		at := pt
		if p.low {
			at.Y -= 0.22 * s.Font.Size
		}
		// Leading spaces count, but a reader of SVG would leave them out.
		rest := strings.TrimLeft(p.text, " ")
		at.X += p.style(s).Width(p.text[:len(p.text)-len(rest)])
		c.FillText(p.style(s), at, rest)
		pt.X += p.style(s).Width(p.text)
	}
}

// writeRight sets words with their right end on the line at pt.
func writeRight(c draw.Canvas, s text.Style, pt vg.Point, words string) {
	pt.X -= width(s, words)
	write(c, s, pt, words)
}

// lettered sets the labels of axes, which may stand upright, with their subscripts.
type lettered struct{ text.Plain }

// Box says that words are not wide, for a long label would else push the axes together.
func (h lettered) Box(words string, f font.Font) (wide, height, depth vg.Length) {
	_, height, depth = h.Plain.Box(words, f)
	return 0, height, depth
}

func (h lettered) Draw(c vg.Canvas, words string, s text.Style, pt vg.Point) {
	s.Handler = h.Plain
	c.SetColor(s.Color)
	c.Push()
	c.Rotate(s.Rotation)
	sin, cos := math.Sincos(s.Rotation)
	pt = vg.Point{X: pt.Y*vg.Length(sin) + pt.X*vg.Length(cos), Y: pt.Y*vg.Length(cos) - pt.X*vg.Length(sin)}
	_, height, _ := h.Plain.Box(words, s.Font)
	e := h.Extents(s.Font)
	// As text.Plain places a line.
	pt.Y += (height+e.Descent)*vg.Length(s.YAlign) - e.Ascent + s.Font.Size
	pt.X += width(s, words) * vg.Length(s.XAlign)
	for _, p := range pieces(words) {
		at, q := pt, p.style(s)
		if p.low {
			at.Y -= 0.22 * s.Font.Size
		}
		c.FillString(h.Fonts.Lookup(q.Font, q.Font.Size), at, p.text)
		pt.X += q.Width(p.text)
	}
	c.Pop()
}

// outlined is a canvas for PDF that sets text as outlines: the canvas's own fonts have
// 256 signs each, no Greek among them, and cannot be bold.
type outlined struct{ *vgpdf.Canvas }

// SetColor passes a colour on without its opacity in the other parts, which the canvas
// would apply a second time.
func (o outlined) SetColor(c color.Color) {
	o.Canvas.SetColor(straight(color.NRGBAModel.Convert(c).(color.NRGBA)))
}

// DrawImage passes a picture on upside down, as the canvas does with all that it draws, and
// forgets to undo for pictures.
func (o outlined) DrawImage(box vg.Rectangle, picture image.Image) {
	b := picture.Bounds()
	turned := image.NewNRGBA(image.Rect(0, 0, b.Dx(), b.Dy()))
	for y := range b.Dy() {
		for x := range b.Dx() {
			turned.Set(x, b.Dy()-1-y, picture.At(b.Min.X+x, b.Min.Y+y))
		}
	}
	o.Canvas.DrawImage(box, turned)
}

// straight is a colour whose parts are not multiplied by its opacity.
type straight color.NRGBA

func (s straight) RGBA() (r, g, b, a uint32) {
	return 257 * uint32(s.R), 257 * uint32(s.G), 257 * uint32(s.B), 257 * uint32(s.A)
}

// The operations of an outline, as golang.org/x/image/font/sfnt.SegmentOp numbers them.
const (
	moveTo = iota
	lineTo
	quadTo
	cubeTo
)

func (o outlined) FillString(f font.Face, at vg.Point, words string) {
	const em = 1000 // units of an outline
	unit := f.Font.Size / em / 64
	for i, c := range words {
		index, err := f.Face.GlyphIndex(nil, c)
		if err != nil {
			continue
		}
		segments, err := f.Face.LoadGlyph(nil, index, em<<6, nil)
		if err != nil {
			continue
		}
		start := vg.Point{X: at.X + f.Width(words[:i]), Y: at.Y}
		var path vg.Path
		for _, s := range segments {
			var p [3]vg.Point
			for j, a := range s.Args {
				p[j] = start.Add(vg.Point{X: vg.Length(a.X) * unit, Y: -vg.Length(a.Y) * unit})
			}
			switch s.Op {
			case moveTo:
				if len(path) > 0 {
					path.Close()
				}
				path.Move(p[0])
			case lineTo:
				path.Line(p[0])
			case quadTo:
				path.QuadTo(p[0], p[1])
			case cubeTo:
				path.CubeTo(p[0], p[1], p[2])
			}
		}
		if len(path) > 0 {
			path.Close()
			o.Fill(path)
		}
	}
}
