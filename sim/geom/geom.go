// Package geom holds the geometry that every picture of a frame needs, on a screen or on
// paper: scales and the numbers on them, level lines and sectors of sampled fields, marks of
// classes, the projection of solid panels, and room for words. It knows nothing of devices, fonts or colours.
//
// What only paper needs are functions: methods would be linked into the page.
package geom

// A Point lies in whatever units its maker says.
type Point struct{ X, Y float32 }
