package vector

// Double is by how much an operation in double precision, two at a time at most, counts for more
// than one in single precision with wide vectors: in a browser it takes about as much longer.
const Double = 8

// counter is where operations are counted; nil: nowhere.
var counter *float64

// Count notes that so many floating-point operations are being done, if anybody counts.
func Count(operations int) {
	if counter != nil {
		*counter += float64(operations)
	}
}

// CountDouble does the same of operations in double precision. Loops over numbers are counted
// here, functions of them where they are called, at what they cost against a product.
func CountDouble(operations int) { Count(Double * operations) }

// Counted calls f and returns how many operations it did, in single precision, those in
// double precision for Double each. It is how a test judges what a run declares: it depends
// on the settings, and on no machine. Nothing else may count meanwhile.
func Counted(f func()) (operations float64) {
	counter = &operations
	defer func() { counter = nil }()
	f()
	return operations
}
