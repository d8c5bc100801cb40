package table

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"narrows/sim"
	"narrows/sim/link"
)

var (
	points = sim.Input{Name: "points", Least: 1, Most: 300, Columns: []sim.Knob{
		{Name: "x", Label: "across", Min: -1, Max: 1}, {Name: "y", Label: "up", Min: -1, Max: 1}, {Name: "angle", Unit: "°", Max: 360, Default: 90},
	}}
	pairs = sim.Input{Name: "pairs", Most: 300, Columns: []sim.Knob{{Name: "x", Min: -1, Max: 1}, {Name: "y", Min: 0, Max: 2}}}
	ties  = sim.Input{Name: "ties", Most: 300, Columns: []sim.Knob{
		{Name: "a", Max: 299, Integer: true, Names: true}, {Name: "b", Max: 299, Integer: true, Names: true},
	}}
	labels = sim.Input{Name: "labels", Most: 300, Columns: []sim.Knob{
		{Name: "node", Max: 299, Integer: true, Names: true}, {Name: "class", Choices: []string{"none", "Mr. Hi", "Officer, first"}},
	}}
	nodes = sim.Input{Name: "nodes", Most: 9, Keyed: true, Columns: []sim.Knob{
		{Name: "node", Min: 1, Max: 9, Default: 1, Integer: true}, {Name: "class", Min: 1, Max: 3, Default: 1, Integer: true},
	}}
	list = []sim.Experiment{{Name: "cove", Inputs: []sim.Input{points, pairs, ties, labels, nodes}, Knobs: []sim.Knob{{Name: "d", Max: 3, Default: 1}}}}
)

