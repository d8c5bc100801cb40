package bottleneck

import "math"

// A clock says how long the networks' steps are against each other.
type clock uint8

const (
	sameStep clock = iota // one step size for all, in units of the fixed kernel's limit
	flowTime              // one for all at each step, in units of the smallest limit: time is what counts
	ownLimit              // each in units of its own limit at that step
)

// setRates sets the step sizes of all networks for the next step.
func (r *run) setRates() {
	if r.clock != sameStep && r.limit {
		for _, l := range r.lanes {
			l.limit.Follow()
		}
	}
	switch r.clock {
	case sameStep:
		for _, l := range r.lanes {
			l.rates = [networks]float64{r.factor * l.rate, r.factor * l.rate, r.factor * l.rate}
		}
	case flowTime:
		least := math.Inf(1)
		for _, l := range r.lanes {
			least = min(least, l.stable(kernelNet))
			if r.limit || r.finite {
				least = min(least, r.capped(l))
			}
		}
		for _, l := range r.lanes {
			l.rates = [networks]float64{r.factor * least, r.factor * least, r.factor * least}
		}
	case ownLimit:
		for _, l := range r.lanes {
			own := r.factor * r.capped(l)
			l.rates = [networks]float64{r.factor * l.rate, own, own}
		}
	}
}

// stable is the largest stable step size of a limit at present, 2/(c λ_max). A network that
// is not trained bounds nothing.
func (l *lane) stable(network int) float64 {
	switch {
	case network == kernelNet && l.kernel != nil:
		return l.rate
	case network == limitNet && l.limit != nil:
		return l.rate / l.growth()
	}
	return math.Inf(1)
}

// capped is the largest step size of the network with a bottleneck, and of the finite one
// that follows it: the largest stable one, but at most that of a kernel half the target scale
// s larger than the fixed one, 4/(c s λ_max(Θ_∞)/N). A kernel that starts small would allow
// steps that throw the points out of reach before it has grown. (Measured here: it grows to
// about s times the fixed one.)
func (r *run) capped(l *lane) float64 { return min(l.stable(limitNet), 2*l.rate/r.scale) }
