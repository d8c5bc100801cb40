package wire

import "narrows/sim"

func (c *coder) note(n *sim.Note) {
	c.role(&n.Role)
	c.int(&n.Class)
	c.text(&n.Label)
	c.text(&n.Small)
	c.float(&n.X)
	c.float(&n.Y)
}
