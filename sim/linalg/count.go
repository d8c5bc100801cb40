package linalg

// Double is by how much an operation in double precision without wide vectors, as limits
// take them, counts for more than one of those here: in a browser it takes about as much
// longer.
const Double = 8

// counter is where operations are counted; nil: nowhere.
var counter *float64

// Count notes that so many floating-point operations are being done, if anybody counts.
func Count(operations int) {
	if counter != nil {
		*counter += float64(operations)
	}
}

// Counted calls f and returns how many operations it did, in single precision, those in
// double precision for Double each. It is how a test judges what a run declares: it depends
// on the settings, and on no machine. Nothing else may count meanwhile.
func Counted(f func()) (operations float64) {
	counter = &operations
	defer func() { counter = nil }()
	f()
	return operations
}
