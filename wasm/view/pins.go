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

// pinsOf tells of a link's pins, for read: [{link, values, seed, step}].
func pinsOf(l link.Link) js.Value {
	return list(l.View.Pins, func(p link.Pin) any {
		values := js.Global().Get("Object").New()
		for _, k := range p.Settings.Knobs() {
			values.Set(k.Name, link.Text(k, link.At(p.Settings, k.Name, p.Step)))
		}
		return object("link", link.Format(l.Of(p)), "values", values, "seed", float64(p.Settings.Seed), "step", p.Step)
	})
}

// pin(hash, step) is the link with its run pinned as it is in view, which is at that step;
// the same link if there is no room. pin(hash, step, generation, bytes) takes the frame of
// that step from a reply that was received before.
func (v *viewer) pin(args []js.Value) any {
	l, _ := link.Parse(args[0].String(), v.list)
	frame := v.frame
	if len(args) > 2 {
		frame = v.again(args[2].Int(), args[3])
	}
	pinned := l
	if frame != nil {
		pinned = l.Pin(args[1].Int())
	}
	if n := len(pinned.View.Pins); n > len(l.View.Pins) {
		v.keepPinned(link.Format(l.Of(pinned.View.Pins[n-1])), frame)
	}
	return link.Format(pinned)
}

// again decodes a reply that was received before; nil if it cannot be.
func (v *viewer) again(generation int, bytes js.Value) *sim.Frame {
	d := v.decoders[generation]
	if d == nil {
		return nil
	}
	b := make([]byte, bytes.Get("byteLength").Int())
	js.CopyBytesToGo(b, bytes)
	r, err := d.Decode(b)
	if err != nil {
		return nil
	}
	return r.Frame
}

func (v *viewer) keepPinned(key string, f *sim.Frame) {
	if v.pinned == nil {
		v.pinned = map[string]*sim.Frame{}
	}
	v.pinned[key] = f
}

// unpin(hash, i) is the link without its i-th pin.
func (v *viewer) unpin(args []js.Value) any {
	l, _ := link.Parse(args[0].String(), v.list)
	if i := args[1].Int(); i < len(l.View.Pins) {
		l = l.Unpin(i)
	}
	return link.Format(l)
}

// carry(hash, from) is the first link with the axes of the second, and with its pins if they
// are of one experiment.
func (v *viewer) carry(args []js.Value) any {
	l, _ := link.Parse(args[0].String(), v.list)
	from, _ := link.Parse(args[1].String(), v.list)
	l.View.Axis = from.View.Axis
	if from.Experiment == l.Experiment {
		l.View.Pins = from.View.Pins
	}
	return link.Format(l)
}

// ghosts(hash) draws the pins of a link from now on and lets go of all others. It returns
// the links of those that no frame is there of: they are to be replayed.
func (v *viewer) ghosts(args []js.Value) any {
	l, _ := link.Parse(args[0].String(), v.list)
	all := v.pinned
	v.pinned, v.look.Ghosts, v.dirty = map[string]*sim.Frame{}, nil, true
	var missing []string
	for _, p := range l.View.Pins {
		key := link.Format(l.Of(p))
		f := all[key]
		if f != nil {
			v.pinned[key] = f
		} else {
			missing = append(missing, key)
		}
		v.look.Ghosts = append(v.look.Ghosts, f) // the second is the second even if the first is still to come
	}
	return list(missing, func(s string) any { return s })
}

// replay(link, bytes) takes a reply about a pinned run, in order: {error} or {step, done}.
// The frame of its step, or the last there is, is the pinned one.
func (v *viewer) replay(args []js.Value) any {
	key := args[0].String()
	b := make([]byte, args[1].Get("byteLength").Int())
	js.CopyBytesToGo(b, args[1])
	r, err := new(wire.Decoder).Decode(b)
	if err == nil && r.Ready {
		v.replays = wire.Decoder{}
	}
	r, err = v.replays.Decode(b)
	if err != nil {
		return object("error", err.Error())
	}
	if r.Error != "" {
		return object("error", r.Error)
	}
	l, _ := link.Parse(key, v.list)
	done := r.Frame.Step >= l.View.Step || r.Frame.End != ""
	if done {
		v.keepPinned(key, r.Frame)
		v.replays = wire.Decoder{}
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