// What an edit gives, and that what was given stays.
func TestEdits(t *testing.T) {
	given := sim.Rows{0, .5, 1, 1, -1, 2}
	before := slices.Clone(given)
	type result func() (sim.Rows, string, error)
	for _, c := range []struct {
		name        string
		do          result
		want        sim.Rows
		notice, err string
	}{
		{"set", func() (sim.Rows, string, error) { return Set(pairs, given, 1, 0, "−0,25") }, sim.Rows{0, .5, -.25, 1, -1, 2}, "", ""},
		{"set, rounded", func() (sim.Rows, string, error) { return Set(pairs, given, 0, 1, "0.12345") }, sim.Rows{0, pairs.Columns[1].OfLevel(222), 1, 1, -1, 2}, "0.12345 is rounded to 0.12333.", ""},
		{"set a choice", func() (sim.Rows, string, error) { return Set(labels, sim.Rows{7, 0}, 0, 1, "mr. hi") }, sim.Rows{7, 1}, "", ""},
		{"set, a word", func() (sim.Rows, string, error) { return Set(pairs, given, 2, 0, "left") }, nil, "", "in row 3 of pairs x must be a number from -1 to 1, and left is not"},
		{"set, beyond", func() (sim.Rows, string, error) { return Set(pairs, given, 2, 1, "-1") }, nil, "", "in row 3 of pairs y must be a number from 0 to 2, and -1 is not"},
		{"set, no choice", func() (sim.Rows, string, error) { return Set(labels, sim.Rows{7, 0}, 0, 1, "x") }, nil, "", "in row 1 of labels class must be one of none, Mr. Hi, Officer, first, and x is not"},
		{"set, no row", func() (sim.Rows, string, error) { return Set(pairs, given, 3, 0, "0") }, nil, "", "pairs has no row 4"},
		{"set, no row before", func() (sim.Rows, string, error) { return Set(pairs, given, -1, 0, "0") }, nil, "", "pairs has no row 0"},
		{"set, no column", func() (sim.Rows, string, error) { return Set(pairs, given, 0, 2, "0") }, nil, "", "pairs has no column 3"},
		{"add", func() (sim.Rows, string, error) { return Add(pairs, given, 1, []float64{.10001, .2}) }, sim.Rows{0, .5, .1, .2, 1, 1, -1, 2}, "", ""},
		{"add at the end", func() (sim.Rows, string, error) { return Add(points, nil, 0, nil) }, sim.Rows{0, 0, 90}, "", ""},
		{"add beyond", func() (sim.Rows, string, error) { return Add(pairs, given, 4, nil) }, nil, "", "pairs has no row 5"},
		{"add what is not allowed", func() (sim.Rows, string, error) { return Add(pairs, given, 0, []float64{0, math.NaN()}) }, nil, "", "in row 1 of pairs y must be a number from 0 to 2"},
		{"add too little", func() (sim.Rows, string, error) { return Add(pairs, given, 0, []float64{0}) }, nil, "", "a row of pairs has 2 numbers, not 1"},
		{"add too many", func() (sim.Rows, string, error) { return Add(pairs, make(sim.Rows, 600), 0, nil) }, nil, "", "there is room for 300 pairs; remove one first"},
		{"set the thing of another row", func() (sim.Rows, string, error) { return Set(nodes, sim.Rows{2, 1, 5, 3}, 1, 0, "2") }, nil, "", "in row 2 of nodes node 2 is there again, after row 1"},
		{"add, of things", func() (sim.Rows, string, error) { return Add(nodes, sim.Rows{2, 1, 1, 3}, 2, nil) }, sim.Rows{2, 1, 1, 3, 3, 1}, "", ""},
		{"add a thing there is", func() (sim.Rows, string, error) { return Add(nodes, sim.Rows{2, 1}, 0, []float64{2, 2}) }, nil, "", "in row 2 of nodes node 2 is there again, after row 1"},
		{"move", noted(Move(points, sim.Rows{0, 0, 90, 1, 1, 7}, 1, Place{[2]int{0, 1}, [2]float64{.10001, -.5}})), sim.Rows{0, 0, 90, .1, -.5, 7}, "", ""},
		{"move beyond", noted(Move(points, sim.Rows{0, 0, 90}, 0, Place{[2]int{2, 0}, [2]float64{1e300, math.Inf(-1)}})), sim.Rows{-1, 0, 360}, "", ""},
		{"move to no place", noted(Move(points, sim.Rows{0, 0, 90}, 0, Place{[2]int{0, 1}, [2]float64{0, math.NaN()}})), nil, "", "there is no place of points there"},
		{"move no row", noted(Move(points, sim.Rows{0, 0, 90}, 1, Place{[2]int{0, 1}, [2]float64{}})), nil, "", "points has no row 2"},
		{"move along one axis", noted(Move(points, sim.Rows{0, 0, 90}, 0, Place{[2]int{1, 1}, [2]float64{}})), nil, "", "points has no two columns for a place"},
		{"move along none", noted(Move(points, sim.Rows{0, 0, 90}, 0, Place{[2]int{0, 3}, [2]float64{}})), nil, "", "points has no two columns for a place"},
		{"nudge", noted(Nudge(points, sim.Rows{0, 0, 90, 1, 1, 7}, 0, Place{[2]int{0, 1}, [2]float64{.25, -.1}})), sim.Rows{.25, -.1, 90, 1, 1, 7}, "", ""},
		{"nudge by a level at least", noted(Nudge(pairs, sim.Rows{0, .5}, 0, Place{[2]int{0, 1}, [2]float64{1e-9, -1e-9}})), sim.Rows{pairs.Columns[0].OfLevel(1801), pairs.Columns[1].OfLevel(899)}, "", ""},
		{"nudge along one axis", noted(Nudge(pairs, sim.Rows{0, .5}, 0, Place{[2]int{0, 1}, [2]float64{0, .5}})), sim.Rows{0, 1}, "", ""},
		{"nudge over the edge", noted(Nudge(pairs, sim.Rows{.9, .1}, 0, Place{[2]int{0, 1}, [2]float64{.2, -.2}})), sim.Rows{1, 0}, "", ""},
		{"nudge at the edge", noted(Nudge(pairs, sim.Rows{1, 0}, 0, Place{[2]int{0, 1}, [2]float64{1e-9, -1e-9}})), sim.Rows{1, 0}, "", ""},
		{"nudge no row", noted(Nudge(pairs, sim.Rows{1, 0}, -1, Place{[2]int{0, 1}, [2]float64{}})), nil, "", "pairs has no row 0"},
		{"grow", noted(Grow(points, sim.Rows{0, 0, 7}, Place{[2]int{0, 1}, [2]float64{.10001, 3}})), sim.Rows{0, 0, 7, .1, 1, 90}, "", ""},
		{"grow too many", noted(Grow(pairs, make(sim.Rows, 600), Place{[2]int{0, 1}, [2]float64{}})), nil, "", "there is room for 300 pairs; remove one first"},
		{"grow nowhere", noted(Grow(pairs, nil, Place{[2]int{-1, -1}, [2]float64{}})), nil, "", "pairs has no two columns for a place"},
		{"turn a choice", noted(Turn(labels, sim.Rows{7, 0, 8, 1}, 1, 1)), sim.Rows{7, 0, 8, 2}, "", ""},
		{"turn the last choice", noted(Turn(labels, sim.Rows{7, 0, 8, 2}, 1, 1)), sim.Rows{7, 0, 8, 0}, "", ""},
		{"turn the last whole number", noted(Turn(nodes, sim.Rows{7, 3}, 0, 1)), sim.Rows{7, 1}, "", ""},
		{"turn a number", noted(Turn(pairs, sim.Rows{0, 0}, 0, 1)), nil, "", "y goes through no values"},
		{"turn the sign of a number", noted(Turn(pairs, sim.Rows{.5, 0, -.25, 1}, 1, 0)), sim.Rows{.5, 0, .25, 1}, "", ""},
		{"turn no row", noted(Turn(labels, nil, 0, 1)), nil, "", "labels has no row 1"},
		{"next of none", noted(Next(nodes, sim.Rows{2, 1}, 7, 1, 2)), sim.Rows{2, 1, 7, 1}, "", ""},
		{"next of the first", noted(Next(nodes, sim.Rows{2, 1, 7, 1}, 2, 1, 2)), sim.Rows{2, 2, 7, 1}, "", ""},
		{"next of the last", noted(Next(nodes, sim.Rows{2, 2, 7, 1}, 2, 1, 2)), sim.Rows{7, 1}, "", ""},
		{"next beyond the column", noted(Next(nodes, sim.Rows{2, 3}, 2, 1, 9)), sim.Rows{}, "", ""},
		{"next of no thing", noted(Next(nodes, nil, 10, 1, 2)), nil, "", "in row 1 of nodes node must be a whole number from 1 to 9"},
		{"next of no column", noted(Next(nodes, nil, 1, 0, 2)), nil, "", "nodes has no column 1 to go through"},
		{"forget", func() (sim.Rows, string, error) { return Forget(nodes, sim.Rows{2, 2, 7, 1}, 2) }, sim.Rows{7, 1}, "", ""},
		{"forget none", func() (sim.Rows, string, error) { return Forget(nodes, sim.Rows{2, 2}, 3) }, sim.Rows{2, 2}, "", ""},
		{"join", func() (sim.Rows, string, error) { return Join(ties, sim.Rows{0, 1}, 5, 3) }, sim.Rows{0, 1, 3, 5}, "", ""},
		{"part", func() (sim.Rows, string, error) { return Join(ties, sim.Rows{5, 3, 0, 1, 3, 5}, 3, 5) }, sim.Rows{0, 1}, "3 and 5 are parted: 1 row now.", ""},
		{"join one", func() (sim.Rows, string, error) { return Join(ties, nil, 3, 3) }, nil, "", "3 is paired with itself already"},
		{"join what is not there", func() (sim.Rows, string, error) { return Join(ties, nil, 3, 300) }, nil, "", "in row 1 of ties b must be a whole number from 0 to 299"},
		{"remove", func() (sim.Rows, string, error) { return Remove(pairs, given, 1) }, sim.Rows{0, .5, -1, 2}, "", ""},
		{"remove the last", func() (sim.Rows, string, error) { return Remove(pairs, sim.Rows{0, .5}, 0) }, sim.Rows{}, "", ""},
		{"remove what must be", func() (sim.Rows, string, error) { return Remove(points, sim.Rows{0, 0, 0}, 0) }, nil, "", "of points at least 1 must stay"},
		{"remove no row", func() (sim.Rows, string, error) { return Remove(pairs, given, 3) }, nil, "", "pairs has no row 4"},
		{"clear", func() (sim.Rows, string, error) { return Clear(pairs, given) }, sim.Rows{}, "", ""},
		{"clear but one", func() (sim.Rows, string, error) { return Clear(points, sim.Rows{0, 1, 2, 0, 0, 0}) }, sim.Rows{0, 1, 2}, "Of points at least 1 must stay: the first.", ""},
	} {
		rows, notice, err := c.do()
		text := ""
		if err != nil {
			text = err.Error()
		}
		if !slices.Equal(rows, c.want) || (rows == nil) != (c.want == nil) || notice != c.notice || text != c.err {
			t.Errorf("%s: got %v, %q, %q, want %v, %q, %q", c.name, rows, notice, text, c.want, c.notice, c.err)
		}
		if !slices.Equal(given, before) {
			t.Fatalf("%s: changed what it was given to %v", c.name, given)
		}
	}
}

