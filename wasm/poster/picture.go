//go:build !js

package main

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"slices"
)

// limit is the bytes of a picture: it comes before all that a figure is made of, and what a
// slow connection brings in a quarter of a second.
const limit = 30_000

// grains are ways to write a picture, from the finest on: pixels in a CSS pixel, colours,
// and how many values of a channel are one.
var grains = []struct {
	scale  float64
	colors int
	step   int
}{{1.5, 128, 5}, {1.5, 64, 9}, {1.25, 64, 9}, {1, 128, 5}, {1, 64, 9}, {1, 40, 15}, {1, 28, 21}, {.9, 28, 21}, {.8, 28, 21}, {.7, 28, 21}, {.6, 20, 21}}

// picture is what draw draws at a scale as a PNG, as fine as the limit allows.
func picture(draw func(scale float64) *image.RGBA) ([]byte, error) {
	var b bytes.Buffer
	least := 0. // bytes that a square CSS pixel of a grain takes at least, by those before
	for i, g := range grains {
		// One that cannot do is not tried: fewer colours save less than two thirds.
		if i+1 < len(grains) && least*g.scale*g.scale > limit {
			continue
		}
		b.Reset()
		compress := png.Encoder{CompressionLevel: png.BestCompression}
		if err := compress.Encode(&b, few(draw(g.scale), g.colors, g.step)); err != nil {
			return nil, err
		}
		if b.Len() <= limit {
			break
		}
		least = float64(b.Len()) / (g.scale * g.scale) / 3
	}
	return b.Bytes(), nil
}

// few returns the picture in so many colours, each rounded so that edges share their
// mixtures: a figure has few colours, and mixtures of two at its edges. The next colour is
// each time the one that the others serve worst: the most pixels, times the squared distance
// from the nearest that is there.
func few(m *image.RGBA, most, step int) *image.Paletted {
	count := map[color.RGBA]int{}
	for i := 0; i < len(m.Pix); i += 4 {
		count[rounded(m.Pix[i:], step)]++
	}
	type entry struct {
		color       color.RGBA
		count, away int
		nearest     uint8
	}
	all := make([]entry, 0, len(count))
	for c, n := range count {
		all = append(all, entry{c, n, 3 << 16, 0})
	}
	// Any fixed order will do, so that one picture gives one file.
	slices.SortFunc(all, func(a, b entry) int {
		return (int(a.color.R)-int(b.color.R))<<16 + (int(a.color.G)-int(b.color.G))<<8 + int(a.color.B) - int(b.color.B)
	})
	var palette color.Palette
	for len(palette) < min(most, len(all)) {
		worst := 0
		for i := range all {
			if all[i].count*all[i].away > all[worst].count*all[worst].away {
				worst = i
			}
		}
		c := all[worst].color
		for i := range all {
			if d := distance(all[i].color, c); d < all[i].away {
				all[i].away, all[i].nearest = d, uint8(len(palette))
			}
		}
		palette = append(palette, c)
	}
	index := make(map[color.RGBA]uint8, len(all))
	for _, e := range all {
		index[e.color] = e.nearest
	}
	out := image.NewPaletted(m.Rect, palette)
	for i := range out.Pix {
		out.Pix[i] = index[rounded(m.Pix[4*i:], step)]
	}
	return out
}

// distance is the squared distance of two colours.
func distance(a, b color.RGBA) int {
	r, g, u := int(a.R)-int(b.R), int(a.G)-int(b.G), int(a.B)-int(b.B)
	return r*r + g*g + u*u
}

// rounded is the opaque colour of a pixel to a multiple of step, but white stays white and
// black stays black.
func rounded(pix []uint8, step int) color.RGBA {
	near := func(v uint8) uint8 {
		if int(v) > 255-step {
			return 255
		}
		return uint8((int(v) + step/2) / step * step)
	}
	return color.RGBA{near(pix[0]), near(pix[1]), near(pix[2]), 255}
}
