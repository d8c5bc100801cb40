package wire

import "narrows/sim"

func (c *coder) dots(d *sim.Dots) {
	c.role(&d.Role)
	c.text(&d.Of)
	c.text(&d.Label)
	c.floats(&d.X)
	c.floats(&d.Y)
	c.floats(&d.Z)
	c.bytes(&d.Class)
	c.texts(&d.Words)
	c.bytes(&d.Guess)
	c.floats(&d.Output)
	c.text(&d.Place)
	c.floats(&d.Lead)
	c.floats(&d.Spread)
	c.floats(&d.Size)
	c.float(&d.Unit)
	c.bytes(&d.Labelled)
	c.flags(&d.Hollow, &d.Ring, &d.Given)
}
