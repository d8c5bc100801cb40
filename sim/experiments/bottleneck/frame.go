package bottleneck

import (
	"fmt"
	"strings"

	"narrows/sim"
	"narrows/sim/record"
	"narrows/sim/trio"
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

// events are the start and what the networks on show have reached since, in order of steps.
func (r *run) events() (events record.Events) {
	l := r.lanes[0]
	add := func(at record.Moment, network int, label, format string, args ...any) {
		events.Add(at, trio.Roles[network], label, "%s", words.Sentence(r.subject(network)+" "+fmt.Sprintf(format, args...)))
	}
	begins := "Each network starts from a draw of its own."
	if r.shared {
		begins = "The networks on show start as one function."
	}
	events.Add(record.At(0, 0), sim.Data, "start", "%s", begins)
	level := r.lossLevels()
	for i := range limits {
		for _, k := range [2]int{0, levels - 1} {
			at, other := l.crossed[i][k], l.crossed[limits-1-i][k]
			if !at.There() {
				continue
			}
			later := ""
			if other.Step > 0 && at.Step > 1.05*other.Step {
				later = fmt.Sprintf(", %s as many steps as the other", words.Factor(at.Step/other.Step))
			}
			add(at.Moment, i, "loss "+words.Number(level[k]), "reaches loss %s at step %s%s", words.Number(level[k]), words.Count(int(at.Step)), later)
		}
		if l.right[i].There() {
			add(l.right[i], i, "all "+words.Count(r.points)+" right", "has all %s points right at step %s", words.Count(r.points), words.Count(int(l.right[i].Step)))
		}
	}
	if r.parted.There() {
		events.Add(r.parted, sim.Limit, "twins part",
			"The twins, a millionth apart at the start, are a hundredth of the outputs apart at step %s: from here on no single run is the answer.", words.Count(int(r.parted.Step)))
	}
	if i := r.goal.Met(r.step); i >= 0 {
		add(record.At(r.step, l.time[i]), i, "stop", "reaches loss %s at step %s, the last to get there: the run stops", words.Number(r.goal.Loss), words.Count(r.step))
	}
	if i := r.broken(); i >= 0 {
		add(record.At(r.step, l.time[i]), i, "diverged", "diverges at step %s", words.Count(r.step))
	}
	return events
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

// end says why the run is over, in one sentence; nothing while it is not.
func (r *run) end() string {
	if i := r.broken(); i >= 0 {
		return words.Sentence(fmt.Sprintf("at step %s %s diverges at %s of the stability limit; this is the last finite picture",
			words.Count(r.step), strings.TrimSuffix(r.subject(i), ","), words.Number(r.factor)))
	}
	if r.goal.Met(r.step) >= 0 {
		return r.goal.End("loss "+words.Number(r.goal.Loss), r.name)
	}
	if r.step < r.steps {
		return ""
	}
	if !r.kernel || !r.limit {
		return fmt.Sprintf("The %s steps are over.", words.Count(r.steps))
	}
	k := r.comparable()
	kernel, limit := r.lanes[0].crossed[kernelNet][k], r.lanes[0].crossed[limitNet][k]
	level := words.Number(r.lossLevels()[k])
	if r.judged() && kernel.There() && limit.There() {
		return fmt.Sprintf("At loss %s: %s %% of new points wrong after %s steps, through %s; without a bottleneck %s %% after %s.",
			level, words.Number(limit.heldError), words.Count(int(limit.Step)), r.unitWord(), words.Number(kernel.heldError), words.Count(int(kernel.Step)))
	}
	took := func(m crossing) string {
		switch {
		case !m.There():
			return "did not get there"
		case r.clock == flowTime:
			return "took the time " + words.Number(r.flow(m.Time))
		}
		return "took " + words.Count(int(m.Step)) + " steps"
	}
	return fmt.Sprintf("To loss %s, squeezed through %s the network %s; without a bottleneck it %s.",
		level, r.unitWord(), took(limit), took(kernel))
}

// comparable returns the lowest level that one of the limits has reached; where answers on
// new points are compared, that both have.
func (r *run) comparable() int {
	l, k := r.lanes[0], levels-1
	for ; k > 0; k-- {
		a, b := l.crossed[kernelNet][k].There(), l.crossed[limitNet][k].There()
		if a && b || !r.judged() && (a || b) {
			break
		}
	}
	return k
}

// offer is a step size that is stable as a rule: half the limit, and less in proportion to
// the target scale, to which the kernel's growth is proportional. If that is not smaller
// than what was not stable, half of it, or nothing if there is no such setting.
func (r *run) offer() *sim.Offer {
	if r.broken() < 0 {
		return nil
	}
	smaller := 0.5 / r.scale
	if r.factor <= smaller {
		smaller = r.factor / 2
	}
	return trio.SmallerStep(smaller, leastFactor)
}
