package chart

// coasts appends the lines on which two classes are level, in units of the cells of a grid
// of nx×ny samples, as polylines with gaps between. Each sample has the class that is first
// there, and its lead. Between two samples of different classes the line is where the
// lead of the one, falling, and that of the other, rising, are both nought.
func (t *tracer) coasts(dst []point, class []uint8, lead []float32, nx, ny int) []point {
	t.begin(nx, ny)
	t.meets = t.meets[:0]
	for j := range ny - 1 {
		low, high := class[j*nx:(j+1)*nx], class[(j+1)*nx:(j+2)*nx]
		high = high[:len(low)]
		for i := 1; i < len(low); i++ {
			a, b, c, d := low[i-1], low[i], high[i], high[i-1]
			if a == b && b == c && c == d {
				continue
			}
			s := j*nx + i - 1
			t.coast(a, b, c, d, lead[s]+lead[s+nx+1] >= lead[s+1]+lead[s+nx], lead, nx, int32(2*s))
		}
	}
	dst = t.lines(dst, lead, nx)
	if len(t.meets) > 0 && len(dst) > 0 {
		dst = append(dst, gap)
	}
	return append(dst, t.meets...)
}

// coast links the crossings of one cell with the classes a, b, c and d at its corners, from
// the lower left one around; its lower edge is e. Where two classes alternate, middle says
// that the first is ahead in the middle. Where there are more, all lines meet halfway
// between their crossings.
func (t *tracer) coast(a, b, c, d uint8, middle bool, lead []float32, nx int, e int32) {
	edges := [...]int32{e, e + 3, e + int32(2*nx), e + 1} // below, right, above, left
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
	var ends [4]point
	var mid point
	for k, e := range crossed[:n] {
		ends[k] = crossing(lead, nx, e)
		mid.x += ends[k].x / float32(n)
		mid.y += ends[k].y / float32(n)
	}
	for _, q := range ends[:n] {
		t.meets = append(t.meets, q, mid, gap)
	}
}
