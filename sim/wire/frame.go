package wire

import "narrows/sim"

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
		n := c.count(len(f.Inputs), 4)
		if c.reading {
			f.Inputs = make([]sim.Rows, n)
		}
		for i := range f.Inputs {
			c.numbers((*[]float64)(&f.Inputs[i]))
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
