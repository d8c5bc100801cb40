package sparse

import (
	"fmt"
	"math"

	"narrows/sim"
	"narrows/sim/record"
	"narrows/sim/words"
)

// Frame says what can be seen now.
func (r *lineRun) Frame() sim.Frame {
	f := sim.Frame{
		Step: r.step, Steps: r.steps, Time: float64(r.step) * r.rate,
		Panels: []sim.Panel{r.linePanel(), r.bendsPanel(), r.pricePanel(), r.distancePanel()},
		Facts:  r.facts(), Events: r.events(), Summary: r.summary(), End: r.end(),
	}
	if r.step == 0 {
		f.Inputs = r.tables
	}
	if r.descent.Diverged() {
		f.Offer = &sim.Offer{Text: "Try half the step size", Knob: "eta", Value: max(r.rate/2, 0.001)}
	}
	return f
}

// facts are the read-outs.
func (r *lineRun) facts() []sim.Fact {
	beyond := 0.0
	if r.beyond.Jump != 0 {
		beyond = 1
	}
	return []sim.Fact{
		{Name: "price", Role: sim.Kernel, Value: r.gauge},
		{Name: "price", Role: sim.Finite, Value: r.descent.Price()},
		{Name: "price by the linear program", Role: sim.Kernel, Value: r.solved},
		{Name: "price without a bend beyond the data", Role: sim.Kernel, Value: r.line.Straight(r.slope)},
		{Name: "bends that join the points", Role: sim.Kernel, Value: float64(r.joined())},
		{Name: "fewest bends inside the data", Role: sim.Limit, Value: float64(len(r.knots))},
		{Name: "bends beyond the data", Role: sim.Limit, Value: beyond},
		{Name: "distance from the bands", Role: sim.Finite, Value: r.distance()},
		{Name: "largest miss of a point", Role: sim.Finite, Value: r.descent.Miss()},
	}
}

// events are the run in beats.
func (r *lineRun) events() (events record.Events) {
	joined, fewest := r.joined(), len(r.knots)
	start := record.At(0, 0)
	switch straight := r.line.Straight(r.slope); {
	case len(r.line.X) == 1:
		events.Add(start, sim.Kernel, "start", "A constant passes through one point, and costs nothing.")
	case r.gauge == 0:
		events.Add(start, sim.Kernel, "start", "All points are at one height: a constant passes through them, and costs nothing.")
	case joined == 0:
		events.Add(start, sim.Kernel, "start", "The points lie on a straight line, which costs its slope; no bend between them is needed.")
	case r.beyond.Jump != 0:
		events.Add(start, sim.Limit, "beyond", "Joining the points costs %s, and with %s no less; one more, beyond the data, makes it %s.", price(straight), words.Counted(fewest, "bend"), price(r.gauge))
	case fewest == joined:
		events.Add(start, sim.Limit, "start", "Joining the points takes %s, and no cheapest curve has fewer inside.", words.Counted(joined, "bend"))
	default:
		events.Add(start, sim.Limit, "start", "Joining the points takes %s; for the same price %d will do.", words.Counted(joined, "bend"), fewest)
	}
	events.Turn(r.inside, sim.Finite, "in the bands", "The trained network runs inside the bands, to within a hundredth of how far apart the points lie in height.")
	return events
}

func (r *lineRun) summary() string {
	return fmt.Sprintf("Step %s of %s. The cheapest curves through %s cost %s; the one on show has %d bends. The trained network costs %s and leaves the bands of the cheapest by %s at most.",
		words.Count(r.step), words.Count(r.steps), words.Counted(len(r.line.X), "point"), price(r.gauge), len(r.bent()), price(r.descent.Price()), words.Number(r.distance()))
}

// end says why the run is over, and what it shows.
func (r *lineRun) end() string {
	cost, distance := r.descent.Price(), r.distance()
	switch {
	case !r.ended():
		return ""
	case r.descent.Diverged():
		return fmt.Sprintf("With η = %s training diverges.", words.Number(r.rate))
	case r.gauge == 0:
		return fmt.Sprintf("A constant costs nothing; the trained network still costs %s.", price(cost))
	case distance > 5*r.close():
		return fmt.Sprintf("Training has not come to the bands: it leaves them by %s, and misses a point by %s.", words.Number(distance), words.Number(r.descent.Miss()))
	case r.descent.Miss() > r.close():
		return fmt.Sprintf("Trained, it costs %s; it misses a point by %s, and leaves the bands by %s.", price(cost), words.Number(r.descent.Miss()), words.Number(distance))
	}
	return fmt.Sprintf("Trained, it costs %s, %s than the cheapest, and leaves the bands by %s.", price(cost), excess(cost/r.gauge-1), words.Number(distance))
}

// price writes a price with four digits, or whole from 1,000 on; what is no more than rounding is 0.
func price(x float64) string {
	switch a := math.Abs(x); {
	case a < 1e-9:
		return "0"
	case a >= 999.95 && a < 1e15:
		return words.Count(int(math.Round(x)))
	}
	return fmt.Sprintf("%#.4g", x)
}

// excess says by how much something is more, or less: "0.3 % more".
func excess(share float64) string {
	word := "more"
	if share < 0 {
		word = "less"
	}
	return fmt.Sprintf("%s %% %s", words.Number(math.Abs(100*share)), word)
}
