//go:build js && wasm

package main

import (
	"encoding/binary"
	"hash/fnv"
	"math"
	"strconv"
	"syscall/js"

	"narrows/sim"
	"narrows/sim/link"
	"narrows/sim/wire"
)

// Pinned runs stand behind the one in view. A link holds them; here are their frames, by
// the link of the pinned run itself, taken from the view or replayed by a worker of their
// own. A decoded frame shares no memory with others, so it stays as it is.

// A replay is a pinned run under way to its step.
type replay struct {
	key     string // its link
	step    int
	decoder wire.Decoder
}

// pinsOf tells of a link's pins, for open: [{link, values, seed, step}].
func pinsOf(l link.Link) js.Value {
	return list(l.View.Pins, func(p link.Pin) any {
		return object("link", link.Format(l.Of(p)), "values", valuesOf(p.Settings, p.Step), "seed", float64(p.Settings.Seed), "step", p.Step)
	})
}

// pin() pins the run of the open link as it is in view, and returns the link: the same one
// if there is no room.
func (v *viewer) pin([]js.Value) any {
	if v.frame != nil {
		v.link = v.pinning(v.link, v.frame)
	}
	return link.Format(v.link)
}

// pinning is a link with its run pinned as it is in a frame, which is kept, unless it lacks
// something: then the run is replayed.
func (v *viewer) pinning(l link.Link, f *sim.Frame) link.Link {
	pinned := l.Pin(f.Step)
	if n := len(pinned.View.Pins); n > len(l.View.Pins) && !f.Draft {
		v.keepPinned(link.Format(l.Of(pinned.View.Pins[n-1])), f)
	}
	return pinned
}

func (v *viewer) keepPinned(key string, f *sim.Frame) {
	if v.pinned == nil {
		v.pinned = map[string]*sim.Frame{}
	}
	v.pinned[key] = f
}

// unpin(i) drops the i-th pin of the open link, and returns the link.
func (v *viewer) unpin(args []js.Value) any {
	if i := args[0].Int(); i < len(v.link.View.Pins) {
		v.link = v.link.Unpin(i)
	}
	return link.Format(v.link)
}

// ghosts() draws the pins of the open link from now on and lets go of all others. It returns
// those that no frame is there of, [{link, step}]: they are to be replayed.
func (v *viewer) ghosts([]js.Value) any {
	all := v.pinned
	v.pinned, v.look.Ghosts, v.dirty = map[string]*sim.Frame{}, nil, true
	var missing []link.Pin
	for _, p := range v.link.View.Pins {
		key := link.Format(v.link.Of(p))
		f := all[key]
		if f != nil {
			v.pinned[key] = f
		} else {
			missing = append(missing, p)
		}
		v.look.Ghosts = append(v.look.Ghosts, f) // the second is the second even if the first is still to come
	}
	return list(missing, func(p link.Pin) any {
		return object("link", link.Format(v.link.Of(p)), "step", p.Step)
	})
}

// replay(link, step) is the request that begins a pinned run, as ghosts told of it.
func (v *viewer) replay(args []js.Value) any {
	v.replaying = replay{key: args[0].String(), step: args[1].Int()}
	return v.start(args)
}

// replayed(bytes) takes a reply about that run, in order: {error} or {step, done}. The frame
// of its step, or the last there is, is the pinned one.
func (v *viewer) replayed(args []js.Value) any {
	r, err := v.replaying.decoder.Decode(copied(args[0]))
	if err != nil {
		return object("error", err.Error())
	}
	if r.Error != "" {
		return object("error", r.Error)
	}
	done := r.Frame.Step >= v.replaying.step || r.Frame.End != ""
	if done {
		v.keepPinned(v.replaying.key, r.Frame)
		v.replaying = replay{}
	}
	return object("step", r.Frame.Step, "done", done)
}

// pinnedFacts are the read-outs of the ghosts: [[{name, role, text}]].
func (v *viewer) pinnedFacts() js.Value {
	return list(v.look.Ghosts, func(f *sim.Frame) any {
		if f == nil {
			return list([]sim.Fact(nil), func(sim.Fact) any { return nil })
		}
		return list(f.Facts, func(x sim.Fact) any {
			return object("name", x.Name, "role", x.Role.String(), "text", text(x))
		})
	})
}

// pinnedSums are the step and the digest of each ghost's numbers; "" where none is there.
func (v *viewer) pinnedSums() js.Value {
	return list(v.look.Ghosts, func(f *sim.Frame) any {
		if f == nil {
			return ""
		}
		sum := fnv.New64a()
		var word [4]byte
		add := func(numbers []float32) {
			for _, x := range numbers {
				binary.LittleEndian.PutUint32(word[:], math.Float32bits(x))
				sum.Write(word[:])
			}
		}
		for i := range f.Panels {
			p := &f.Panels[i]
			for _, c := range p.Cells {
				add(c.Values)
			}
			for _, l := range p.Lines {
				add(l.X)
				add(l.Y)
				add(l.Z)
			}
			for _, d := range p.Dots {
				add(d.X)
				add(d.Y)
				add(d.Z)
			}
		}
		return strconv.Itoa(f.Step) + " " + strconv.FormatUint(sum.Sum64(), 16)
	})
}
