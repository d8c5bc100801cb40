package sparse

import "narrows/sim"

// within cuts a line to the heights that the picture shows, where curves that run on beyond the data leave it.
func (r rectangle) within(l sim.Line) sim.Line {
	x, y := l.X, l.Y
	l.X, l.Y = nil, nil
	for i := 1; i < len(x); i++ {
		from, to, any := r.part(float64(y[i-1]), float64(y[i]))
		if !any {
			continue
		}
		at := func(t float64) (float32, float32) {
			return x[i-1] + float32(t)*(x[i]-x[i-1]), min(max(y[i-1]+float32(t)*(y[i]-y[i-1]), float32(r.y0)), float32(r.y1))
		}
		if n := len(l.X); n == 0 || from > 0 || l.X[n-1] != x[i-1] {
			if n > 0 {
				l.Breaks = append(l.Breaks, int32(n))
			}
			px, py := at(from)
			l.X, l.Y = append(l.X, px), append(l.Y, py)
		}
		px, py := at(to)
		l.X, l.Y = append(l.X, px), append(l.Y, py)
	}
	return l
}

// part is from which share of the way from one height to another to which it is in the picture, and whether it is anywhere.
func (r rectangle) part(a, b float64) (from, to float64, any bool) {
	from, to = 0, 1
	for _, side := range []struct{ a, b float64 }{{a - r.y0, b - r.y0}, {r.y1 - a, r.y1 - b}} {
		switch {
		case side.a < 0 && side.b < 0, side.a != side.a, side.b != side.b:
			return 0, 0, false
		case side.a < 0:
			from = max(from, side.a/(side.a-side.b))
		case side.b < 0:
			to = min(to, side.a/(side.a-side.b))
		}
	}
	return from, to, from < to
}

// leaves is where a straight line through (x, y) leaves the picture's heights on its way to a side.
func (r rectangle) leaves(x, y, slope, side float64) float64 {
	end := y + slope*(side-x)
	if _, to, any := r.part(y, end); any {
		return x + to*(side-x)
	}
	return x
}
