package chart

import "math"

// occupied is where something is drawn in a plot, in small cells: how many of them a box
// touches is read off four sums.
type occupied struct {
	plot Rect
	w, h int
	sums []int32 // (w+1)×(h+1): of the cells above and left of each corner
}

// cellSize is that of a cell, CSS pixels.
const cellSize = 2

// occupy notes the curves and points of the panel under way.
func (o *occupied) occupy(c *Chart, r Rect) {
	o.plot, o.w, o.h = r, int(r.W/cellSize)+1, int(r.H/cellSize)+1
	if n := (o.w + 1) * (o.h + 1); cap(o.sums) < n {
		o.sums = make([]int32, n)
	} else {
		o.sums = o.sums[:n]
		clear(o.sums)
	}
	for i := range c.curves {
		path := c.curvePoints[c.curves[i].from:c.curves[i].to]
		for j := 1; j < len(path); j++ {
			if a, b := path[j-1], path[j]; !a.gap() && !b.gap() {
				o.segment(a, b)
			}
		}
	}
	reach := 4 * c.figure.zoom * c.figure.points
	for _, q := range c.marks {
		for x := float64(q.x) - reach; x <= float64(q.x)+reach; x += cellSize {
			for y := float64(q.y) - reach; y <= float64(q.y)+reach; y += cellSize {
				o.mark(x, y)
			}
		}
	}
	for y := 1; y <= o.h; y++ {
		row := int32(0)
		for x := 1; x <= o.w; x++ {
			row += o.sums[y*(o.w+1)+x]
			o.sums[y*(o.w+1)+x] = row + o.sums[(y-1)*(o.w+1)+x]
		}
	}
}

func (o *occupied) segment(a, b point) {
	dx, dy := float64(b.x-a.x), float64(b.y-a.y)
	n := int(max(math.Abs(dx), math.Abs(dy))) + 1 // at most half a cell each
	for k := range n + 1 {
		s := float64(k) / float64(n)
		o.mark(float64(a.x)+s*dx, float64(a.y)+s*dy)
	}
}

// mark sets the cell at a place, until the sums are made.
func (o *occupied) mark(x, y float64) {
	i, j := int(math.Floor((x-o.plot.X)/cellSize)), int(math.Floor((y-o.plot.Y)/cellSize))
	if i >= 0 && j >= 0 && i < o.w && j < o.h {
		o.sums[(j+1)*(o.w+1)+i+1] = 1
	}
}

// cells returns how many occupied cells a box touches.
func (o *occupied) cells(box Rect) int {
	at := func(v, from float64, most int) int { return min(max(int(math.Floor((v-from)/cellSize)), 0), most) }
	x0, x1 := at(box.X, o.plot.X, o.w), at(box.X+box.W+cellSize, o.plot.X, o.w)
	y0, y1 := at(box.Y, o.plot.Y, o.h), at(box.Y+box.H+cellSize, o.plot.Y, o.h)
	row := o.w + 1
	return int(o.sums[y1*row+x1] - o.sums[y0*row+x1] - o.sums[y1*row+x0] + o.sums[y0*row+x0])
}