func TestRead(t *testing.T) {
	nodes := func(n int) string {
		var b strings.Builder
		for i := range n {
			b.WriteString("0," + string(rune('a'+i%26)) + strings.Repeat("x", i/26) + "\n")
		}
		return b.String()
	}
	for _, c := range []struct {
		name, text  string
		in          sim.Input
		want        sim.Rows
		notice, err string
	}{
		{name: "commas", text: "0.1,0.2\n-0.5,1e-1\n", in: pairs, want: sim.Rows{.1, .2, -.5, .1}},
		{name: "semicolons, decimal commas", text: "0,1;0,2\r\n-0,5;0,125\r\n", in: pairs, want: sim.Rows{.1, .2, -.5, pairs.Columns[1].OfLevel(225)}},
		{name: "tabs", text: "\n0,1\t2\n\n−0.5\t0\n", in: pairs, want: sim.Rows{.1, 2, -.5, 0}},
		{name: "spaces", text: "  0.1   0.2 \n-0.5 0", in: pairs, want: sim.Rows{.1, .2, -.5, 0}},
		{name: "spaces, decimal commas", text: "0,1 0,2\n-0,5 0", in: pairs, want: sim.Rows{.1, .2, -.5, 0}},
		{name: "commas and spaces", text: "0.1, 0.2\n-0.5, 0", in: pairs, want: sim.Rows{.1, .2, -.5, 0}},
		{name: "quotes", text: `"0.1","0.2"`, in: pairs, want: sim.Rows{.1, .2}},
		{name: "a mark of byte order, and comments", text: "\uFEFF# link: #cove\nx,y\n0.1,0.2\n", in: pairs, want: sim.Rows{.1, .2}},
		{name: "a header in another order", text: "Y;X\n2;-1\n", in: pairs, want: sim.Rows{-1, 2}},
		{name: "a header by labels, with more", text: "weight,up,across,angle\n7,.5,-.5,10\n", in: points, want: sim.Rows{-.5, .5, 10},
			err: "row 1 has 4 columns, and points has 3: x, y, angle"},
		{name: "a header by names, one more", text: "weight,y,x\n7,2,-1\n", in: pairs, want: sim.Rows{-1, 2}, notice: "Of the columns weight is left out."},
		{name: "a header of strangers", text: "length,width\n0.5,1\n", in: pairs, want: sim.Rows{.5, 1}, notice: `The first line, "length, width", is taken for names of columns.`},
		{name: "one column less", text: "0.1 0.2", in: points, want: sim.Rows{.1, .2, 90}, notice: "Of the columns angle is 90 in all rows."},
		{name: "one column more", text: "1 2 5\n2 3 1", in: ties, want: sim.Rows{1, 2, 2, 3}, notice: "Of the columns column 3 is left out."},
		{name: "empty ends", text: "0.1,0.2,,\n0.3,0.4,,", in: pairs, want: sim.Rows{.1, .2, .3, .4}},

		{name: "scaled", text: "0,0\n5,10\n-10,20", in: pairs, want: sim.Rows{0, 0, .5, 1, -1, 2}, notice: "Numbers beyond the axes are scaled: x becomes 0.1·x, y becomes 0.1·y."},
		{name: "scaled, on one side", text: "0,0\n10,1", in: pairs, want: sim.Rows{0, 0, 1, .1}, notice: "Numbers beyond the axes are scaled: x becomes 0.1·x, y becomes 0.1·y."},
		{name: "scaled by two digits", text: "7,0\n0,1", in: pairs, want: sim.Rows{.98, 0, 0, .14}, notice: "Numbers beyond the axes are scaled: x becomes 0.14·x, y becomes 0.14·y."},
		{name: "scaled and shifted", text: "1000,2000\n1010,2010", in: pairs, want: sim.Rows{-1, 0, 1, 2}, notice: "Numbers beyond the axes are scaled: x becomes 0.2·(x − 1005), y becomes 0.2·(y − 2005) + 1."},
		{name: "shifted down", text: "-1000 0\n-1010 1", in: pairs, want: sim.Rows{1, .9, -1, 1.1}, notice: "Numbers beyond the axes are scaled: x becomes 0.2·(x + 1005), y becomes 0.2·(y − 0.5) + 1."},
		{name: "small and far away", text: "1000 0.001\n1000.01 0.002", in: pairs, want: sim.Rows{-1, .9, 1, 1.1}, notice: "Numbers beyond the axes are scaled: x becomes 200·(x − 1000.005), y becomes 200·(y − 0.0015) + 1."},
		{name: "one far point", text: "50 1", in: pairs, want: sim.Rows{0, 1}, notice: "Numbers beyond the axes are scaled: x becomes 1·(x − 50), y becomes 1·(y − 1) + 1."},
		{name: "scaled, not the angle", text: "10 0 90\n-10 5 45", in: points, want: sim.Rows{1, 0, 90, -1, .5, 45}, notice: "Numbers beyond the axes are scaled: x becomes 0.1·x, y becomes 0.1·y."},
		{name: "an angle too large", text: "10 0 90\n-10 5 361", in: points, err: "in row 2 of points angle must be a number from 0 to 360"},
		{name: "rounded and equal", text: "0.10001,0.2\n0.1,0.2\n0.5,0.33333\n0.5,0.33333", in: pairs, want: sim.Rows{.1, .2, .1, .2, .5, 1. / 3, .5, 1. / 3}, notice: "Rows 1 and 2, 3 and 4 are equal after rounding."},
		{name: "rounded", text: "0.12345 0", in: pairs, want: sim.Rows{pairs.Columns[0].OfLevel(2022), 0}, notice: "Numbers are rounded, x to steps of 0.00056."},
		{name: "equal", text: strings.Repeat("1 2\n", 6), in: ties, want: sim.Rows{1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2}, notice: "Rows 1 and 2, 1 and 3, 1 and 4 are equal, and 2 more pairs."},

		{name: "numbers of nodes", text: "a,b\n0,299\n5,7", in: ties, want: sim.Rows{0, 299, 5, 7}},
		{name: "names", text: "Jean Valjean,Cosette\nMarius,Jean Valjean", in: ties, want: sim.Rows{0, 1, 2, 0}, notice: `Names are numbered in the order in which they appear: "Jean Valjean" is 0, Marius is 2.`},
		{name: "names below a header", text: "Source;Target\nMyriel;Napoleon", in: ties, want: sim.Rows{0, 1}, notice: "Names are numbered in the order in which they appear: Myriel is 0, Napoleon is 1."},
		{name: "names like a header", text: "a b\nb c", in: ties, want: sim.Rows{0, 1, 1, 2}, notice: "Names are numbered in the order in which they appear: a is 0, c is 2."},
		{name: "large numbers are names", text: "31336\t1061127\n31336\t12", in: ties, want: sim.Rows{0, 1, 0, 2}, notice: "Names are numbered in the order in which they appear: 31336 is 0, 12 is 2."},
		{name: "names and choices", text: "node,class\nJean,Mr. Hi\nAnna,\"Officer, first\"", in: labels, want: sim.Rows{0, 1, 1, 2}, notice: "Names are numbered in the order in which they appear: Jean is 0, Anna is 1."},
		{name: "half a node", text: "1,2\n3,1.5", in: ties, err: "in row 2 of ties b must be a whole number from 0 to 299"},
		{name: "a node below the first", text: "1,2\n3,-1", in: ties, err: "in row 2 of ties b must be a whole number from 0 to 299"},
		{name: "an empty name", text: "a1,\nb1,c1", in: ties, err: "in row 1 of ties b is empty"},
		{name: "299 names and 0", text: nodes(299), in: ties, want: func() sim.Rows {
			r := sim.Rows{}
			for i := range 299 {
				r = append(r, 0, float64(i+1))
			}
			return r
		}(), notice: "Names are numbered in the order in which they appear: 0 is 0, mxxxxxxxxxxx is 299."},
		{name: "too many names", text: nodes(300), in: ties, err: "nxxxxxxxxxxx in row 300 is one name too many; ties may have 300"},

		{name: "words for numbers", text: "x,y\n0.1,0.2\n0.3,north", in: pairs, err: "in row 2 of pairs y must be a number, and north is not"},
		{name: "a word in the first row", text: "0.1,north\n0.3,0", in: pairs, err: "in row 1 of pairs y must be a number, and north is not"},
		{name: "one or a thousand", text: "\"1,000\",1\n0,0", in: pairs, err: "in row 1 of pairs x must be a number, and 1,000 is not"},
		{name: "no number", text: "0,0\nNaN,0", in: pairs, err: "in row 2 of pairs x must be a number, and NaN is not"},
		{name: "infinite", text: "0,0\n0,1e999", in: pairs, err: "in row 2 of pairs y must be a number, and 1e999 is not"},
		{name: "an empty cell", text: "0,0\n,0", in: pairs, err: `in row 2 of pairs x must be a number, and "" is not`},
		{name: "no class", text: "0,none\n1,Mrs.", in: labels, err: "in row 2 of labels class must be one of none, Mr. Hi, Officer, first, and Mrs. is not"},
		{name: "rows of two lengths", text: "0,0\n1,0\n1,0,1", in: pairs, err: "row 3 has 3 columns, and row 1 has 2"},
		{name: "decimal commas between commas", text: "0,5,0,7\n0,6,0,8", in: pairs, err: "row 1 has 4 columns, and pairs has 2: x, y"},
		{name: "one column", text: "0\n1", in: pairs, err: "row 1 has 1 column, and pairs has 2: x, y"},
		{name: "nothing", text: " \n# x\n", in: pairs, err: "there is no row in this text"},
		{name: "10,000 rows", text: strings.Repeat("0.1,0.2\n", 10000), in: pairs, err: "pairs may have 300 rows, not 10,000"},
		{name: "300 rows below a header", text: "x y\n" + strings.Repeat("0 0\n", 300), in: pairs, want: make(sim.Rows, 600), notice: "Rows 1 and 2, 1 and 3, 1 and 4 are equal, and 296 more pairs."},
		{name: "301 rows below a header", text: "x y\n" + strings.Repeat("0 0\n", 301), in: pairs, err: "pairs may have 300 rows, not 301"},
	} {
		rows, notice, err := Read(c.in, c.text)
		text := ""
		if err != nil {
			text = err.Error()
		}
		if c.err != "" {
			c.want, c.notice = nil, ""
		}
		if text != c.err || notice != c.notice || !slices.Equal(rows, c.want) {
			t.Errorf("%s: got  %v, %q, %q\nwant %v, %q, %q", c.name, rows, notice, text, c.want, c.notice, c.err)
		}
	}
}

