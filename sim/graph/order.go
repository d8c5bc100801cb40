package graph

import "slices"

// MostUncertain returns the node without a label whose scores have the greatest variance, the
// first of equal ones, and −1 where all have labels.
func (p *Posterior) MostUncertain() int { return MostUncertain(p.Variance, p.Labels) }

// MostUncertain is that of a Posterior of which variance (N) and labels (N, −1 for none) were kept.
func MostUncertain(variance []float64, labels []int) int {
	best := -1
	for i, v := range variance {
		if labels[i] < 0 && (best < 0 || v > variance[best]) {
			best = i
		}
	}
	return best
}

// GreatestVariance returns the next nodes that the most uncertain one asks for, at most count:
// each is given a label before the next is asked for. Which label does not matter, as no
// variance depends on labels. p is left with those labels, all of class 0. It ends early where
// all have labels, and where a kernel without a nugget tells no more nodes apart.
func (p *Posterior) GreatestVariance(count int) []int {
	var order []int
	for range count {
		i := p.MostUncertain()
		if i < 0 || p.Add(i, 0) != nil {
			break
		}
		order = append(order, i)
	}
	return order
}

// AtRandom returns the nodes without a label in an order that the seed fixes.
func (p *Posterior) AtRandom(seed uint64) []int {
	order := stream(seed, orderStream).Perm(len(p.Labels))
	return slices.DeleteFunc(order, func(i int) bool { return p.Labels[i] >= 0 })
}

// Curve reveals the classes of nodes in an order, and returns how many nodes were named right
// among those without a label, before the first of them and after each: pairs of Right. It
// fails where Add does.
func (p *Posterior) Curve(order, class []int) (right, asked []int, err error) {
	for k := 0; ; k++ {
		r, a := p.Right(class)
		right, asked = append(right, r), append(asked, a)
		if k == len(order) {
			return right, asked, nil
		}
		if err := p.Add(order[k], class[order[k]]); err != nil {
			return right, asked, err
		}
	}
}
