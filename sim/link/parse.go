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

// maxNotices bounds what a reader is told about one link; the last says how many more.
const maxNotices = 8

// Parse reads a link, with or without its "#". It never fails: what cannot be used stays
// at its default, and each such thing is named in one sentence with what is allowed. An
// empty link is the first experiment of the list, untouched.
func Parse(hash string, list []sim.Experiment) (l Link, notices []string) {
	r := parse(hash, list)
	notices = r.notices
	if n := len(notices); n > maxNotices {
		more := fmt.Sprintf("There are %d more such things in this link.", n-maxNotices+1)
		notices = append(notices[:maxNotices-1:maxNotices-1], more)
	}
	return r.link, notices
}

// Check is Parse for those who would rather stop: it fails with Parse's first sentence,
// without what Parse uses instead, and, if a key is unknown, with the keys there are.
func Check(hash string, list []sim.Experiment) (Link, error) {
	r := parse(hash, list)
	if len(r.notices) == 0 {
		return r.link, nil
	}
	text := withoutUse(r.notices[0]) // what a page does instead, a command does not
	if len(r.link.Unknown) > 0 && r.notices[0] == unknownKey(r.link.Unknown[0].Key) {
		var keys []string
		for _, k := range r.link.Settings.Knobs() {
			keys = append(keys, k.Name)
		}
		text += "; the keys are " + strings.Join(append(keys, "seed", "step", "play", "axis", "v"), ", ")
	}
	return r.link, errors.New(text)
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
	notices []string
	seen    map[string]bool
}

func parse(hash string, list []sim.Experiment) *reader {
	if len(list) == 0 {
		panic("link: no experiments")
	}
	hash = strings.TrimPrefix(hash, "#")
	name, query, found := strings.Cut(hash, "?")
	if !found && (strings.Contains(name, "%3F") || strings.Contains(name, "%3f")) {
		// Some programs escape a fragment whole when it is pasted.
		name, query, _ = strings.Cut(unescape(hash), "?")
	}
	r := &reader{seen: map[string]bool{}}
	r.link = Default(r.experiment(unescape(name), list))
	for part := range strings.SplitSeq(query, "&") {
		if part == "" {
			continue
		}
		key, value, _ := strings.Cut(part, "=")
		r.pair(unescape(key), unescape(value))
	}
	r.link.Settings.Changes = effective(r.link.Settings)
	return r
}

func (r *reader) experiment(name string, list []sim.Experiment) sim.Experiment {
	if name == "" {
		return list[0]
	}
	var names []string
	for _, e := range list {
		if e.Name == name {
			return e
		}
		names = append(names, e.Name)
	}
	r.say(fmt.Sprintf("There is no experiment %s; it must be one of %s.", quote(name), strings.Join(names, ", ")))
	return list[0]
}

func (r *reader) say(notice string) {
	if notice != "" {
		r.notices = append(r.notices, notice)
	}
}

// pair reads one key with its value. Of a known key that is there twice the last counts.
func (r *reader) pair(key, value string) {
	knobs := r.link.Settings.Knobs()
	knob, at, changes := strings.Cut(key, "@")
	switch {
	case key == "v":
		if value != strconv.Itoa(Version) {
			r.say(fmt.Sprintf("v=%s is not known; v must be %d, and its defaults are used.", quote(value), Version))
		}
	case key == "seed":
		seed, notice := readSeed(value)
		r.say(notice)
		r.link.Settings.Seed = seed
	case key == "step":
		step, notice := readStep(key, value)
		r.say(notice)
		r.link.View.Step = step
	case key == "play":
		if value != "0" && value != "1" {
			r.say(fmt.Sprintf("play=%s is not possible; play must be 0 or 1.", quote(value)))
		}
		r.link.View.Play = value != "0"
	case key == "axis":
		if r.link.View.Axis = value; !slices.Contains(Axes[:], value) {
			r.say(fmt.Sprintf("axis=%s is not possible; axis must be one of %s.", quote(value), strings.Join(Axes[:], ", ")))
			r.link.View.Axis = ""
		}
	case key == "pin":
		r.pin(value)
		return
	case find(knobs, key) != nil:
		k := find(knobs, key)
		v, notice := read(*k, key, value)
		r.say(notice)
		r.link.Settings = r.link.Settings.With(key, v)
	case changes && find(knobs, knob) != nil:
		r.change(*find(knobs, knob), key, at, value)
	case strings.Contains(strings.Trim(key, "."), "."):
		r.link.View.Panels = append(r.link.View.Panels, Pair{key, value})
		return
	default:
		r.say(unknownKey(key))
		r.link.Unknown = append(r.link.Unknown, Pair{key, value})
		return
	}
	if r.seen[key] {
		r.say(fmt.Sprintf("%s is there twice; the last one counts.", quote(key)))
	}
	r.seen[key] = true
}

