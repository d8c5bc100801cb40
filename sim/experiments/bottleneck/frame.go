package bottleneck

import (
	"fmt"
	"strings"

	"narrows/sim"
	"narrows/sim/words"
)

// Frame says what can be seen now.
func (r *run) Frame() sim.Frame {
	f := sim.Frame{
		Step: r.step, Steps: r.steps, Time: r.lanes[0].time[r.timed()],
		Strait:  r.strait(),
		Panels:  append(r.maps(), r.charts()...),
		Facts:   r.facts(),
		Events:  r.events(),
		Summary: r.summary(),
		End:     r.end(),
		Offer:   r.offer(),
	}
	return f
}

// maps are the square panels: the points and what the bottleneck makes of them, or kernels.
func (r *run) maps() []sim.Panel {
	if r.matrices {
		if maps := r.matrixPanels(); maps != nil {
			return maps
		}
	}
	if r.trails == nil {
		return []sim.Panel{r.dataPanel()}
	}
	return []sim.Panel{r.dataPanel(), r.insidePanel()}
}

func (r *run) strait() sim.Strait {
	s := sim.Strait{In: "x", Out: "F(x)", Left: "infinitely wide g", Right: "infinitely wide f", Kernel: r.kernel}
	if what, _ := r.standIn(); what != "" {
		s.Right = "approximate f"
	}
	if r.limit {
		s.Units = r.units
	}
	if r.finite {
		s.Width = r.width
	}
	return s
}

// subject names a network at the beginning of a clause.
func (c config) subject(network int) string {
	switch network {
	case kernelNet:
		return "the network without bottleneck"
	case limitNet:
		return "the network squeezed through " + c.unitWord()
	}
	return "the finite network, " + words.Count(c.width) + " wide,"
}

func (r *run) summary() string {
	var parts []string
	for i := range networks {
		if r.trained(i) {
			parts = append(parts, strings.TrimSuffix(r.subject(i), ",")+" "+words.Number(r.lanes[0].loss(i)))
		}
	}
	return fmt.Sprintf("Step %s of %s. Training loss: %s.", words.Count(r.step), words.Count(r.steps), strings.Join(parts, "; "))
}