// Rows that are written are read again as they were, without a word.
func TestWrite(t *testing.T) {
	if got, want := Write(labels, sim.Rows{0, 1, 12, 2}), "node,class\n0,Mr. Hi\n12,\"Officer, first\"\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	rng := rand.New(rand.NewPCG(1, 2))
	far := sim.Input{Name: "far", Most: 99, Columns: []sim.Knob{{Name: "x", Min: 1e6, Max: 1e6 + .7}, {Name: "y", Min: -math.Pi, Max: math.Pi, Unit: "rad"}}}
	for i := range 1000 {
		in := []sim.Input{points, pairs, far, labels}[i%4]
		rows := sim.Rows{}
		for range 1 + rng.IntN(40) {
			rows = append(rows, random(in, rng)...)
		}
		rows = in.Quantised(rows)
		text := Write(in, rows)
		again, notice, err := Read(in, text)
		if notice != "" && !strings.Contains(notice, " are equal") || err != nil || !slices.Equal(again, rows) {
			t.Fatalf("got %v, %q, %v\nwant %v of %q", again, notice, err, rows, text)
		}
	}
}

func random(in sim.Input, rng *rand.Rand) (row []float64) {
	for _, k := range in.Columns {
		x := k.Min + rng.Float64()*(k.Max-k.Min)
		if n := len(k.Choices); n > 0 {
			x = float64(rng.IntN(n))
		}
		row = append(row, x)
	}
	return row
}

