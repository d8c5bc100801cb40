package wire

import "narrows/sim"

func (c *coder) tiles(t *sim.Tiles) {
	c.text(&t.Of)
	c.floats(&t.X)
	c.floats(&t.Y)
	c.float(&t.Size)
	c.int(&t.Side)
	c.bytes(&t.Inks)
	c.bytes(&t.Class)
	c.bytes(&t.Guess)
}
