package assets

import _ "embed"

// Digits is a table of handwritten digits, made by digits/pack.py: 65 rows of 1797 bytes,
// a column an image. The first row says which digits they are, in order; the others are
// the inks 0 to 16 of the 8×8 pixels, row by row from the top.
//
//go:embed digits/digits.bin
var Digits string
