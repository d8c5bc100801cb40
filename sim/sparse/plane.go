package sparse

import (
	"cmp"
	"errors"
	"math"
	"slices"
)

// A Norm is the one that bounds the weights w of a unit.
type Norm int

const (
	Euclidean Norm = iota // ‖w‖₂ ≤ 1
	Taxicab               // ‖w‖₁ ≤ 1
)

// A Problem asks for the cheapest network over points of the plane.
type Problem struct {
	X     [][2]float64 // n points, no two alike
	Y     []float64    // n: what the network is to be there; where it Sorts, ±1
	Slope float64      // a of the units, 0 ≤ a < 1
	Norm  Norm
	Sorts bool // y_i f(x_i) ≥ 1 is asked for, not f(x_i) = y_i
}

// row is what a value at point i counts in the row of that point.
func (p *Problem) row(i int, value float64) float64 {
	if p.Sorts {
		return p.Y[i] * value
	}
	return value
}

// target is the right-hand side of row i.
func (p *Problem) target(i int) float64 {
	if p.Sorts {
		return 1
	}
	return p.Y[i]
}

// size is the norm of w.
func (p *Problem) size(w [2]float64) float64 {
	if p.Norm == Taxicab {
		return math.Abs(w[0]) + math.Abs(w[1])
	}
	return math.Hypot(w[0], w[1])
}

// scaled is a direction with norm 1.
func (p *Problem) scaled(w [2]float64) [2]float64 {
	size := p.size(w)
	return [2]float64{w[0] / size, w[1] / size}
}

// A Neuron is v φ(w·x + b), with w of norm 1.
type Neuron struct {
	Weight float64 // v
	W      [2]float64
	B      float64
}

// Of is what a neuron adds at a place.
func (u Neuron) Of(x [2]float64, a float64) float64 {
	z := u.W[0]*x[0] + u.W[1]*x[1] + u.B
	return u.Weight * max(z, a*z)
}

// MostPoints is how many a Solver takes.
const MostPoints = 40

// ErrPoints says that there are too few points, too many, or two at one place.
var ErrPoints = errors.New("there must be from 2 to 40 points, no two of them at one place")

const (
	mostStalled = 10    // pivots without progress in a row, for each point: rounding leads in circles
	allPivots   = 10000 // in all: seven times what points need that are not crowded
	perStep     = 5     // columns that a step brings in at most
	mostRounds  = 400   // steps
	enough      = 1e-7  // η passes 1 by no more: the network is the cheapest
	certified   = 1e-6  // and where rounding allows no better, this will do
	settled     = 1e-9  // a unit of the pool that would help by no more is left alone
	rounding    = 1e-13
	missed      = 1e-6 // a network misses a point by no more, at labels of about 1
)

// A Solver finds the cheapest network by bringing in those units whose certificate
//
//	η(w, b) = Σ_i p_i φ(w·x_i + b)
//
// passes ±1 most, where p are the prices of the cheapest network of the units that came in before. Where η passes ±1
// nowhere, no other unit helps. After each step the gauge lies in a Bracket.
type Solver struct {
	Problem
	master   *Master
	pool     []Neuron    // all that ever came in, by their names; a weight is a sign
	parts    [][]float64 // theirs, as columns
	room     []float64   // for those
	slack    []float64   // room for one
	p        []float64   // n: the prices of what the network is at the points
	pricing  pricing
	worst    []violation // where η is furthest from 0, the furthest first
	units    []Neuron    // the cheapest network so far
	spare    []Neuron    // room for that of a round
	constant float64     // and its c₀
	rounds   int
	pivots   int  // so far
	ended    bool // there is no way on
}

// Names of columns: units of the pool have theirs from 0 on, the constant has −1, and the slack of row i −2−i.
const constantName = -1

// NewSolver begins with the network whose units all face one way, in which no two points lie abreast, and
// bend at the points: a basis, so that there is no first phase. It fails with ErrPoints, or with ErrAccuracy where points are so close that they
// cannot be told apart.
func NewSolver(p Problem) (*Solver, error) {
	n := len(p.X)
	if n < 2 || n > MostPoints {
		return nil, ErrPoints
	}
	for i := range n {
		for j := range i {
			if p.X[i] == p.X[j] {
				return nil, ErrPoints
			}
		}
	}
	s := &Solver{
		Problem: p, master: NewMaster(n), slack: make([]float64, n), p: make([]float64, n),
		worst: make([]violation, 0, n), units: make([]Neuron, 0, n), spare: make([]Neuron, 0, n),
	}
	most := n + perStep*mostRounds
	s.pool, s.parts, s.room = make([]Neuron, 0, most), make([][]float64, 0, most), make([]float64, 0, most*n)
	s.pricing.turns = make([]turn, 0, 2*n+4)
	if !s.begin() {
		return nil, ErrAccuracy
	}
	s.settle() // so that no price of a point to be sorted is below 0
	s.look()
	return s, nil
}

