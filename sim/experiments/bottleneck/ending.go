package bottleneck

import (
	"fmt"

	"narrows/sim"
	"narrows/sim/trio"
	"narrows/sim/words"
)

// end says why the run is over, in one sentence that answers the question whether the squeezed
// network learned faster; nothing while it is not.
func (r *run) end() string {
	if i := r.broken(); i >= 0 {
		return fmt.Sprintf("%s, training diverges at step %s, at %s of the stability limit: the last finite picture.",
			r.clause(i), words.Count(r.step), words.Number(r.factor))
	}
	switch {
	case r.goal.Met(r.step) >= 0:
		return r.goal.End("loss "+words.Number(r.goal.Loss), r.name)
	case r.step < r.steps:
		return ""
	case r.twin:
		return r.twinsEnd()
	case !r.kernel || !r.limit:
		return fmt.Sprintf("After %s the training loss is %s.", words.Counted(r.steps, "step"), words.Number(r.lanes[0].loss(r.timed())))
	}
	k := r.comparable()
	kernel, limit := r.lanes[0].crossed[kernelNet][k], r.lanes[0].crossed[limitNet][k]
	level := words.Number(r.lossLevels()[k])
	switch {
	case kernel.There() && limit.There():
		return r.bothEnd(level, kernel, limit)
	case limit.There():
		return fmt.Sprintf("Faster, squeezed: loss %s after %s steps; without a bottleneck still %s after %s.",
			level, words.Count(int(limit.Step)), words.Number(r.lanes[0].loss(kernelNet)), words.Count(r.steps))
	case kernel.There():
		return fmt.Sprintf("Slower, squeezed: loss still %s after %s steps; without a bottleneck %s after %s.",
			words.Number(r.lanes[0].loss(limitNet)), words.Count(r.steps), level, words.Count(int(kernel.Step)))
	}
	return fmt.Sprintf("After %s steps, loss %s squeezed and %s without a bottleneck: neither is at %s.",
		words.Count(r.steps), words.Number(r.lanes[0].loss(limitNet)), words.Number(r.lanes[0].loss(kernelNet)), level)
}

// twinsEnd says how far twins have come apart.
func (r *run) twinsEnd() string {
	apart := words.Number(r.twinDistance())
	if r.parted.There() {
		return fmt.Sprintf("The twins end %s apart: from step %s on, no single run is the answer.", apart, words.Count(int(r.parted.Step)))
	}
	return fmt.Sprintf("The twins, a millionth apart at first, end %s apart: one run is as good as the other.", apart)
}

// bothEnd compares the networks where both have come down to a level.
func (r *run) bothEnd(level string, kernel, limit crossing) string {
	steps, than := words.Count(int(limit.Step)), words.Count(int(kernel.Step))
	switch {
	case r.clock == ownLimit:
		return fmt.Sprintf("Squeezed, %s to loss %s, in %s steps instead of %s.", trio.Compared(kernel.Time, limit.Time, "less time", "more time", "as much time"), level, steps, than)
	case r.clock == flowTime:
		return fmt.Sprintf("Squeezed, %s: loss %s at time %s; without a bottleneck at %s.",
			trio.Pace(kernel.Time, limit.Time), level, words.Number(r.flow(limit.Time)), words.Number(r.flow(kernel.Time)))
	}
	pace := trio.Pace(kernel.Step, limit.Step)
	if r.judged() {
		return fmt.Sprintf("Squeezed, %s: loss %s after %s steps, not %s. New points wrong: %s %%, not %s %%.",
			pace, level, steps, than, words.Number(limit.heldError), words.Number(kernel.heldError))
	}
	return fmt.Sprintf("Squeezed, %s: loss %s after %s steps; without a bottleneck after %s.", pace, level, steps, than)
}

// comparable returns the lowest level that both limits have reached; the lowest that one of
// them has, if there is none.
func (r *run) comparable() int {
	one := 0
	for k := levels - 1; k >= 0; k-- {
		a, b := r.lanes[0].crossed[kernelNet][k].There(), r.lanes[0].crossed[limitNet][k].There()
		if a && b {
			return k
		}
		if (a || b) && one == 0 {
			one = k
		}
	}
	return one
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
