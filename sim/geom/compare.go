package geom

// Lesser returns the smaller of two numbers, and b where one of them is NaN. The built-in min
// takes care of NaN and −0, which costs a function call in WebAssembly; so it is with Greater
// and Abs.
func Lesser(a, b float32) float32 {
	if a < b {
		return a
	}
	return b
}

// Greater returns the larger of two numbers, and b where one of them is NaN.
func Greater(a, b float32) float32 {
	if a > b {
		return a
	}
	return b
}

// Abs returns the absolute value of a number; of −0 that is −0.
func Abs(v float32) float32 {
	if v < 0 {
		return -v
	}
	return v
}
