package sim

// A Noun is what something is called, one of it and many: "layer", "layers".
type Noun struct{ One, Many string }

// OrStep returns the noun, or that of steps if it is empty.
func (n Noun) OrStep() Noun {
	if n.One == "" {
		return Noun{"step", "steps"}
	}
	return n
}
