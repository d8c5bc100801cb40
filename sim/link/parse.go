package link

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"narrows/sim"
)

// MaxBytes is the length of the longest link that is read: tables of a thousand points of
// one's own, two pinned runs with theirs, and all of it escaped, are a third of that.
const MaxBytes = 64 << 10

// maxNotices bounds what a reader is told about one link; the last says how many more.
const maxNotices = 8

// Parse reads a link as people receive it: with or without its "#", as part of a whole
// address, escaped by chat, mail or HTML, with what these leave around it. It never fails:
// what cannot be used stays at its default, and each such thing is named in one sentence with
// what is allowed. An empty link is the first experiment of the list, untouched.
func Parse(text string, list []sim.Experiment) (l Link, notices []string) {
	l, notices, _ = ParseOrEmpty(text, list)
	return l, notices
}

// ParseOrEmpty is Parse, and reports whether a link names neither an experiment nor anything
// of one: what is there, if anything, was added by others.
func ParseOrEmpty(text string, list []sim.Experiment) (l Link, notices []string, empty bool) {
	r := parse(text, list)
	notices = r.notices
	if n := len(notices) + r.unsaid; n > maxNotices {
		more := fmt.Sprintf("There are %d more such things in this link.", n-maxNotices+1)
		notices = append(notices[:maxNotices-1:maxNotices-1], more)
	}
	return r.link, notices, !r.meant
}

// Check is Parse for those who would rather stop: it fails with Parse's first sentence,
// without what Parse uses instead, and, if a key is unknown, with the keys there are.
func Check(text string, list []sim.Experiment) (Link, error) {
	r := parse(text, list)
	if len(r.notices) == 0 {
		return r.link, nil
	}
	sentence := withoutUse(r.notices[0]) // what a page does instead, a command does not
	if r.notices[0] == r.unknown.sentence() {
		var keys []string
		for _, k := range r.link.Settings.Knobs() {
			keys = append(keys, k.Name)
		}
		for _, in := range r.link.Settings.Inputs() {
			keys = append(keys, rowsKey+in.Name)
		}
		sentence += "; the keys are " + strings.Join(append(keys, "seed", "step", "play", "axis", "v"), ", ")
	}
	return r.link, errors.New(sentence)
}

// withoutUse returns a notice without its full stop and what is used instead.
func withoutUse(notice string) string {
	text := strings.TrimSuffix(notice, ".")
	if i := strings.LastIndex(text, ", and "); i >= 0 && strings.HasSuffix(text, " is used") {
		text = text[:i]
	}
	return text
}

// A reader holds a link half read.
type reader struct {
	link    Link
	knobs   map[string]*sim.Knob
	pinned  bool               // it reads a pinned run, not a link
	pins    int                // read so far, good or bad
	meant   bool               // it holds something that a link may say
	values  map[string]float64 // of knobs
	seen    map[string]string
	unknown unknowns
	notices []string
	unsaid  int // notices beyond those that anybody is told
}

func parse(text string, list []sim.Experiment) *reader {
	if len(list) == 0 {
		panic("link: no experiments")
	}
	r := &reader{}
	if len(text) > MaxBytes {
		r.begin(list[0])
		r.meant = true
		r.say("A link of more than %d kB cannot be read, and the untouched figure is used.", MaxBytes>>10)
		return r
	}
	name, query := address(clean(text), list)
	r.begin(r.experiment(name, list))
	r.pairs(query)
	return r
}

func (r *reader) begin(e sim.Experiment) {
	r.link = Default(e)
	r.values, r.seen = map[string]float64{}, map[string]string{}
	r.knobs = make(map[string]*sim.Knob, len(e.Knobs))
	for i := range e.Knobs {
		r.knobs[e.Knobs[i].Name] = &e.Knobs[i]
	}
}

func (r *reader) experiment(name string, list []sim.Experiment) sim.Experiment {
	r.meant = name != ""
	if name == "" {
		return list[0]
	}
	if i := experiment(name, list); i >= 0 {
		return list[i]
	}
	var names []string
	for _, e := range list {
		names = append(names, e.Name)
	}
	r.say("There is no experiment %s; it must be one of %s.", quoted(name), strings.Join(names, ", "))
	return list[0]
}

