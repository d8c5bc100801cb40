package main

import (
	"encoding/csv"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
)

// A row is one measure over the seeds of a sample, from one seed on.
type row struct {
	name, what string
	links      []string
	from       uint64
	values     []float64 // by seed, to four digits; NaN: none
}

// sorted returns the values that are there, in order.
func (r row) sorted() (v []float64) {
	for _, x := range r.values {
		if x == x {
			v = append(v, x)
		}
	}
	slices.Sort(v)
	return v
}

// at returns a quantile, NaN if there is no value.
func (r row) at(q float64) float64 {
	v := r.sorted()
	if len(v) == 0 {
		return math.NaN()
	}
	return quantile(v, q)
}

func (r row) median() float64 { return r.at(0.5) }
func (r row) low() float64    { return r.at(0) }
func (r row) high() float64   { return r.at(1) }

// mean of the values that are there.
func (r row) mean() float64 {
	sum := 0.0
	v := r.sorted()
	for _, x := range v {
		sum += x / float64(len(v))
	}
	return sum
}

// above and below count the seeds on either side of a number.
func (r row) above(x float64) int { return r.count(func(v float64) bool { return v > x }) }
func (r row) below(x float64) int { return r.count(func(v float64) bool { return v < x }) }

func (r row) count(is func(float64) bool) (n int) {
	for _, v := range r.values {
		if is(v) {
			n++
		}
	}
	return n
}

var head = []string{"name", "what", "links", "seeds", "first seed", "lowest", "10 %", "median", "90 %", "highest", "mean", "by seed"}

// write writes rows as a table that read takes back.
func write(w io.Writer, rows []row) error {
	c := csv.NewWriter(w)
	if err := c.Write(head); err != nil {
		return err
	}
	for _, r := range rows {
		var each []string
		for _, v := range r.values {
			each = append(each, text(v))
		}
		err := c.Write([]string{
			r.name, r.what, strings.Join(r.links, " "), strconv.Itoa(len(r.values)), strconv.FormatUint(r.from, 10),
			text(r.low()), text(r.at(0.1)), text(r.median()), text(r.at(0.9)), text(r.high()), text(r.mean()), strings.Join(each, " "),
		})
		if err != nil {
			return err
		}
	}
	c.Flush()
	return c.Error()
}

// read reads a table; what follows from the seeds' values it makes anew.
func read(from io.Reader) (rows []row, err error) {
	lines, err := csv.NewReader(from).ReadAll()
	if err != nil {
		return nil, err
	}
	for i, l := range lines {
		if i == 0 {
			if !slices.Equal(l, head) {
				return nil, fmt.Errorf("the head is %q, want %q", l, head)
			}
			continue
		}
		r := row{name: l[0], what: l[1], links: strings.Fields(l[2])}
		if r.from, err = strconv.ParseUint(l[4], 10, 64); err != nil {
			return nil, err
		}
		for f := range strings.FieldsSeq(l[len(l)-1]) {
			v, err := strconv.ParseFloat(f, 64)
			if err != nil {
				return nil, err
			}
			r.values = append(r.values, v)
		}
		rows = append(rows, r)
	}
	return rows, nil
}
