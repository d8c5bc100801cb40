package wire

import "narrows/sim"

// panel codes the i-th panel of a frame.
func (c *coder) panel(p *sim.Panel, i int) {
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
	list(c, &p.Cells, func(j int) { c.cells(&p.Cells[j]) })
	list(c, &p.Tiles, func(j int) { c.tiles(&p.Tiles[j]) })
	list(c, &p.Lines, func(j int) { c.line(&p.Lines[j], i, j) })
	list(c, &p.Segments, func(j int) { c.segments(&p.Segments[j]) })
	list(c, &p.Dots, func(j int) { c.dots(&p.Dots[j]) })
}

func (c *coder) axis(a *sim.Axis) {
	c.text(&a.Label)
	c.float(&a.Min)
	c.float(&a.Max)
	choice(c, &a.Scale, int(sim.LogStep)+1)
	c.text(&a.Suffix)
	ticks := len(a.Ticks) > 0 // of most axes they are not given
	c.flags(&a.Hidden, &a.Reversed, &ticks)
	c.float(&a.Unit)
	if ticks {
		c.numbers(&a.Ticks)
	}
}
