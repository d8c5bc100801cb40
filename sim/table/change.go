package table

import (
	"errors"
	"slices"

	"narrows/sim"
	"narrows/sim/link"
	"narrows/sim/words"
)

// A Change is what somebody does to a table of an experiment.
type Change struct {
	Input       string // Input.Name
	Act         Act
	Row, Column int    // from 0
	Text        string // of the cell, or the text that is pasted
	Mark, Other int    // the things that marks stand for, as first columns name them
	Count       int    // so many values of a column are gone through
	Place       *Place // where a row is to be, or by how much it is to move
}

// An Act is a way to change a table.
type Act string

const (
	SetCell Act = "set"     // the cell at Row and Column has the Text from now on
	AddRow  Act = "add"     // there is one more before Row; with a Place, one that is there, behind the last
	DropRow Act = "remove"  // Row is gone
	Paste   Act = "paste"   // the rows of Text, read as CSV, are all there are
	Empty   Act = "clear"   // as few are there as there may be
	Example Act = "example" // the experiment's own are back
	MoveRow Act = "move"    // Row is at Place
	Nudged  Act = "nudge"   // Row has moved by as much as Place holds
	TurnRow Act = "turn"    // the cell at Row and Column goes on to its next value, and from the last to the first
	NextOf  Act = "next"    // what is said of Mark at Column goes on to the next of Count values, and after the last to none
	DropOf  Act = "forget"  // nothing is said of Mark any more
	JoinOf  Act = "join"    // Mark and Other are paired, or parted if they were
)

// Of returns the link in which the change is made, at the same step, and a notice. Where it
// cannot be made the link is as it was. A table that a link says nothing of begins with what
// the link's run took, one for each input; nil where that is not known yet.
func (c Change) Of(l link.Link, took []sim.Rows) (changed link.Link, notice string) {
	i := sim.InputOf(l.Settings.Inputs(), c.Input)
	if i < 0 {
		return l, "There is no table " + link.Quoted(c.Input) + "."
	}
	in := l.Settings.Inputs()[i]
	rows, there := Current(l.Settings, in, took)
	if c.Early(l, took) {
		return l, "The example of " + in.Called() + " is not there yet, and can be changed in a moment."
	}
	after, notice, err := c.apply(in, rows)
	if err != nil {
		return l, words.Sentence(err.Error())
	}
	if after != nil && there && l.Settings.Rows(in.Name) == nil && slices.Equal(after, rows) {
		return l, notice // the example, as it is
	}
	changed, refused := l.WithRows(in.Name, after)
	if refused != "" {
		return l, refused
	}
	return changed, notice
}

// Early reports whether a change begins with the example of its table, which is not known yet.
func (c Change) Early(l link.Link, took []sim.Rows) bool {
	i := sim.InputOf(l.Settings.Inputs(), c.Input)
	if i < 0 || c.Act == Paste || c.Act == Example {
		return false
	}
	in := l.Settings.Inputs()[i]
	_, there := Current(l.Settings, in, took)
	return !there && (c.Act != Empty || in.Least > 0)
}

// Current returns the rows of a table as settings have it: a visitor's, or what the run of these
// settings took, one for each input, and whether that is known. They must not be changed.
func Current(s sim.Settings, in sim.Input, took []sim.Rows) (rows sim.Rows, there bool) {
	if rows = s.Rows(in.Name); rows != nil {
		return rows, true
	}
	i := sim.InputOf(s.Inputs(), in.Name)
	if i >= len(took) {
		return nil, false
	}
	return append(sim.Rows{}, took[i]...), true
}

// apply returns the rows after a change; nil: the experiment's own.
func (c Change) apply(in sim.Input, rows sim.Rows) (sim.Rows, string, error) {
	if changed, did, err := c.byHand(in, rows); did {
		return changed, "", err
	}
	switch c.Act {
	case SetCell:
		return Set(in, rows, c.Row, c.Column, c.Text)
	case AddRow:
		return Add(in, rows, c.Row, nil)
	case DropRow:
		return Remove(in, rows, c.Row)
	case DropOf:
		return Forget(in, rows, c.Mark)
	case JoinOf:
		return Join(in, rows, c.Mark, c.Other)
	case Paste:
		return Read(in, c.Text)
	case Empty:
		return Clear(in, rows)
	case Example:
		return nil, "", nil
	}
	return nil, "", errors.New("a table cannot be changed by " + link.Quoted(string(c.Act)))
}

// byHand is apply for what is done to a mark without a word, and whether it is that.
func (c Change) byHand(in sim.Input, rows sim.Rows) (changed sim.Rows, did bool, err error) {
	place := Place{Columns: [2]int{-1, -1}}
	if c.Place != nil {
		place = *c.Place
	}
	switch {
	case c.Act == NextOf:
		changed, err = Next(in, rows, c.Mark, c.Column, c.Count)
	case c.Act == TurnRow:
		changed, err = Turn(in, rows, c.Row, c.Column)
	case c.Act == MoveRow:
		changed, err = Move(in, rows, c.Row, place)
	case c.Act == Nudged:
		changed, err = Nudge(in, rows, c.Row, place)
	case c.Act == AddRow && c.Place != nil:
		changed, err = Grow(in, rows, place)
	default:
		return nil, false, nil
	}
	return changed, true, err
}
