// Package geom holds the geometry that every picture of a frame needs, on a screen or on
// paper: scales and the numbers on them, level lines and sectors of sampled fields, marks of
// classes, and the projection of solid panels. It knows nothing of pixels, fonts or colours.
//
// What only paper needs are functions: methods would be linked into the page.
package geom

// A Point lies in whatever units its maker says.
type Point struct{ X, Y float32 }
