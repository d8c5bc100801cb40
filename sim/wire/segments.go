package wire

import "narrows/sim"

func (c *coder) segments(s *sim.Segments) {
	c.role(&s.Role)
	c.text(&s.Of)
	c.floats(&s.X0)
	c.floats(&s.Y0)
	c.floats(&s.X1)
	c.floats(&s.Y1)
	c.floats(&s.Z0)
	c.floats(&s.Z1)
	classed, wide := len(s.Class) > 0, len(s.Width) > 0 // of most segments neither is given
	c.flags(&s.Arrow, &s.Quiet, &s.Dashed, &classed, &wide)
	if classed {
		c.bytes(&s.Class)
	}
	if wide {
		c.floats(&s.Width)
	}
	c.text(&s.Join)
	c.ints(&s.A)
	c.ints(&s.B)
	c.role(&s.From)
	c.text(&s.Label)
	c.text(&s.Note)
}
