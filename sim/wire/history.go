package wire

// histories are what both ends know of the History lines of a run, by panel and line.
type histories [][]history

// history holds the confirmed points of a line: X, Y, Z, Low, High. Of those that were
// sent only the number counts.
type history [5][]float32

// at returns the history of the j-th line of the i-th panel.
func (h *histories) at(i, j int) *history {
	for len(*h) <= i {
		*h = append(*h, nil)
	}
	lines := &(*h)[i]
	for len(*lines) <= j {
		*lines = append(*lines, history{})
	}
	return &(*lines)[j]
}

// grown codes a slice of a History line by its growth: how many of its points are known,
// and those that follow. Then all but its last, which is the present one, are.
func (c *coder) grown(v, known *[]float32) {
	if c.reading {
		*v = c.growth(known)
		return
	}
	from := max(0, min(len(*known), len(*v)-1))
	rest := (*v)[from:]
	c.int(&from)
	c.floats(&rest)
	if n := len(*v) - 1; n > len(*known) {
		*known = (*v)[:n]
	}
}

// growth reads what follows the known points, and returns all of them.
func (c *coder) growth(known *[]float32) []float32 {
	var from int
	var rest []float32
	c.int(&from)
	c.floats(&rest)
	if from < 0 || from > len(*known) {
		c.fail("builds on points of a line that are not known")
	}
	if c.err != nil || from+len(rest) == 0 {
		return nil
	}
	if n := from + len(rest) - 1; n > len(*known) {
		*known = append(*known, rest[len(*known)-from:n-from]...)
	}
	if from == 0 {
		return rest
	}
	whole := make([]float32, from+len(rest))
	copy(whole[copy(whole, (*known)[:from]):], rest)
	return whole
}
