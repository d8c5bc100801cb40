// Package trio is the three networks that experiments compare on one task: in what order they
// stand, what they are called, which is faster, and at what loss they are done. It knows
// nothing of what they are made of, of how they are trained, or of any single experiment.
package trio

import (
	"strconv"

	"narrows/sim"
	"narrows/sim/words"
)

// The three networks, by index.
const (
	Kernel   = iota // infinitely wide, no bottleneck
	Limit           // infinitely wide but for the bottleneck
	Finite          // of finite width, with the bottleneck
	Networks        // how many they are
)

// Roles are the colours of the networks.
var Roles = [Networks]sim.Role{sim.Kernel, sim.Limit, sim.Finite}

// Label names a network at its curve: by the units of the bottleneck, or by the width, as it
// is to be written.
func Label(network, units int, width string) string {
	switch network {
	case Kernel:
		return "no bottleneck"
	case Limit:
		return "through " + words.Counted(units, "unit")
	}
	return width + " wide"
}

// Littwin2021 is the paper that compares the infinitely wide ones.
var Littwin2021 = sim.Citation{
	Key:     "littwin2021bottleneck",
	Authors: "Littwin, E. and Saremi, O. and Zhai, S. and Thilak, V. and Goh, H. and Susskind, J. M. and Yang, G.",
	Title:   "Implicit Acceleration and Feature Learning in Infinitely Wide Neural Networks with Bottlenecks",
	Year:    2021,
	URL:     "https://arxiv.org/abs/2107.00364",
}

// SmallerStep offers a step size, in units of the stability limit, to a run that a larger one
// made diverge; nothing below the least that the knob has.
func SmallerStep(eta, least float64) *sim.Offer {
	eta, _ = strconv.ParseFloat(words.Number(eta), 64) // to two digits, as the button says
	if eta < least {
		return nil
	}
	return &sim.Offer{Text: "Try step size " + words.Number(eta), Knob: "eta", Value: eta}
}

// UpperShare is the share of a column that the upper of two charts has which stand on one axis: it
// is the one in which the finding is seen.
const UpperShare = 0.642
