package graph

// record keeps the present step, before the next.
func (r *run) record() {
	for q := range r.curves {
		if q == finiteScore {
			continue // they tell it themselves
		}
		if now := r.present(q); now != nil {
			r.curves[q].Push(now...)
		}
	}
}

// present is a quantity's step and values now; nil where it is not there.
func (r *run) present(quantity int) []float64 {
	step := float64(r.step)
	switch quantity {
	case limitScore:
		if r.byLabels {
			return r.lend(step, share(r.posterior.Right(r.example.Class)))
		}
		return r.lend(step, r.score(r.now.right, r.now.sure))
	case randomRight:
		if r.random != nil {
			return r.lend(step, share(r.random.Right(r.example.Class)))
		}
	case finiteScore:
		if len(r.cohort.networks) > 0 && r.lagging() < 0 {
			return r.spread(r.step)
		}
	case leastAlike:
		if !r.byLabels {
			return r.lend(step, r.now.least)
		}
	case graphAlone, featuresAlone:
		for _, p := range r.alone {
			if p.quantity == quantity {
				return r.lend(step, r.score(r.tally(p.posterior)))
			}
		}
	}
	return nil
}

// lend lends room for a few numbers, so that a step allocates nothing.
func (r *run) lend(values ...float64) []float64 {
	n := copy(r.scratch[:], values)
	return r.scratch[:n]
}

// share is the part of the nodes without a label that are named right: all, if there are none.
func share(right, asked int) float64 {
	if asked == 0 {
		return 1
	}
	return float64(right) / float64(asked)
}

func mean[T float32 | float64](x []T) float64 {
	sum := 0.0
	for _, v := range x {
		sum += float64(v)
	}
	return sum / float64(len(x))
}

// quantile of sorted numbers, between them in proportion.
func quantile(x []float64, q float64) float64 {
	at := q * float64(len(x)-1)
	i := min(int(at), len(x)-1)
	j := min(i+1, len(x)-1)
	return x[i] + (x[j]-x[i])*(at-float64(i))
}
