package chart

import (
	"strconv"
	"strings"

	"narrows/sim"
)

// nodeWords say of the k-th of some nodes what it is called, what it is taken for and by what margin,
// what it truly is, what label it was given, and how uncertain it is:
// "Valjean: taken for group 3 by 0.420, truly group 2; standard deviation 0.210".
func nodeWords(d *sim.Dots, k int, classes []string) string {
	class := classOf(d, k)
	guess, m := sim.LeadOf(d.Lead[k])
	margin := float64(m)
	if k < len(d.Output) { // the same, without rounding
		margin = float64(d.Output[k])
	}
	truth, taken := className(classes, class), "taken for "+className(classes, guess)+" by "+Digits(margin)
	given := -1
	if k < len(d.Labelled) {
		given = int(d.Labelled[k]) - 1
	}
	label := "labelled " + className(classes, given)
	if given != class {
		label += ", truly " + truth
	}
	text := calledOf(d, k) + ": "
	switch labelled := given >= 0; {
	case guess < 0 && labelled:
		text += label
	case guess < 0:
		text += "truly " + truth
	case labelled && guess == given && given == class:
		text += label + ", taken for it by " + Digits(margin)
	case labelled:
		text += label + ", " + taken
	case guess == class:
		text += "rightly " + taken
	default:
		text += taken + ", truly " + truth
	}
	if k < len(d.Spread) && d.Unit > 0 {
		text += "; standard deviation " + Digits(float64(d.Spread[k])*d.Unit)
	}
	return text
}

// calledOf is what the k-th of some dots is called: by its number, counted from 1, if it has no name.
func calledOf(d *sim.Dots, k int) string {
	if k >= 0 && k < len(d.Words) {
		return d.Words[k]
	}
	return d.Of + " " + strconv.Itoa(k+1)
}

// className is the name of a class within a sentence: quoted where it is more than a word and a
// number, for it may be a clause of its own; by its number if it has no name.
func className(classes []string, class int) string {
	if class < 0 || class >= len(classes) {
		return "class " + strconv.Itoa(class+1)
	}
	if strings.Count(classes[class], " ") > 1 {
		return "“" + classes[class] + "”"
	}
	return classes[class]
}