// Numbers from anywhere come onto the axes, keep their shape but for rounding, and are not left
// in a corner.
func TestScaleKeepsShapes(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for range 500 {
		size, x0, y0 := math.Pow(10, 12*rng.Float64()-6), 0., 0.
		if rng.IntN(2) == 0 {
			x0, y0 = size*rng.NormFloat64()*100, size*rng.NormFloat64()
		}
		rows := sim.Rows{x0 - 2*size, y0 - 3*size, x0 + 2*size, y0 + 3*size}
		for range 2 + rng.IntN(30) {
			rows = append(rows, x0+size*(4*rng.Float64()-2), y0+size*(6*rng.Float64()-3))
		}
		scaled := slices.Clone(rows)
		if scale(pairs, scaled) == "" {
			if !slices.Equal(scaled, rows) || pairs.Check(rows) != nil {
				t.Errorf("got %v without a word, of %v", scaled, rows)
			}
			continue
		}
		if err := pairs.Check(scaled); err != nil {
			t.Fatalf("%v: %v", rows, err)
		}
		factor := (scaled[3] - scaled[1]) / (rows[3] - rows[1])
		for i := 2; i < len(rows); i++ {
			if d := scaled[i] - scaled[i%2] - factor*(rows[i]-rows[i%2]); math.Abs(d) > 1e-9 {
				t.Fatalf("number %d of %v became %v: off by %v of the shape", i, rows, scaled, d)
			}
		}
		if height := scaled[3] - scaled[1]; height < .45*2 {
			t.Errorf("got a height of %v of 2 for %v", height, rows)
		}
	}
}

