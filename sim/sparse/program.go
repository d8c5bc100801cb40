package sparse

import "errors"

// A Program finds what the cheapest network through a line's points costs by a linear program, and
// knows nothing of the closed form. Between two points the dual's certificate η is straight, so only units that bend at
// a point need be tried: two for each, one facing either way, with either sign.
type Program struct {
	line   *Line
	slope  float64
	master *Master
	parts  []float64
}

// ErrAccuracy says that a program came to an end before it was solved, for want of accuracy.
var ErrAccuracy = errors.New("the linear program is too badly conditioned")

// NewProgram makes a program at its first vertex: the straight pieces from point to point, whose
// units all face right. a is the slope of a unit, from 0 to 1.
func NewProgram(l *Line, a float64) (*Program, error) {
	n := len(l.X)
	p := &Program{line: l, slope: a, master: NewMaster(n), parts: make([]float64, n)}
	columns := make([]Column, n)
	for k := range n - 1 {
		columns[k] = Column{Name: 4 * k, Cost: 1, Parts: make([]float64, n)}
		p.fill(columns[k].Parts, columns[k].Name)
	}
	columns[n-1] = Column{Name: -1, Parts: make([]float64, n)} // the constant, which is free and costs nothing
	for i := range n {
		columns[n-1].Parts[i] = 1
	}
	if p.master.Start(l.Y, columns, n-1) {
		return p, nil
	}
	for k, v := range p.master.Values()[:n-1] {
		if v < 0 {
			columns[k].Name = 4*k + 1
			p.fill(columns[k].Parts, columns[k].Name)
		}
	}
	if !p.master.Start(l.Y, columns, n-1) {
		return nil, ErrAccuracy
	}
	return p, nil
}

// unit is the one of a name, with its sign as weight: 4k for point k, 2 more if it faces left, 1 more for a minus.
func (p *Program) unit(name int) Unit {
	u := Unit{1, 1, p.line.X[name/4]}
	if name%4 >= 2 {
		u.Facing = -1
	}
	if name%2 == 1 {
		u.Weight = -1
	}
	return u
}

func (p *Program) fill(parts []float64, name int) {
	u := p.unit(name)
	for i, x := range p.line.X {
		parts[i] = u.of(x, p.slope)
	}
}

// eta is the certificate at the unit of a name, with its sign.
func (p *Program) eta(name int) (eta float64) {
	u := p.unit(name)
	for i, price := range p.master.Prices() {
		eta += price * u.of(p.line.X[i], p.slope)
	}
	return eta
}

// within is by how much η may pass 1 before a column counts as one that helps.
const within = 1e-11

// Step brings in the column that violates |η| ≤ 1 most, and reports whether there was one. It
// allocates nothing.
func (p *Program) Step() (more bool, err error) {
	enters, worst := -1, 1+within
	for name := range 4 * len(p.line.X) {
		eta := p.eta(name)
		if eta > worst {
			enters, worst = name, eta
			if p.master.Stalled() {
				break // the first one: see Master
			}
		}
	}
	if enters < 0 {
		return false, nil
	}
	p.fill(p.parts, enters)
	if !p.master.Enter(Column{enters, 1, p.parts}) {
		return false, ErrAccuracy
	}
	return true, nil
}

// Solve steps to the end, and returns the cost.
func (p *Program) Solve() (cost float64, err error) {
	for range 200 * len(p.line.X) {
		more, err := p.Step()
		if err != nil {
			return 0, err
		}
		if !more {
			return p.master.Cost(), nil
		}
	}
	return 0, ErrAccuracy
}

// Bracket returns two bounds of the gauge that hold at any step: p·y / max|η| and Σ|v|.
func (p *Program) Bracket() (low, high float64) {
	worst := 1.0
	for name := range 4 * len(p.line.X) {
		worst = max(worst, p.eta(name)) // of either sign
	}
	dual := 0.0
	for i, price := range p.master.Prices() {
		dual += price * p.line.Y[i]
	}
	return dual / worst, p.master.Cost()
}

// Network is that of the present vertex: its units, and c₀.
func (p *Program) Network() (units []Unit, constant float64) {
	for j, name := range p.master.Names() {
		v := p.master.Values()[j]
		if name < 0 {
			constant = v
		} else if v > 0 {
			u := p.unit(name)
			u.Weight *= v
			units = append(units, u)
		}
	}
	return units, constant
}
