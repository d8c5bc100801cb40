package chart

import (
	"image"
	"image/color"
)

// A Scene is a picture in device pixels, ready for a painter: the background, then the
// fields in order, then one batch of triangles. The chart that made it reuses its slices
// in its next scene.
type Scene struct {
	W, H       int
	Background color.RGBA
	Fields     []Field
	Vertices   []Vertex
	Indices    []uint32 // three a triangle

	// Atlas is the one texture of the triangles: glyphs and marks, white with
	// premultiplied alpha, and a solid texel for plain polygons. A painter uploads it
	// again when AtlasVersion changes.
	Atlas        *image.RGBA
	AtlasVersion int
}

// A Field is a baked picture whose top left pixel stands at (X, Y). A painter uploads it
// again when Version changes; versions are unique among all fields of a chart.
type Field struct {
	Image   *image.RGBA
	X, Y    int
	Version int
}

// A Vertex has its position in device pixels, its place in the atlas in texels, and a
// premultiplied colour in 0 … 1 that multiplies the texel.
type Vertex struct {
	X, Y, U, V float32
	R, G, B, A float32
}
