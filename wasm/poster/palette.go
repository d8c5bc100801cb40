//go:build !js

package main

import (
	"image"
	"image/color"
	"slices"
)

// paletted returns the picture in its 256 most frequent colours, which is a third of the
// bytes: a figure has few colours, and mixtures of two at its edges.
func paletted(m *image.RGBA) *image.Paletted {
	count := map[color.RGBA]int{}
	for i := 0; i < len(m.Pix); i += 4 {
		count[coarse(m.Pix[i:])]++
	}
	all := make([]color.RGBA, 0, len(count))
	for c := range count {
		all = append(all, c)
	}
	slices.SortFunc(all, func(a, b color.RGBA) int {
		if d := count[b] - count[a]; d != 0 {
			return d
		}
		// Any fixed order will do, so that one picture gives one file.
		return int(a.R)<<16 + int(a.G)<<8 + int(a.B) - int(b.R)<<16 - int(b.G)<<8 - int(b.B)
	})
	var palette color.Palette
	for _, c := range all[:min(256, len(all))] {
		palette = append(palette, c)
	}
	out := image.NewPaletted(m.Rect, palette)
	index := map[color.RGBA]uint8{}
	for i := range out.Pix {
		c := coarse(m.Pix[4*i:])
		k, ok := index[c]
		if !ok {
			k = uint8(palette.Index(c))
			index[c] = k
		}
		out.Pix[i] = k
	}
	return out
}

// coarse is the opaque colour of a pixel, rounded so that edges share their mixtures, but
// white stays white and black stays black.
func coarse(pix []uint8) color.RGBA {
	round := func(v uint8) uint8 { return uint8(min((int(v)+2)/5*5, 255)) }
	return color.RGBA{round(pix[0]), round(pix[1]), round(pix[2]), 255}
}
