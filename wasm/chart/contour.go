package chart

// A tracer finds level lines on a grid and keeps its tables from one to the next.
type tracer struct {
	links   [][2]int32 // for each edge of the grid that a line crosses, the crossings it leads to
	crossed []int32    // those edges
	meets   []point    // pieces in which more than two lines meet
}

// none stands for no link.
const none = -1

// zero appends the lines on which a grid of nx×ny samples is zero, in units of its cells,
// as polylines with gaps between (marching squares, linked from cell to cell). A line
// that is closed ends where it began.
func (t *tracer) zero(dst []point, v []float32, nx, ny int) []point {
	t.begin(nx, ny)
	for j := range ny - 1 {
		low, high := v[j*nx:(j+1)*nx], v[(j+1)*nx:(j+2)*nx]
		high = high[:len(low)]
		below, above := low[0] >= 0, high[0] >= 0
		for i := 1; i < len(low); i++ {
			a, b := below, above
			below, above = low[i] >= 0, high[i] >= 0
			if a == b && b == below && below == above {
				continue
			}
			code := 0
			for k, set := range [...]bool{a, below, above, b} {
				if set {
					code |= 1 << k
				}
			}
			t.cell(code, int32(2*(j*nx+i-1)), int32(2*nx), low[i-1]+low[i]+high[i-1]+high[i] >= 0)
		}
	}
	return t.lines(dst, v, nx)
}

// lines appends what has been linked.
func (t *tracer) lines(dst []point, v []float32, nx int) []point {
	// Open lines first, from their ends; what is left then are loops.
	for pass := range 2 {
		for _, e := range t.crossed {
			if l := t.links[e]; l[0] != none && (pass == 1 || l[1] == none) {
				dst = t.follow(dst, v, nx, e)
			}
		}
	}
	return dst
}

// begin makes room for the links of a grid. Edge 2·(j·nx + i) leads from sample (i, j) to
// the right, the next one up. Links are taken back as lines are followed, so the table is
// clean between calls.
func (t *tracer) begin(nx, ny int) {
	for len(t.links) < 2*nx*ny {
		t.links = append(t.links, [2]int32{none, none})
	}
	t.crossed = t.crossed[:0]
}

// cell links the crossings of one cell: its lower edge is e, up is the distance to the
// edges of the next row. Where the corners alternate, the middle decides.
func (t *tracer) cell(code int, e, up int32, middle bool) {
	bottom, left, right, top := e, e+1, e+3, e+up
	switch code {
	case 1, 14:
		t.link(left, bottom)
	case 2, 13:
		t.link(bottom, right)
	case 4, 11:
		t.link(right, top)
	case 8, 7:
		t.link(top, left)
	case 3, 12:
		t.link(left, right)
	case 6, 9:
		t.link(bottom, top)
	case 5, 10:
		if (code == 5) == middle {
			t.link(left, top)
			t.link(bottom, right)
		} else {
			t.link(left, bottom)
			t.link(right, top)
		}
	}
}

func (t *tracer) link(a, b int32) {
	for _, p := range [...][2]int32{{a, b}, {b, a}} {
		l := &t.links[p[0]]
		if l[0] == none {
			t.crossed = append(t.crossed, p[0])
			l[0] = p[1]
		} else {
			l[1] = p[1]
		}
	}
}

// follow appends the line through a crossing, from it on, and unlinks it.
func (t *tracer) follow(dst []point, v []float32, nx int, e int32) []point {
	if len(dst) > 0 {
		dst = append(dst, gap)
	}
	first := e
	dst = append(dst, crossing(v, nx, e))
	for {
		next := t.links[e][0]
		if next == none {
			next = t.links[e][1]
		}
		t.links[e] = [2]int32{none, none}
		if next == none {
			return dst
		}
		// Forget the way back.
		l := &t.links[next]
		if l[0] == e {
			l[0] = l[1]
		}
		l[1] = none
		dst = append(dst, crossing(v, nx, next))
		if next == first {
			return dst
		}
		e = next
	}
}

// crossing is where a field is zero on an edge at whose ends it has opposite signs; only
// its absolute values count.
func crossing(v []float32, nx int, e int32) point {
	s := int(e / 2)
	x, y := float32(s%nx), float32(s/nx)
	if e%2 == 0 {
		return point{x + share(v[s], v[s+1]), y}
	}
	return point{x, y + share(v[s], v[s+nx])}
}

func share(a, b float32) float32 {
	a, b = abs(a), abs(b)
	if a+b == 0 {
		return .5
	}
	return a / (a + b)
}
