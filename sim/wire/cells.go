package wire

import "narrows/sim"

func (c *coder) cells(x *sim.Cells) {
	c.text(&x.Label)
	c.int(&x.W)
	c.int(&x.H)
	c.float(&x.X0)
	c.float(&x.X1)
	c.float(&x.Y0)
	c.float(&x.Y1)
	c.floats(&x.Values)
	choice(c, &x.Scale, int(sim.ByClass)+1)
	c.float(&x.Min)
	c.float(&x.Max)
	c.float(&x.Unit)
	levels := len(x.Levels) > 0 // of most fields they are not given
	c.flags(&x.Smooth, &x.Zero, &levels)
	if levels {
		c.numbers(&x.Levels)
	}
	c.bytes(&x.Bars)
	c.text(&x.Of)
	c.ints(&x.Rows)
}
