package graph

import "narrows/sim/record"

// sameCorrelation is from where on the least alike pair counts as alike.
const sameCorrelation = 0.99

// remember keeps the moments that are told. A kernel without a layer knows of no graph.
func (r *run) remember() {
	at := record.At(r.step, float64(r.step))
	switch {
	case r.step == 0:
		return
	case r.byLabels:
		r.noteLead(at)
		return
	}
	if !r.evidence.There() || r.now.evidence > r.most {
		r.evidence, r.most = at, r.now.evidence
	}
	if !r.alike.There() && r.now.least >= sameCorrelation {
		r.alike = at
	}
	if !r.one.There() && r.severalKnown() && r.oneForAll() {
		r.one = at
	}
}

// severalKnown reports whether there are labels of more than one class.
func (r *run) severalKnown() bool {
	first := -1
	for _, class := range r.problem.Labels {
		if class >= 0 && first >= 0 && class != first {
			return true
		}
		first = max(first, class)
	}
	return false
}

// oneForAll reports whether all nodes without a label are given one class.
func (r *run) oneForAll() bool {
	all := -1
	for i, label := range r.now.labels {
		if label >= 0 {
			continue
		}
		class, margin := r.lead(r.now.mean, i)
		if margin <= 0 || all >= 0 && class != all {
			return false
		}
		all = class
	}
	return all >= 0
}

// noteLead keeps from where on asking the least certain names more than asking at random, or fewer.
func (r *run) noteLead(at record.Moment) {
	limit, random := share(r.posterior.Right(r.example.Class)), share(r.random.Right(r.example.Class))
	if more := limit > random; limit != random && (more != r.ahead || !r.parted.There()) {
		r.ahead, r.parted = more, at
	}
}
