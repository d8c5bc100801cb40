package sparse

import (
	"errors"
	"fmt"

	"narrows/sim"
	"narrows/sim/sparse"
)

// mostPoints is how many points a run takes.
const mostPoints = sparse.MostPoints

// far is how far from 0 a point on a line may be, in either direction.
const far = 6

// inputs are the tables that a visitor may fill, in the order of Frame.Inputs.
var inputs = []sim.Input{
	{
		Name: "points", Label: "Points", Help: "What the curves pass through.",
		Columns: []sim.Knob{
			{Name: "x", Label: "x", Help: "Where it is.", Min: -far, Max: far},
			{Name: "y", Label: "y", Help: "How high it is.", Min: -far, Max: far},
		},
		Least: 1, Most: mostPoints, When: onLine, Of: []string{"data"}, Instead: true,
	},
	{
		Name: "sites", Label: "Points", Help: "What is to be sorted, or hit.",
		Columns: []sim.Knob{
			{Name: "x", Label: "x₁", Help: "Where it is, across.", Min: -1, Max: 1},
			{Name: "y", Label: "x₂", Help: "Where it is, up.", Min: -1, Max: 1},
			{Name: "label", Label: "Label", Help: "What the network is to be there; to sort, only its sign counts. A click on a point turns it.", Min: -3, Max: 3, Default: 1},
		},
		Least: 2, Most: mostPoints, When: inPlane, Of: []string{"shape", "n"}, Instead: true,
	},
}

// pointRows are the points on a line: a visitor's, or the example's as they are.
func pointRows(s sim.Settings) sim.Rows {
	if rows := s.Rows("points"); rows != nil {
		return rows
	}
	x, y, _ := pointsOf(s.Choice("data"))
	return gather(x, y)
}

// siteRows are the points of the plane.
func siteRows(s sim.Settings) sim.Rows {
	if rows := s.Rows("sites"); rows != nil {
		return rows
	}
	return sitesOf(s.Choice("shape"), s.Int("n"), s.Seed)
}

// tables are both as a link can hold them: what the first edit begins with.
func tables(s sim.Settings) []sim.Rows {
	return []sim.Rows{inputs[0].Quantised(pointRows(s)), inputs[1].Quantised(siteRows(s))}
}

// spread takes rows apart, column by column.
func spread(rows sim.Rows, columns int) [][]float64 {
	of := make([][]float64, columns)
	for i, v := range rows {
		of[i%columns] = append(of[i%columns], v)
	}
	return of
}

// gather is the reverse.
func gather(columns ...[]float64) (rows sim.Rows) {
	for i := range columns[0] {
		for _, c := range columns {
			rows = append(rows, c[i])
		}
	}
	return rows
}

// lineOf makes a line of points, and names those that are at odds.
func lineOf(x, y []float64) (*sparse.Line, error) {
	l, err := sparse.NewLine(x, y)
	if !errors.Is(err, sparse.ErrTwice) {
		return l, err
	}
	for i := range x {
		for j := range i {
			if x[i] == x[j] && y[i] != y[j] {
				return nil, fmt.Errorf("points %d and %d are both at x = %.4g, at different heights: no curve passes through both", j+1, i+1, x[i])
			}
		}
	}
	return nil, err
}

// problemOf makes the points of the plane a problem: those that are there again count once. It names those that are at odds.
func problemOf(rows [][]float64, sorts bool) (p sparse.Problem, err error) {
	x, y, label := rows[0], rows[1], rows[2]
	p.Sorts = sorts
	first := map[[2]float64]int{}
	for i := range x {
		at, value := [2]float64{x[i], y[i]}, label[i]
		if sorts {
			switch {
			case value == 0:
				return p, fmt.Errorf("point %d has the label 0, and so is on neither side", i+1)
			case value > 0:
				value = 1
			default:
				value = -1
			}
		}
		if j, there := first[at]; !there {
			first[at] = i
		} else if before := label[j]; !sorts && before != value || sorts && before*value < 0 {
			return p, fmt.Errorf("points %d and %d are at one place, with different labels: no network is both", j+1, i+1)
		} else {
			continue
		}
		p.X, p.Y = append(p.X, at), append(p.Y, value)
	}
	if len(p.X) < 2 {
		return p, fmt.Errorf("all %d points are at one place, and there must be two places", len(x))
	}
	return p, nil
}

// handles let points be dragged where they are drawn, and those of the plane change sides.
var handles = []sim.Handle{
	{Panel: "line", Of: "point", Input: "points", X: "x", Y: "y", Grow: true, Anew: true},
	{Panel: "plane", Of: "site", Input: "sites", X: "x", Y: "y", Cycle: "label", Grow: true},
}