// begin finds the first basis. Each unit has the sign of its weight.
func (s *Solver) begin() bool {
	n, w := len(s.X), s.direction()
	along := func(i int) float64 { return w[0]*s.X[i][0] + w[1]*s.X[i][1] }
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int { return cmp.Compare(along(i), along(j)) })
	columns, target, ones := make([]Column, n), make([]float64, n), make([]float64, n)
	for k, i := range order[:n-1] {
		name := s.add(Neuron{Weight: 1, W: w, B: -along(i)})
		columns[k] = Column{name, 1, s.parts[name]}
	}
	for i := range n {
		target[i], ones[i] = s.target(i), s.row(i, 1)
	}
	columns[n-1] = Column{constantName, 0, ones}
	if s.master.Start(target, columns, n-1) {
		return true
	}
	for name, v := range s.master.Values()[:n-1] {
		if v < 0 {
			s.pool[name].Weight = -1
			for i := range s.parts[name] {
				s.parts[name][i] *= -1
			}
		}
	}
	return s.master.Start(target, columns, n-1)
}

// direction is that of many in which the two points that lie most nearly abreast are farthest apart.
func (s *Solver) direction() (w [2]float64) {
	const tries = 360
	best := -1.0
	for k := range tries {
		sin, cos := math.Sincos((float64(k) + 0.5) * 2 * math.Pi / tries)
		least := math.Inf(1)
		for i := range s.X {
			for j := range i {
				least = min(least, math.Abs(cos*(s.X[i][0]-s.X[j][0])+sin*(s.X[i][1]-s.X[j][1])))
			}
		}
		if least > best {
			best, w = least, s.scaled([2]float64{cos, sin})
		}
	}
	return w
}

// add puts a unit into the pool, and returns its name.
func (s *Solver) add(u Neuron) (name int) {
	from := len(s.room)
	s.room = s.room[:from+len(s.X)]
	parts := s.room[from:]
	for i, x := range s.X {
		parts[i] = s.row(i, u.Of(x, s.Slope))
	}
	s.pool, s.parts = append(s.pool, u), append(s.parts, parts)
	return len(s.pool) - 1
}

// Step brings in the units that violate |η| ≤ 1 most, finds the cheapest network of all that came in, and
// reports whether another could be cheaper still. It allocates nothing. Where it ends without that being settled, Failed says so.
func (s *Solver) Step() (more bool) {
	if s.done() {
		return false
	}
	s.rounds++
	came := 0
	for _, v := range s.worst {
		if math.Abs(v.eta) <= 1+enough/2 || came == perStep {
			break
		}
		s.add(Neuron{Weight: math.Copysign(1, v.eta), W: v.w, B: v.b})
		came++
	}
	s.ended = !s.settle() || s.rounds == mostRounds || s.pivots >= allPivots
	s.look()
	return !s.done()
}

func (s *Solver) done() bool {
	return s.ended || s.Violation() <= enough || len(s.units) == 0
}

// Failed says that the program ended before |η| ≤ 1 + 10⁻⁶ was reached, for want of accuracy or of pivots. The Bracket holds all the same.
func (s *Solver) Failed() bool { return s.ended && s.Violation() > certified }

// settle finds the cheapest network of the units of the pool, and reports whether it could. Where rounding leads in circles it leaves off at
// one that is nearly so: the units that come next lead on from there.
func (s *Solver) settle() bool {
	circles := s.master.stalled + mostStalled*len(s.X)
	for s.pivots < allPivots && s.master.stalled <= circles {
		s.pivots++
		c, helps := s.enters()
		switch {
		case !helps && s.master.Exact():
			return true
		case !helps: // by prices that rounding may have spoiled
			s.master.Renew()
		case !s.master.Enter(c):
			return false
		}
	}
	return true
}

