package chart

import "narrows/sim"

// A Mark is a dot of the last scene.
type Mark struct {
	Panel int // index in Frame.Panels
	Key   sim.Key
	X, Y  float64 // in CSS pixels from the figure's top left
	Words string  // as Pick says it
}

// Marks returns the dots of the last scene of which a function of their panel and their Key wants to
// know, in the order of drawing.
func (c *Chart) Marks(wanted func(panel int, key sim.Key) bool) (marks []Mark) {
	for i := range c.hits.dots {
		d := &c.hits.dots[i]
		of := &c.hits.crowds[d.crowd]
		if d.again {
			continue
		}
		if key := (sim.Key{Of: of.Of, ID: int(d.id)}); wanted(of.panel, key) {
			marks = append(marks, c.markOf(d))
		}
	}
	return marks
}

func (c *Chart) markOf(d *hit) Mark {
	of := &c.hits.crowds[d.crowd]
	return Mark{of.panel, sim.Key{Of: of.Of, ID: int(d.id)}, float64(d.at.x), float64(d.at.y), d.words(of, c.hits.classes(of))}
}