// A change makes another link, whose table begins with what the run took.
func TestChange(t *testing.T) {
	untouched := link.Default(list[0])
	untouched.View.Step = 5
	took := []sim.Rows{{0, 0, 90, .5, 0, 0}, nil, {0, 1}, {3, 1}, {3, 1}}
	own := untouched
	own.Settings = own.Settings.WithRows("labels", sim.Rows{5, 0})
	for _, c := range []struct {
		name   string
		l      link.Link
		took   []sim.Rows
		change Change
		want   string // behind #cove?v=1
		notice string
	}{
		{"a cell of the example", untouched, took, Change{Input: "points", Act: SetCell, Row: 1, Column: 1, Text: ".5"}, "&rows.points=" + base(points, 0, 0, 90, .5, .5, 0) + "&step=5", ""},
		{"a cell as it was", untouched, took, Change{Input: "points", Act: SetCell, Row: 1, Column: 0, Text: "0.5"}, "&step=5", ""},
		{"a label of the example", untouched, took, Change{Input: "labels", Act: SetCell, Row: 0, Column: 1, Text: "Officer, first"}, "&rows.labels=" + base(labels, 3, 2) + "&step=5", ""},
		{"a label of one's own", own, took, Change{Input: "labels", Act: SetCell, Row: 0, Column: 1, Text: "Mr. Hi"}, "&rows.labels=" + base(labels, 5, 1) + "&step=5", ""},
		{"one's own needs no example", own, nil, Change{Input: "labels", Act: SetCell, Row: 0, Column: 1, Text: "Mr. Hi"}, "&rows.labels=" + base(labels, 5, 1) + "&step=5", ""},
		{"no example yet", untouched, nil, Change{Input: "labels", Act: SetCell, Row: 0, Column: 1, Text: "Mr. Hi"}, "&step=5", "The example of labels is not there yet, and can be changed in a moment."},
		{"a row more of none", untouched, took, Change{Input: "pairs", Act: AddRow, Row: 0, Column: 0, Text: ""}, "&rows.pairs=" + base(pairs, 0, 0) + "&step=5", ""},
		{"a row less", untouched, took, Change{Input: "ties", Act: DropRow, Row: 0, Column: 0, Text: ""}, "&rows.ties=&step=5", ""},
		{"paste", untouched, nil, Change{Input: "ties", Act: Paste, Row: 0, Column: 0, Text: "x y"}, "&rows.ties=" + base(ties, 0, 1) + "&step=5", "Names are numbered in the order in which they appear: x is 0, y is 1."},
		{"paste what cannot be", own, nil, Change{Input: "pairs", Act: Paste, Row: 0, Column: 0, Text: "0 0\n0 y"}, "&rows.labels=" + base(labels, 5, 0) + "&step=5", "In row 2 of pairs y must be a number, and y is not."},
		{"clear", own, nil, Change{Input: "labels", Act: Empty, Row: 0, Column: 0, Text: ""}, "&rows.labels=&step=5", ""},
		{"back to the example", own, nil, Change{Input: "labels", Act: Example, Row: 0, Column: 0, Text: ""}, "&step=5", ""},
		{"the next of a thing without a row", untouched, took, Change{Input: "nodes", Act: NextOf, Mark: 4, Column: 1, Count: 2}, "&rows.nodes=" + base(nodes, 3, 1, 4, 1) + "&step=5", ""},
		{"forget what is not there", untouched, took, Change{Input: "nodes", Act: DropOf, Mark: 4}, "&step=5", ""},
		{"join", untouched, took, Change{Input: "ties", Act: JoinOf, Mark: 7, Other: 2}, "&rows.ties=" + base(ties, 0, 1, 2, 7) + "&step=5", ""},
		{"move", untouched, took, Change{Input: "points", Act: MoveRow, Row: 1, Place: &Place{[2]int{0, 1}, [2]float64{-.5, 2}}}, "&rows.points=" + base(points, 0, 0, 90, -.5, 1, 0) + "&step=5", ""},
		{"nudge", untouched, took, Change{Input: "points", Act: Nudged, Row: 1, Place: &Place{[2]int{0, 1}, [2]float64{0, -.5}}}, "&rows.points=" + base(points, 0, 0, 90, .5, -.5, 0) + "&step=5", ""},
		{"move nowhere", untouched, took, Change{Input: "points", Act: MoveRow, Row: 1}, "&step=5", "Points has no two columns for a place."},
		{"move back to the example", untouched, took, Change{Input: "points", Act: MoveRow, Row: 1, Place: &Place{[2]int{0, 1}, [2]float64{.50001, 0}}}, "&step=5", ""},
		{"grow", untouched, took, Change{Input: "points", Act: AddRow, Place: &Place{[2]int{0, 1}, [2]float64{.5, .5}}}, "&rows.points=" + base(points, 0, 0, 90, .5, 0, 0, .5, .5, 90) + "&step=5", ""},
		{"turn", own, nil, Change{Input: "labels", Act: TurnRow, Row: 0, Column: 1}, "&rows.labels=" + base(labels, 5, 1) + "&step=5", ""},
		{"no table", own, took, Change{Input: "stars", Act: Example, Row: 0, Column: 0, Text: ""}, "&rows.labels=" + base(labels, 5, 0) + "&step=5", "There is no table stars."},
		{"no act", own, took, Change{Input: "labels", Act: "eat", Row: 0, Column: 0, Text: ""}, "&rows.labels=" + base(labels, 5, 0) + "&step=5", "A table cannot be changed by eat."},
	} {
		changed, notice := c.change.Of(c.l, c.took)
		if got := link.Format(changed); got != "#cove?v=1"+c.want || notice != c.notice {
			t.Errorf("%s: got %s and %q, want %s and %q", c.name, got, notice, c.want, c.notice)
		}
	}
}

