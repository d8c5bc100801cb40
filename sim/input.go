package sim

import (
	"fmt"
	"math"
	"strings"
)

// An Input is a table that a visitor may fill: points, labels, ties. Its columns are knobs, so
// that one table makes what is dragged, the table in the page, the key in the link, the bounds
// check and the documentation.
type Input struct {
	Name    string // key in the link, behind "rows.": "points"
	Label   string
	Help    string // one sentence
	Columns []Knob // none Log or Live; what they hold is cut into levels: see Knob.Level
	Least   int    // rows
	Most    int
	Keyed   bool  // each row says something of one thing, which the first column, of whole numbers, names: no two rows name the same
	When    *When // shown only under this condition; nil: always
	// Of are the knobs that say what rows are about, none of them Live: rows that name nodes of
	// one graph say nothing of another, and go when one of these is turned.
	Of []string
	// Instead: rows stand in the place of what those knobs choose, not beside it. While there are any none of that is
	// chosen, and choosing it anew takes them away.
	Instead bool
}

// Called is what its rows are called in a sentence: "points".
func (in *Input) Called() string {
	if in.Label == "" {
		return in.Name
	}
	return strings.ToLower(in.Label)
}

// Rows are the numbers of a table, row by row, as many to a row as it has columns; a choice is
// its index. nil is the experiment's own table, which is not the same as one without rows.
type Rows []float64

// InputOf returns the index of the input of that name, −1 if there is none.
func InputOf(inputs []Input, name string) int {
	for i := range inputs {
		if inputs[i].Name == name {
			return i
		}
	}
	return -1
}

// Check returns an error that names the row at fault and says what is allowed.
func (in *Input) Check(r Rows) error {
	if r == nil {
		return nil
	}
	width := len(in.Columns)
	n := (len(r) + width - 1) / width
	if n < in.Least || n > in.Most {
		return fmt.Errorf("%s must have from %d to %d rows, not %d", in.Called(), in.Least, in.Most, n)
	}
	for i := range n * width {
		x := math.NaN() // what is missing is no number
		if i < len(r) {
			x = r[i]
		}
		if err := in.Columns[i%width].Check(x); err != nil {
			return fmt.Errorf("in row %d of %s %v", i/width+1, in.Called(), err)
		}
	}
	return in.checkKeys(r)
}

// checkKeys returns an error that names the first row that says something of the thing of a row before it.
func (in *Input) checkKeys(r Rows) error {
	if !in.Keyed {
		return nil
	}
	width := len(in.Columns)
	first := map[float64]int{}
	for row := range len(r) / width {
		key := r[row*width]
		if before, there := first[key]; there {
			return fmt.Errorf("in row %d of %s %s %v is there again, after row %d", row+1, in.Called(), in.Columns[0].Name, key, before+1)
		}
		first[key] = row
	}
	return nil
}

// CheckText is Check for rows as text, as links hold them.
func (in *Input) CheckText(text string) error { return in.Check(in.decoded(text)) }

// Quantised returns a copy in which each number is the nearest of its column's levels: what a
// link can hold, so that the picture on show is that of the link.
func (in *Input) Quantised(r Rows) Rows {
	if r == nil {
		return nil
	}
	return in.decoded(in.encoded(r))
}

// digits are those of base64url (RFC 4648, section 5).
const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

// encoded writes rows as text: two digits, 12 bits, for the level of each number.
func (in *Input) encoded(r Rows) string {
	b := make([]byte, 0, 2*len(r))
	for i, x := range r {
		n := in.Columns[i%len(in.Columns)].Level(x)
		b = append(b, digits[n>>6], digits[n&63])
	}
	return string(b)
}

// decoded reads rows. What is not two digits becomes a number that Check refuses.
func (in *Input) decoded(text string) Rows {
	r := make(Rows, (len(text)+1)/2)
	for i := range r {
		level := -1
		if pair := text[2*i:]; len(pair) > 1 {
			level = strings.IndexByte(digits, pair[0])<<6 | strings.IndexByte(digits, pair[1])
		}
		r[i] = in.Columns[i%len(in.Columns)].OfLevel(level)
	}
	return r
}

// parts is how many equal parts a column of numbers is cut into. A link has 12 bits for each,
// so 4095 would do; 3600 has many divisors, and so 0.1 between −1 and 1, the middle, or a
// degree of a circle are levels themselves.
const parts = 3600

// levels are the bounds of a column and the level of the upper one. A choice has a level for
// each, whole numbers have one for each, and may be 4096.
func (k *Knob) levels() (low, high, last float64) {
	switch {
	case len(k.Choices) > 0:
		last = float64(len(k.Choices) - 1)
		return 0, last, last
	case k.Integer:
		return k.Min, k.Max, k.Max - k.Min
	}
	return k.Min, k.Max, parts
}

// Level is the number, from 0 to 4095, of the nearest level to a value of a column; of what is
// no number 0.
func (k *Knob) Level(x float64) int {
	low, high, last := k.levels()
	t := (x - low) / (high - low) * last
	if !(t > 0) {
		return 0
	}
	return int(math.Round(min(t, last)))
}

// OfLevel is the value of a level. Of one that a column has not it is a value beyond the
// bounds, or none, which Check refuses.
func (k *Knob) OfLevel(level int) float64 {
	low, high, last := k.levels()
	switch n := float64(level); n {
	case 0:
		return low
	case last:
		return high
	default:
		// ((N−n)·low + n·high)/N: with bounds that are short the sum is exact, and 0.1 is 0.1.
		return ((last-n)*low + n*high) / last
	}
}
