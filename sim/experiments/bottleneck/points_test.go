package bottleneck

import (
	"bytes"
	"testing"

	"narrows/sim"
)

// The mosaic: each image once, in the order of the classes, row by row from the top, with
// what the network of the field takes it for.
func TestMosaic(t *testing.T) {
	for _, c := range []struct {
		data   string
		points int
		field  string
	}{{"digits", 50, "limit"}, {"digits", 160, "kernel"}, {"parity", 40, "limit"}} {
		r := begin(t, only().WithChoice("data", c.data).With("points", float64(c.points)).With("depth", 1).WithChoice("field", c.field).WithChoice("start", "own"))
		sim.Advance(r, nil, 0, 30, nil)
		p := r.dataPanel()
		tiles, train := p.Tiles[0], r.lanes[0].train
		n := min(c.points, mostTiles)
		if len(tiles.X) != n || len(tiles.Y) != n || len(tiles.Guess) != n || len(tiles.Class) != n {
			t.Fatalf("%s: got %d tiles, want %d", c.data, len(tiles.X), n)
		}
		// The tile at each place, by going along rows from the top.
		columns := int(p.X.Max)
		if p.X.Max != p.Y.Max || columns*columns < n || (columns-1)*(columns-1) >= n {
			t.Errorf("%s: got %v × %v places for %d tiles, want the least square", c.data, p.X.Max, p.Y.Max, n)
		}
		at := make([]int, columns*columns)
		for i := range at {
			at[i] = -1
		}
		for j := range n {
			column, row := int(tiles.X[j]), columns-1-int(tiles.Y[j])
			if tiles.X[j] != float32(column)+0.5 || column < 0 || column >= columns || row < 0 || row >= columns {
				t.Fatalf("%s: got tile %d at %v, %v, want the middle of a place", c.data, j, tiles.X[j], tiles.Y[j])
			}
			if other := at[row*columns+column]; other >= 0 {
				t.Errorf("%s: got tiles %d and %d at one place", c.data, other, j)
			}
			at[row*columns+column] = j
		}
		for i, j := range at {
			if (j >= 0) != (i < n) {
				t.Fatalf("%s: got tile %d at place %d, want the first %d places taken", c.data, j, i, n)
			}
			if i > 0 && j >= 0 && train.Class[j] < train.Class[at[i-1]] {
				t.Errorf("%s: got class %d after %d at place %d, want them sorted", c.data, train.Class[j], train.Class[at[i-1]], i)
			}
		}
		f, wrong := r.trainOutputs(r.field), 0
		for j := range n {
			want := 0
			for k := range r.outputs {
				if f[j*r.outputs+k] > f[j*r.outputs+want] {
					want = k
				}
			}
			if r.outputs == 1 && f[j] < 0 {
				want = 1
			}
			if int(tiles.Guess[j]) != want || tiles.Class[j] != train.Class[j] {
				t.Errorf("%s, tile %d: got class %d taken for %d, want %d for %d", c.data, j, tiles.Class[j], tiles.Guess[j], train.Class[j], want)
			}
			if tiles.Guess[j] != tiles.Class[j] {
				wrong++
			}
		}
		if c.data == "digits" && wrong == 0 {
			t.Errorf("%s: no tile is framed: the test shows little", c.data)
		}
		if size := imageSide * imageSide; tiles.Side != imageSide || !bytes.Equal(tiles.Inks, train.Inks[:n*size]) {
			t.Errorf("%s: got other images than the training points'", c.data)
		}
	}
}