// change reads a change under way; one that cannot be used is dropped.
func (r *reader) change(k sim.Knob, key, at, value string) {
	if !k.Live {
		var live []string
		for _, k := range r.link.Settings.Knobs() {
			if k.Live {
				live = append(live, k.Name)
			}
		}
		r.say(fmt.Sprintf("%s is not possible; only %s may change during a run.", quote(key), cmp.Or(strings.Join(live, ", "), "no knob")))
		return
	}
	step, notice := readStep(key, at)
	if notice == "" {
		var v float64
		if v, notice = read(k, key, value); notice == "" {
			r.link.Settings.Changes = append(r.link.Settings.Changes, sim.Change{Step: step, Knob: k.Name, Value: v})
			if len(r.link.Settings.Changes) > MaxChanges {
				r.link.Settings.Changes = slices.Delete(r.link.Settings.Changes, MaxChanges, MaxChanges+1)
				notice = tooMany(key, value)
			}
		}
	}
	r.say(notice)
}

func tooMany(key, value string) string {
	return fmt.Sprintf("%s=%s is one change too many; a link may hold %d.", quote(key), quote(value), MaxChanges)
}

// read returns the value of a knob, or its default with a notice. The key is the knob's
// name or that of a change under way.
func read(k sim.Knob, key, value string) (v float64, notice string) {
	if len(k.Choices) > 0 {
		if i := slices.Index(k.Choices, value); i >= 0 {
			return float64(i), ""
		}
	} else if x, err := strconv.ParseFloat(value, 64); err == nil && !math.IsInf(x, 0) && k.Check(x) == nil {
		return x + 0, "" // + 0 makes a negative zero positive: one picture, one link
	}
	used := Text(k, k.Default) + " is used"
	if key != k.Name {
		used = "it stays as it was"
	}
	return k.Default, fmt.Sprintf("%s=%s is not possible; %s must be %s, and %s.",
		quote(key), quote(value), k.Name, allowed(k), used)
}

func allowed(k sim.Knob) string {
	if len(k.Choices) > 0 {
		return "one of " + k.Allowed()
	}
	return k.Allowed()
}

func readSeed(value string) (seed uint64, notice string) {
	seed, err := strconv.ParseUint(value, 10, 64)
	if err != nil || seed > sim.MaxSeed {
		return 1, fmt.Sprintf("seed=%s is not possible; seed must be a whole number from 0 to %d, and 1 is used.", quote(value), uint64(sim.MaxSeed))
	}
	return seed, ""
}

func readStep(key, value string) (step int, notice string) {
	step, err := strconv.Atoi(value)
	if err != nil || step < 0 || step > MaxStep {
		return 0, fmt.Sprintf("Step %s of %s is not possible; a step must be a whole number from 0 to %d.", quote(value), quote(key), MaxStep)
	}
	return step, ""
}

func unknownKey(key string) string {
	return fmt.Sprintf("The key %s is unknown and ignored.", quote(key))
}

// quote makes a word of a stranger fit for a sentence: short, one line, never empty.
func quote(s string) string {
	const most = 40
	s = strings.Map(func(c rune) rune {
		if !unicode.IsGraphic(c) {
			return '\uFFFD'
		}
		return c
	}, s)
	if runes := []rune(s); len(runes) > most {
		s = string(runes[:most]) + "…"
	}
	if s == "" || strings.ContainsRune(s, ' ') {
		return `"` + s + `"`
	}
	return s
}
