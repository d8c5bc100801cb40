package link

import (
	"fmt"
	"strings"

	"narrows/sim"
)

// A table that a visitor filled stands in a link as base64url (RFC 4648, section 5): two
// characters, 12 bits, for each number, which are its level between the bounds of its column.
//
//	rows.points=fv3I0Aab
//
// A table without rows is there without a value.
const rowsKey = "rows."

// rows reads a table, and reports whether the key is of one.
func (r *reader) rows(key, text string) bool {
	name, _ := strings.CutPrefix(key, rowsKey)
	inputs := r.link.Settings.Inputs()
	i := sim.InputOf(inputs, name)
	if i < 0 || name == key {
		return false
	}
	// What chat and mail leave around a link ends a row too late.
	if len(text)%(2*len(inputs[i].Columns)) != 0 {
		text = bare(text)
	}
	err := inputs[i].CheckText(text)
	if r.link.Settings = r.link.Settings.WithTable(i, text, err == nil); err != nil {
		r.say("%s is not possible; %v, and the example is used.", key, err)
	}
	return true
}

// WithRows returns the link in which a table has these rows, at the same step; nil: the
// experiment's own. Where they are not allowed, or more than a link can hold, it is returned as
// it was, with a sentence that says so.
func (l Link) WithRows(input string, rows sim.Rows) (changed Link, notice string) {
	inputs := l.Settings.Inputs()
	if err := inputs[sim.InputOf(inputs, input)].Check(rows); err != nil {
		return l, fmt.Sprintf("%s is not possible; %v.", rowsKey+input, err)
	}
	changed = l
	changed.Settings = l.Settings.WithRows(input, rows)
	if len(Format(changed)) > MaxBytes {
		return l, fmt.Sprintf("With these rows a link would be longer than the %d kB that can be read.", MaxBytes>>10)
	}
	return changed, ""
}
