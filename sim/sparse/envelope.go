package sparse

import "math"

// A Band is what lies between two curves of straight pieces: at X[i], in ascending order, from Low[i] to High[i]. One of the two
// is Joined[i], the curve that joins the points.
type Band struct{ X, Joined, Low, High []float64 }

// Envelope is the least band in which all curves run that pass through the points and cost no more than the gauge, from
// one place to another, which lie to either side of the data. Not every curve inside costs as little: one that bends
// to and fro does not.
//
// Such a curve has in each interval somewhere the slope s_i of the data, and in between its slope only rises or only falls. Where the changes of
// slope at both ends of an interval have one sign it may therefore bend inside: it runs between the straight piece
// and those before and after it, which meet at an apex. Everywhere else it is the straight piece. Where a bend beyond the data
// saves cost (Outside), the slope may already be less steep by δ at the first point, or be so from the last one on, which
// counts as a change at either end.
func (l *Line) Envelope(a, from, to float64) Band {
	var b Band
	n, out := len(l.X), l.Outside(a)
	first, last := 0.0, 0.0
	if n > 1 {
		first, last = l.Slopes[0], l.Slopes[n-2]
	}
	if from < l.X[0] {
		reach := from - l.X[0]
		b.add(from, l.Y[0]+first*reach, l.Y[0]+(first-out)*reach)
	}
	for i := range n {
		b.add(l.X[i], l.Y[i], l.Y[i])
		if i == n-1 {
			break
		}
		before, after := first-out, last-out
		if i > 0 {
			before = l.Slopes[i-1]
		}
		if i < n-2 {
			after = l.Slopes[i+1]
		}
		if x, y, bends := l.apex(i, before, after); bends {
			b.add(x, l.Y[i]+l.Slopes[i]*(x-l.X[i]), y)
		}
	}
	if to > l.X[n-1] {
		reach := to - l.X[n-1]
		b.add(to, l.Y[n-1]+last*reach, l.Y[n-1]+(last-out)*reach)
	}
	return b
}

// apex is where the straight pieces before and after interval i meet, of the slopes given, and whether a cheapest curve may
// bend inside it.
func (l *Line) apex(i int, before, after float64) (x, y float64, bends bool) {
	left, right := l.Slopes[i]-before, after-l.Slopes[i]
	scale := straight * max(math.Abs(before), math.Abs(after), math.Abs(l.Slopes[i]))
	if math.Abs(left) <= scale || math.Abs(right) <= scale || left*right < 0 {
		return 0, 0, false
	}
	// The weighted mean of Fewest.
	x = (left*l.X[i] + right*l.X[i+1]) / (left + right)
	return x, l.Y[i] + before*(x-l.X[i]), true
}

func (b *Band) add(x, joined, other float64) {
	b.X, b.Joined = append(b.X, x), append(b.Joined, joined)
	b.Low, b.High = append(b.Low, min(joined, other)), append(b.High, max(joined, other))
}

// Outside is by how much a height lies above or below the band at a place, 0 inside.
func (b *Band) Outside(x, y float64) float64 {
	for i := 1; i < len(b.X); i++ {
		if x > b.X[i] && i < len(b.X)-1 {
			continue
		}
		t := (x - b.X[i-1]) / (b.X[i] - b.X[i-1])
		low, high := b.Low[i-1]+t*(b.Low[i]-b.Low[i-1]), b.High[i-1]+t*(b.High[i]-b.High[i-1])
		return max(low-y, y-high, 0)
	}
	return math.Abs(y - b.Low[0])
}
