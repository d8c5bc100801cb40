package wire

import (
	"slices"

	"narrows/sim"
)

func (c *coder) frame(f *sim.Frame) {
	c.int(&f.Step)
	c.int(&f.Steps)
	c.float(&f.Time)
	c.strait(&f.Strait)
	list(c, &f.Panels, (*coder).panel)
	list(c, &f.Facts, (*coder).fact)
	list(c, &f.Events, (*coder).event)
	c.text(&f.Summary)
	c.text(&f.End)
	offered, filled, named := f.Offer != nil, len(f.Inputs) > 0, f.Noun.One != ""
	c.flags(&offered, &filled, &named, &f.Draft)
	if named {
		c.text(&f.Noun.One)
		c.text(&f.Noun.Many)
	}
	if offered {
		c.offer(&f.Offer)
	}
	if filled {
		list(c, &f.Inputs, (*coder).rows)
	}
}

// rows writes whole numbers, as most rows hold, in half the room of others.
func (c *coder) rows(r *sim.Rows) {
	whole := !slices.ContainsFunc(*r, func(x float64) bool { return x != float64(int32(x)) })
	c.flags(&whole)
	if !whole {
		c.numbers((*[]float64)(r))
		return
	}
	v := make([]int32, len(*r))
	for i, x := range *r {
		v[i] = int32(x)
	}
	c.ints(&v)
	if c.reading && len(v) > 0 {
		*r = make(sim.Rows, len(v))
		for i, x := range v {
			(*r)[i] = float64(x)
		}
	}
}

func (c *coder) strait(s *sim.Strait) {
	c.text(&s.In)
	c.text(&s.Out)
	c.text(&s.Left)
	c.text(&s.Right)
	c.int(&s.Units)
	c.int(&s.Width)
	c.flags(&s.Kernel)
}

func (c *coder) fact(f *sim.Fact) {
	c.text(&f.Name)
	c.text(&f.Label)
	c.role(&f.Role)
	c.float(&f.Value)
	c.text(&f.Unit)
	c.float(&f.Tolerance)
}

func (c *coder) event(e *sim.Event) {
	c.int(&e.Step)
	c.role(&e.Role)
	c.text(&e.Label)
	c.text(&e.Sentence)
	c.flags(&e.Rest)
}

func (c *coder) offer(o **sim.Offer) {
	if c.reading {
		*o = new(sim.Offer)
	}
	c.text(&(*o).Text)
	c.text(&(*o).Knob)
	c.float(&(*o).Value)
}