// noted is a result without a notice.
func noted(rows sim.Rows, err error) func() (sim.Rows, string, error) {
	return func() (sim.Rows, string, error) { return rows, "", err }
}

// base is what a link has for rows.
func base(in sim.Input, rows ...float64) string {
	text := link.Format(link.Link{Settings: sim.Defaults(nil, in).WithRows(in.Name, rows), View: link.View{Play: true}})
	_, text, _ = strings.Cut(text, "&rows."+in.Name+"=")
	return text
}

// Whatever is pasted, rows that come out are allowed levels, errors are sentences, and nothing
// panics.
func FuzzRead(f *testing.F) {
	for _, text := range []string{"", "\"", "a,b\nb,c", "0;0\n1e100;-1e100", "1e-320 5\n2 5", ",,,\n", "x,y\n\"1\"\"\",2", "1e99\t1\n-1e99\t2", "5 5\n5 5", "\x00\x00\n\xff 1", "9999999 1\n9999999.5 1"} {
		f.Add(text)
	}
	rng := rand.New(rand.NewPCG(5, 6))
	signs := []rune("0123456789.,;\t \n\n\"ex-#aé−€")
	for range 1000 {
		var text []rune
		for range rng.IntN(60) {
			text = append(text, signs[rng.IntN(len(signs))])
		}
		f.Add(string(text))
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, in := range []sim.Input{points, pairs, ties, labels} {
			rows, notice, err := Read(in, text)
			said := notice
			if err != nil {
				said = err.Error()
			} else if in.Check(rows) != nil || rows == nil || !slices.Equal(rows, in.Quantised(rows)) {
				t.Errorf("%s: got %v, want allowed rows", in.Name, rows)
			}
			if strings.ContainsAny(said, "\n\r\x00") || len(said) > 1500 {
				t.Errorf("%s: got %q", in.Name, said)
			}
		}
	})
}
