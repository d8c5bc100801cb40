package geom

// Coasts returns the lines on which two classes are level, in units of the cells of the grid,
// as polylines with gaps between. Between two samples of different classes the line is where
// the lead of the one, falling, and that of the other, rising, are both nought. The path is
// valid until the next call.
func (t *Tracer) Coasts(s *Sectors) []Point {
	nx, lead := s.NX, s.V
	t.begin(&s.Grid)
	t.meets = t.meets[:0]
	for j := range s.NY - 1 {
		low, high := s.First[j*nx:(j+1)*nx], s.First[(j+1)*nx:(j+2)*nx]
		high = high[:len(low)]
		for i := 1; i < len(low); i++ {
			a, b, c, d := low[i-1], low[i], high[i], high[i-1]
			if a == b && b == c && c == d {
				continue
			}
			at := j*nx + i - 1
			t.coast(&s.Grid, a, b, c, d, lead[at]+lead[at+nx+1] >= lead[at+1]+lead[at+nx], int32(2*at))
		}
	}
	t.lines(&s.Grid)
	if len(t.meets) > 0 && len(t.path) > 0 {
		t.path = append(t.path, Gap)
	}
	t.path = append(t.path, t.meets...)
	return t.path
}

// coast links the crossings of one cell with the classes a, b, c and d at its corners, from
// the lower left one around; its lower edge is e. Where two classes alternate, middle says
// that the first is ahead in the middle. Where there are more, all lines meet halfway
// between their crossings.
func (t *Tracer) coast(g *Grid, a, b, c, d uint8, middle bool, e int32) {
	edges := [...]int32{e, e + 3, e + int32(2*g.NX), e + 1} // below, right, above, left
	var crossed [4]int32
	n := 0
	for k, differ := range [...]bool{a != b, b != c, c != d, d != a} {
		if differ {
			crossed[n] = edges[k]
			n++
		}
	}
	if n == 4 && a == c && b == d && !middle {
		crossed = [...]int32{edges[3], edges[0], edges[1], edges[2]}
	}
	if n == 2 || a == c && b == d {
		for k := 0; k < n; k += 2 {
			t.link(crossed[k], crossed[k+1])
		}
		return
	}
	var ends [4]Point
	var mid Point
	for k, e := range crossed[:n] {
		ends[k] = g.crossing(e)
		mid.X += ends[k].X / float32(n)
		mid.Y += ends[k].Y / float32(n)
	}
	for _, q := range ends[:n] {
		t.meets = append(t.meets, q, mid, Gap)
	}
}

// link joins two crossings of lines that have no direction.
func (t *Tracer) link(a, b int32) {
	for _, p := range [...][2]int32{{a, b}, {b, a}} {
		side := 0
		if t.links[p[0]][0] != none {
			side = 1
		}
		t.put(p[0], side, p[1])
	}
}
