package table

import (
	"fmt"
	"math"
	"strconv"

	"narrows/sim"
	"narrows/sim/link"
)

// number writes numbers for the names in columns that take names, in the order in which they
// appear, and says so. Where all are numbers of their column they stay.
func (r *reading) number() (notice string, err error) {
	var named []*sim.Knob
	words := false
	for i := range r.in.Columns {
		k := &r.in.Columns[i]
		if !k.Names || r.from[i] < 0 {
			continue
		}
		named = append(named, k)
		for row := range r.cells {
			text := r.cells[row][r.from[i]]
			if text == "" {
				return "", fmt.Errorf("in row %d of %s %s is empty", row+1, r.in.Called(), k.Name)
			}
			_, ok := link.Value(k, text)
			x, isNumber := link.Value(&wide, text)
			// 31336 is the name of a paper, 1.5 a mistake.
			words = words || !ok && (!isNumber || x >= 0 && x == math.Trunc(x))
		}
	}
	if !words {
		return "", nil
	}
	numbers := map[string]int{}
	var order []string
	for row := range r.cells {
		for i, k := range r.in.Columns {
			if !k.Names || r.from[i] < 0 {
				continue
			}
			text := &r.cells[row][r.from[i]]
			n, there := numbers[*text]
			if !there {
				n = len(order)
				numbers[*text] = n
				order = append(order, *text)
			}
			if float64(n) > k.Max-k.Min {
				return "", fmt.Errorf("%s in row %d is one name too many; %s may have %v", link.Quoted(*text), row+1, r.in.Called(), k.Max-k.Min+1)
			}
			*text = strconv.Itoa(int(k.Min) + n)
		}
	}
	first := int(named[0].Min)
	notice = fmt.Sprintf("Names are numbered in the order in which they appear: %s is %d", link.Quoted(order[0]), first)
	if n := len(order); n > 1 {
		notice += fmt.Sprintf(", %s is %d", link.Quoted(order[n-1]), first+n-1)
	}
	return notice + ".", nil
}
