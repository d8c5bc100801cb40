package wire

import "narrows/sim"

// line codes the next line of a panel.
func (c *coder) line(l *sim.Line) {
	c.role(&l.Role)
	c.int(&l.Class)
	c.text(&l.Key.Of)
	c.int(&l.Key.ID)
	c.text(&l.Label)
	// Most lines have neither depth nor band nor note, and most lines are many.
	z, low, high, breaks, note := len(l.Z) > 0, len(l.Low) > 0, len(l.High) > 0, len(l.Breaks) > 0, l.Note != ""
	c.flags(&l.Big, &l.Dashed, &l.Fade, &l.Thin, &l.Head, &l.History, &z, &low, &high, &breaks, &note)
	if note {
		c.text(&l.Note)
	}
	if breaks {
		c.ints(&l.Breaks)
	}
	var past *history
	if l.History {
		past = c.lines.at(c.i, c.j)
	}
	c.j++
	parts := [...]*[]float32{&l.X, &l.Y, &l.Z, &l.Low, &l.High}
	for k, there := range [...]bool{true, true, z, low, high} {
		switch {
		case !there:
		case past != nil:
			c.grown(parts[k], &past[k])
		default:
			c.floats(parts[k])
		}
	}
}
