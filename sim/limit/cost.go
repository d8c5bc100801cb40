package limit

// What takes more than a product or a sum counts as so many of them: see vector.CountDouble.
const (
	angles    = 40 // both kernels of a pair of points through one layer
	harmonics = 6  // each harmonic of a point
)
