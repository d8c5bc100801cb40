package geom

// Contour returns the lines of Tracer.Zero one by one.
func Contour(g *Grid) [][]Point { return split(new(Tracer).Zero(g)) }

// Region returns closed lines around what is not below a level, with it on their left; the
// grid's edge bounds it as well.
func Region(g *Grid, level float32) [][]Point {
	const rim = -1e30 // around the grid, at no distance from it, so that lines close there
	around := Grid{g.NX + 2, g.NY + 2, make([]float32, (g.NX+2)*(g.NY+2))}
	for i := range around.V {
		around.V[i] = rim
	}
	for j := range g.NY {
		for i, v := range g.V[j*g.NX : (j+1)*g.NX] {
			around.V[(j+1)*around.NX+i+1] = v - level
		}
	}
	path := new(Tracer).Zero(&around)
	for i, p := range path {
		path[i] = Point{min(max(p.X-1, 0), float32(g.NX-1)), min(max(p.Y-1, 0), float32(g.NY-1))}
	}
	return split(path)
}

// split takes a path apart at its gaps.
func split(path []Point) (lines [][]Point) {
	from := 0
	for i := range len(path) + 1 {
		if i == len(path) || path[i].X != path[i].X {
			if i > from {
				lines = append(lines, path[from:i])
			}
			from = i + 1
		}
	}
	return lines
}
