package record

// Columns is how many numbers a curve follows at most.
const Columns = 5

// A Curve is the course of a few numbers, a column each: a quantity and what it is drawn against,
// its band, or the coordinates of a point. It holds what was before the present step only; the
// present values become the last points of a frame's lines.
type Curve [Columns][]float32

// NewCurve makes room for so many points, the present one included.
func NewCurve(columns, points int) (c Curve) {
	for i := range columns {
		c[i] = make([]float32, 0, points)
	}
	return c
}

// Push adds a point, within what float32 holds.
func (c *Curve) Push(at ...float64) {
	for i, v := range at {
		c[i] = append(c[i], float32(min(max(v, -most), most)))
	}
}

// most is the largest number that a curve holds.
const most = 1e30

// Until returns the curve with the present point at its end. It leaves c as it was: the last
// point stands in spare capacity.
func (c Curve) Until(at ...float64) Curve {
	c.Push(at...)
	return c
}

// A Thinning chooses the steps that are recorded, from step 0 on. They depend on the step alone,
// never on who looks.
type Thinning struct{ next, stride, share int }

// Even records about so many steps at even distances, for an axis that is linear.
func Even(steps, points int) Thinning { return Thinning{stride: (steps + points - 1) / points} }

// Sparser records steps that are at most 1/share of the step apart, for an axis that is
// logarithmic: every step at first.
func Sparser(share int) Thinning { return Thinning{stride: 1, share: share} }

// Due reports whether a step is to be recorded. It is to be asked at each, in order.
func (t *Thinning) Due(step int) bool {
	if step != t.next {
		return false
	}
	t.next += t.stride
	if t.share > 0 {
		t.next = step + max(t.stride, step/t.share)
	}
	return true
}
