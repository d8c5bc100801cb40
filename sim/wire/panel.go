package wire

import "narrows/sim"

// panel codes the next panel of a frame.
func (c *coder) panel(p *sim.Panel) {
	c.text(&p.Name)
	c.text(&p.Title)
	c.text(&p.Subtitle)
	c.flags(&p.Square, &p.Solid, &p.Minor)
	c.text(&p.Instead)
	c.int(&p.Column)
	c.float(&p.Share)
	c.axis(&p.X)
	c.axis(&p.Y)
	c.axis(&p.Z)
	c.texts(&p.Classes)
	list(c, &p.Cells, (*coder).cells)
	list(c, &p.Tiles, (*coder).tiles)
	c.j = 0
	list(c, &p.Lines, (*coder).line)
	list(c, &p.Segments, (*coder).segments)
	list(c, &p.Dots, (*coder).dots)
	list(c, &p.Notes, (*coder).note)
	c.i++
}

func (c *coder) axis(a *sim.Axis) {
	c.text(&a.Label)
	c.float(&a.Min)
	c.float(&a.Max)
	choice(c, &a.Scale, int(sim.LogStep)+1)
	c.text(&a.Suffix)
	ticks := len(a.Ticks) > 0 // of most axes they are not given
	c.flags(&a.Hidden, &a.Reversed, &ticks, &a.Around)
	c.float(&a.Unit)
	if ticks {
		c.numbers(&a.Ticks)
	}
}
