package main

import (
	"encoding/csv"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"

	"narrows/sim"
)

// enough is how many steps are recorded if there are as many.
const enough = 160

// recorded returns the steps to record of a run to a last one: 0, the last, and between
// them at least enough on a grid that is even in log(1 + step); all if they are few.
func recorded(last int) (steps []int) {
	for parts := enough; ; parts += enough {
		steps = steps[:0]
		for k := range parts + 1 {
			s := int(math.Round(math.Expm1(math.Log1p(float64(last)) * float64(k) / float64(parts))))
			if len(steps) == 0 || s > steps[len(steps)-1] {
				steps = append(steps, s)
			}
		}
		if len(steps) >= min(enough, last+1) {
			return steps
		}
	}
}

// A table holds a row each frame and a column each fact; a fact that a frame does not have,
// or not yet, is empty there.
type table struct {
	key   string // what tells the rows apart: "step"
	names []string
	rows  []row
}

type row struct {
	key    string
	time   float64
	values map[string]float64
}

func (t *table) add(key string, f *sim.Frame) {
	r := row{key: key, time: f.Time, values: map[string]float64{}}
	for i := range f.Facts {
		name := column(&f.Facts[i])
		if !t.has(name) {
			t.names = append(t.names, name)
		}
		r.values[name] = f.Facts[i].Value
	}
	t.rows = append(t.rows, r)
}

// addMedian adds the median of every column, empty where a row has nothing: what is missing
// may be late or slow, and a median of the rest would say otherwise.
func (t *table) addMedian() {
	r := row{key: "median", values: map[string]float64{}}
	of := func(value func(row) (float64, bool)) float64 {
		var v []float64
		for _, r := range t.rows {
			x, there := value(r)
			if !there || x != x {
				return math.NaN()
			}
			v = append(v, x)
		}
		slices.Sort(v)
		return (v[(len(v)-1)/2] + v[len(v)/2]) / 2
	}
	r.time = of(func(r row) (float64, bool) { return r.time, true })
	for _, n := range t.names {
		r.values[n] = of(func(r row) (float64, bool) { v, there := r.values[n]; return v, there })
	}
	t.rows = append(t.rows, r)
}

func (t *table) has(name string) bool {
	for _, n := range t.names {
		if n == name {
			return true
		}
	}
	return false
}

// column is the head of a fact's column: "rate (limit) [1/step]".
func column(f *sim.Fact) string {
	name := f.Name
	if f.Role != sim.Data {
		name += fmt.Sprintf(" (%s)", f.Role)
	}
	if f.Unit != "" {
		name += fmt.Sprintf(" [%s]", f.Unit)
	}
	return name
}

func (t *table) write(w io.Writer) error {
	c := csv.NewWriter(w)
	c.Write(append([]string{t.key, "time"}, t.names...))
	for _, r := range t.rows {
		cells := []string{r.key, float(r.time)}
		for _, n := range t.names {
			v, there := r.values[n]
			if !there {
				v = math.NaN()
			}
			cells = append(cells, float(v))
		}
		c.Write(cells)
	}
	c.Flush()
	return c.Error()
}

// float writes a number so that it reads back as it was; NaN is empty.
func float(x float64) string {
	if x != x {
		return ""
	}
	return strconv.FormatFloat(x, 'g', -1, 64)
}