// enters is the column that helps most, or, where nothing has moved for long, the first by name that helps: Master has that leave
// of several whose name is the least, and one order for both leads out of circles (Bland 1977).
func (s *Solver) enters() (c Column, helps bool) {
	gain, prices := settled, s.master.Prices()
	for i := len(prices) - 1; s.Sorts && i >= 0; i-- { // a slack is −1 in its row, and costs nothing
		if -prices[i] > gain {
			gain, helps = -prices[i], true
			clear(s.slack)
			s.slack[i] = -1
			c = Column{-2 - i, 0, s.slack}
			if s.master.Stalled() {
				return c, true
			}
		}
	}
	for name, parts := range s.parts {
		if slices.Contains(s.master.Names(), name) {
			continue // it is there, and would help by rounding alone
		}
		worth, size := -1.0, 1.0 // it costs 1
		for i, x := range parts {
			worth += prices[i] * x
			size += math.Abs(prices[i] * x)
		}
		if worth > gain && worth > rounding*size {
			gain, c, helps = worth, Column{name, 1, parts}, true
			if s.master.Stalled() {
				return c, true
			}
		}
	}
	return c, helps
}

// look finds the network, and where η is furthest from 0, for each point through which a unit may bend.
func (s *Solver) look() {
	s.gather()
	for i, price := range s.master.Prices() {
		s.p[i] = s.row(i, price)
	}
	s.worst = s.worst[:0]
	for k := range s.X {
		w := s.pricing.furthest(&s.Problem, s.p, k)
		b := -(w[0]*s.X[k][0] + w[1]*s.X[k][1])
		s.worst = append(s.worst, violation{w, b, s.Eta(w, b)})
	}
	slices.SortStableFunc(s.worst, func(u, v violation) int { return cmp.Compare(math.Abs(v.eta), math.Abs(u.eta)) })
}

// Eta is the certificate η(w, b), for w of norm 1.
func (s *Solver) Eta(w [2]float64, b float64) (eta float64) {
	u := Neuron{Weight: 1, W: w, B: b}
	for i, x := range s.X {
		eta += s.p[i] * u.Of(x, s.Slope)
	}
	return eta
}

// Violation is max|η| − 1 over all units there are, exactly; 0 if nothing passes 1.
func (s *Solver) Violation() float64 { return max(0, math.Abs(s.worst[0].eta)-1) }

// Bracket returns two bounds of the gauge: p·y / max|η|, where the dual solution is made to hold, and Σ|v| of a network
// that there is. Where it Sorts the first has Σ p_i y_i in its place, as 1 is asked for.
func (s *Solver) Bracket() (low, high float64) {
	dual := 0.0
	high = priceOf(s.units)
	for i, price := range s.master.Prices() {
		if s.Sorts && price < -settled {
			return 0, high // these prices prove nothing: the program was left off before they did
		}
		dual += price * s.target(i)
	}
	return min(max(0, dual/(1+s.Violation())), high), high
}

// Network is the cheapest one so far: its units, which are valid until the next Step, and c₀.
func (s *Solver) Network() (units []Neuron, constant float64) { return s.units, s.constant }

// gather takes the network of the present vertex, in which units that do alike are one, if it is the cheapest so far that is at the
// points what it is to be.
func (s *Solver) gather() {
	largest := 0.0
	for _, v := range s.master.Values() {
		largest = max(largest, math.Abs(v))
	}
	units, constant := s.spare[:0], 0.0
	for j, name := range s.master.Names() {
		switch v := s.master.Values()[j]; {
		case name == constantName:
			constant = v
		case name >= 0 && v > straight*largest:
			u := s.pool[name]
			u.Weight *= v
			units = append(units, u)
		}
	}
	units = s.merge(units)
	if s.rounds == 0 || priceOf(units) <= priceOf(s.units) && s.misses(units, constant) <= missed {
		s.spare, s.units, s.constant = s.units, units, constant
	}
}

// misses is by how much a network misses what is asked for at the points, at most.
func (s *Solver) misses(units []Neuron, constant float64) (most float64) {
	for i, x := range s.X {
		f := constant
		for _, u := range units {
			f += u.Of(x, s.Slope)
		}
		short := s.target(i) - s.row(i, f)
		if !s.Sorts {
			short = math.Abs(short)
		}
		most = max(most, short)
	}
	return most
}

// priceOf is Σ|v|.
func priceOf(units []Neuron) (sum float64) {
	for _, u := range units {
		sum += math.Abs(u.Weight)
	}
	return sum
}

// Prices are p_i (n): what the certificate weighs the points by. They are valid until the next Step.
func (s *Solver) Prices() []float64 { return s.p }

// Tried is how many units ever came in.
func (s *Solver) Tried() int { return len(s.pool) }

// Toward is the w of norm 1 in a direction, in radians.
func (p *Problem) Toward(angle float64) [2]float64 {
	sin, cos := math.Sincos(angle)
	return p.scaled([2]float64{cos, sin})
}
