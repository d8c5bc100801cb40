// Package sim is the contract between an experiment and whatever shows it: a run
// produces frames, a frame is plain numbers, everything visible is a function of a
// frame. It knows nothing of drawing, of browsers, of clocks, or of any single experiment.
package sim

import (
	"slices"
	"strings"
)

// An Experiment is one system a visitor can watch.
type Experiment struct {
	Name      string // key in links, for example "bottleneck"
	Title     string // name in the menu
	Group     string // the heading it stands under at home and in the list: "Squeezed", "Not squeezed", "How features move"
	Finding   string // one sentence: what the untouched figure shows
	Question  string // the heading while the visitor's own settings run
	Citations []Citation
	Knobs     []Knob
	Inputs    []Input // no Input takes a knob's name
	Handles   []Handle
	Presets   []Preset

	// New builds a run at step 0. It fails with one sentence that holds the number
	// at fault, never panics on settings that are within the knobs' bounds.
	New func(Settings) (Run, error)
}

// Find returns the experiment of a list that links call by a name.
func Find(list []Experiment, name string) (e Experiment, there bool) {
	i := slices.IndexFunc(list, func(e Experiment) bool { return e.Name == name })
	if i < 0 {
		return Experiment{}, false
	}
	return list[i], true
}

// A Citation names a paper an experiment rests on.
type Citation struct {
	Key     string // BibTeX key
	Authors string // "Littwin, E. and Saremi, O."
	Title   string
	Year    int
	URL     string // arXiv or DOI address
}

// A Preset is a link with a name and the sentence that its picture shows.
type Preset struct {
	Title   string
	Link    string // settings only, canonical: "data=moons&seed=3"
	Finding string // heading of the figure; empty: the experiment's Finding
	Against bool   // a case in which what the experiment finds does not hold
}

// FindingOf is the heading of a preset's figure.
func (e Experiment) FindingOf(p Preset) string {
	if p.Finding == "" {
		return e.Finding
	}
	return p.Finding
}

// Folder is what the folder of its code and its story is called: its name, without hyphens.
func (e Experiment) Folder() string { return strings.ReplaceAll(e.Name, "-", "") }

// FileName is what files that belong to a preset are called: "bottleneck-two-spirals".
func (e Experiment) FileName(p Preset) string {
	return e.Name + "-" + strings.ReplaceAll(strings.ToLower(p.Title), " ", "-")
}

// A Knob is one number or choice. This one table makes the control in the page, the key
// in the link, the bounds check and the documentation.
type Knob struct {
	Name    string // key in the link
	Label   string
	Unit    string
	Help    string // one sentence
	Group   string // what it is about: one of Groups
	Min     float64
	Max     float64
	Default float64 // for a choice: its index
	Integer bool
	Log     bool     // the slider is logarithmic; if Min is 0 it has 0, and then a millionth of Max on
	Choices []string // if not empty the knob is a choice and its value an index
	Icons   []string // SVG content in a 24×24 box for each choice; may be empty
	When    *When    // shown only under this condition; nil: always
	Live    bool     // may change during a run
	Main    bool     // in sight; the others stand behind "More"
	Role    Role     // the colour of what it sets; Data: none
	Names   bool     // a column of whole numbers that stand for things with names: what is pasted may be words
}

// Groups are what knobs are about, in the order of the controls behind "More".
var Groups = []string{"Data", "Network", "Training", "Show"}

// When is a condition on another knob: shown if that is, and its choice is one of Is.
type When struct {
	Knob   string
	Is     []string
	Unseen bool // or while that knob is not shown itself, whatever it is
}
