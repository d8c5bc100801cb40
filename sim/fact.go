package sim

// A Fact is a named number. Facts with one Name and several Roles are one row of a table.
type Fact struct {
	Name  string // "loss"
	Label string // short form with symbols, where the name is long: "λ_max"
	Role  Role
	Value float64 // NaN: not known yet
	Unit  string
	// Tolerance, if positive, is what theory allows |Value| to be.
	Tolerance float64
}