// say notes what cannot be used.
func (r *reader) say(format string, args ...any) {
	if !r.full() {
		r.notices = append(r.notices, fmt.Sprintf(format, args...))
	}
}

// full reports whether as much is said as anybody is told, and counts what is not. Where there
// may be thousands of mistakes it is asked before their words are put together.
func (r *reader) full() bool {
	if len(r.notices) <= maxNotices {
		return false
	}
	r.unsaid++
	return true
}

// pairs reads a query.
func (r *reader) pairs(query string) {
	at := -1 // where the unknown keys are named: where the first of them stands
	after := false
	for query != "" {
		var p piece
		var end byte
		p, end, query = cutPiece(query, r.holds)
		r.piece(p, after)
		if at < 0 && r.unknown.names != nil {
			at = len(r.notices)
		}
		after = after || end == '#'
	}
	for name, v := range r.values {
		r.link.Settings = r.link.Settings.With(name, v)
	}
	r.link.Settings.Changes = effective(r.link.Settings)
	r.link.Unknown = r.unknown.kept
	if at >= 0 {
		r.notices = slices.Insert(r.notices, min(at, maxNotices-2), r.unknown.sentence())
	}
}

// names returns a key as it is compared with those that are known, and as it is read in a
// sentence.
func names(text string) (key, shown string) {
	if usual(text) {
		return text, text
	}
	shown = strings.TrimFunc(unescapeAll(text), unicode.IsSpace)
	for {
		// An ampersand was escaped for HTML, and what was escaped for an address.
		_, rest, found := strings.Cut(shown, ";")
		if !found || !ampersand[strings.ToLower(shown[:len(shown)-len(rest)-1])] {
			break
		}
		shown = rest
	}
	key = strings.ToLower(bare(shown))
	if strings.ContainsFunc(key, unicode.IsSpace) {
		key = strings.Join(strings.Fields(key), "")
	}
	return key, shown
}

var ampersand = setOf("amp #38 38 #038 038 #x26 x26 #x0026 x0026")

// holds says what the value of a key may hold.
func (r *reader) holds(text string) holding {
	key, _ := names(text)
	knob, _, changes := strings.Cut(key, "@")
	switch {
	case key == "pin":
		return aRun
	case key == "seed" || key == "step" || r.knobs[key] != nil || changes && r.knobs[knob] != nil || strings.HasPrefix(key, rowsKey):
		return runValue
	case key == "v" || key == "play" || key == "axis" || strings.HasSuffix(key, cameraKey):
		return viewValue
	}
	return anything
}

// piece reads one key with its value. Of a known key that is there twice the last counts.
// After a second # stands what others added, and a word there is no key.
func (r *reader) piece(p piece, after bool) {
	key, shown := names(p.key)
	value := strings.TrimFunc(unescapeAll(p.value), unicode.IsSpace)
	if key == "" || p.level < 0 && (ampersand[key] || strings.HasSuffix(shown, ";")) {
		return // only decoration
	}
	knob, at, changes := strings.Cut(key, "@")
	before := len(r.notices) + r.unsaid
	switch {
	case r.pinned && (key == "play" || key == "axis" || key == "pin" || strings.HasSuffix(key, cameraKey)):
		r.unknown.add(shown, nil)
		return
	case r.own(key, value), r.rows(key, value):
	case key == "pin":
		r.meant = true
		r.pin(p)
		return
	case r.knobs[key] != nil:
		k := r.knobs[key]
		v, ok := Value(k, value)
		if !ok {
			if v = k.Default; !r.full() {
				r.say("%s", badValue{k, key, value, "used"})
			}
		}
		r.values[key] = v
	case changes && r.knobs[knob] != nil:
		r.change(r.knobs[knob], shown, at, value)
	case isCamera(key):
		r.meant = true
		r.camera(key, value)
		return
	case stray(key) || stray(strings.ToLower(shown)) || after && p.level < 0:
		return
	default:
		r.meant = true
		r.unknown.add(shown, &Pair{unescapeTimes(p.key, max(p.level, 0)+1), unescapeTimes(p.value, p.level+1)})
		return
	}
	r.meant = true
	r.twice(key, shown, value, len(r.notices)+r.unsaid > before)
}

