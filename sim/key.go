package sim

// A Key names what a mark stands for; elements with equal keys light up together in all
// panels. The zero Key stands for nothing.
type Key struct {
	Of string // "point"
	ID int
}