// own reads a key that every link may have, and reports whether it is one.
func (r *reader) own(key, value string) bool {
	switch key {
	case "v":
		if n, err := strconv.Atoi(numeral(value, true)); err != nil || n != Version {
			r.say("v=%s is not known; v must be %d, and its defaults are used.", quoted(value), Version)
		}
	case "seed":
		seed, ok := seedOf(value)
		if r.link.Settings.Seed = seed; !ok {
			r.say("%s", badSeed{value, "1 is used"})
			r.link.Settings.Seed = 1
		}
	case "step":
		step, ok := stepOf(value)
		if r.link.View.Step = step; !ok {
			r.say("%s", badStep{key, value})
		}
	case "play":
		play := numeral(bare(value), true)
		if play != "0" && play != "1" {
			r.say("play=%s is not possible; play must be 0 or 1.", quoted(value))
		}
		r.link.View.Play = play != "0"
	case "axis":
		i := choice(value, Axes[:])
		if r.link.View.Axis = ""; i >= 0 {
			r.link.View.Axis = Axes[i]
		} else {
			r.say("axis=%s is not possible; axis must be one of %s.", quoted(value), strings.Join(Axes[:], ", "))
		}
	default:
		return false
	}
	return true
}

// twice says that a key is there twice, if it does not say the same again.
func (r *reader) twice(key, shown, value string, bad bool) {
	if !strings.HasPrefix(key, rowsKey) {
		value = strings.ToLower(bare(value))
	}
	if was, again := r.seen[key]; again && (bad || was != value) && !r.full() {
		r.say("%s is there twice; the last one counts.", quoted(shown))
	}
	r.seen[key] = value
}

// change reads a change under way; one that cannot be used is dropped.
func (r *reader) change(k *sim.Knob, key, at, value string) {
	if !k.Live {
		var live []string
		for _, k := range r.link.Settings.Knobs() {
			if k.Live {
				live = append(live, k.Name)
			}
		}
		r.say("%s is not possible; only %s may change during a run.", quoted(key), cmp.Or(strings.Join(live, ", "), "no knob"))
		return
	}
	step, ok := stepOf(at)
	if !ok {
		if !r.full() {
			r.say("%s", badStep{key, at})
		}
		return
	}
	v, ok := Value(k, value)
	if !ok {
		if !r.full() {
			r.say("%s", badValue{k, key, value, ""})
		}
		return
	}
	changes := append(r.link.Settings.Changes, sim.Change{Step: step, Knob: k.Name, Value: v})
	if len(changes) > MaxChanges {
		changes = changes[:MaxChanges]
		if !r.full() {
			r.say("%s", tooMany{key, value})
		}
	}
	r.link.Settings.Changes = changes
}

// Value returns the value of a knob that a text means, and whether that is allowed.
func Value(k *sim.Knob, text string) (v float64, ok bool) {
	if len(k.Choices) > 0 {
		i := choice(text, k.Choices)
		return float64(i), i >= 0
	}
	text = numeral(text, k.Integer)
	if strings.Trim(text, digits[:10]+".eE+-") != "" {
		return 0, false
	}
	x, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsInf(x, 0) || k.Check(x) != nil {
		return 0, false
	}
	return x + 0, true // + 0 makes a negative zero positive: one picture, one link
}

// choice is the index of what a text means among choices, −1 if none is meant.
func choice(text string, choices []string) int {
	if i := slices.Index(choices, text); i >= 0 {
		return i
	}
	word, number := folded(bare(text)), numeral(text, true) // choices may be numbers
	for i, c := range choices {
		if folded(c) == word || c == number {
			return i
		}
	}
	return -1
}

func seedOf(text string) (seed uint64, ok bool) {
	seed, err := strconv.ParseUint(numeral(text, true), 10, 64)
	return seed, err == nil && seed <= sim.MaxSeed
}

func stepOf(text string) (step int, ok bool) {
	step, err := strconv.Atoi(numeral(text, true))
	if err != nil || step < 0 || step > MaxStep {
		return 0, false
	}
	return step, true
}
