//go:build js && wasm

package main

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"syscall/js"

	"narrows/sim/link"
	"narrows/wasm/chart"
)

// cameraKey is what a link calls the camera of a panel, after the panel's name.
const cameraKey = ".camera"

// solid(x, y) is the name of the panel there, if it is one that can be turned, else empty.
func (v *viewer) solid(args []js.Value) any {
	if v.frame != nil {
		if i, ok := v.chart.Solid(args[0].Float(), args[1].Float()); ok && i < len(v.frame.Panels) {
			return v.frame.Panels[i].Name
		}
	}
	return ""
}

// rotate(panel, dx, dy) turns a panel by a drag of the pointer.
func (v *viewer) rotate(args []js.Value) any {
	const perPixel = 0.008 // rad: a drag across a panel is about half a turn
	name := args[0].String()
	c, ok := v.look.Cameras[name]
	if !ok {
		c = chart.Resting
	}
	c.Yaw = math.Remainder(c.Yaw+perPixel*args[1].Float(), 2*math.Pi)
	c.Pitch = min(max(c.Pitch+perPixel*args[2].Float(), -math.Pi/2), math.Pi/2)
	v.aim(name, c)
	return nil
}

func (v *viewer) aim(name string, c chart.Camera) {
	if v.look.Cameras == nil {
		v.look.Cameras = map[string]chart.Camera{}
	}
	v.look.Cameras[name], v.dirty = c, true
}

// restore turns the panels and sets the axes as the open link says; panels that it does not
// name are at rest.
func (v *viewer) restore() {
	v.look.Cameras, v.look.Steps, v.dirty = nil, stepAxes[v.link.View.Axis], true
	for _, p := range v.link.View.Panels {
		name, ok := strings.CutSuffix(p.Key, cameraKey)
		if !ok {
			continue
		}
		if yaw, pitch, ok := p.Angles(); ok {
			v.aim(name, chart.Camera{Yaw: yaw, Pitch: pitch})
		}
	}
}

// cameras writes the panels that were turned into a link, in place of what it says.
func (v *viewer) cameras(l link.Link) link.Link {
	l.View.Panels = slices.DeleteFunc(slices.Clone(l.View.Panels), func(p link.Pair) bool {
		return strings.HasSuffix(p.Key, cameraKey)
	})
	var names []string
	for name, c := range v.look.Cameras {
		if c != chart.Resting {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	for _, name := range names {
		c := v.look.Cameras[name]
		// Hundredths of a radian: less than anyone sees.
		text := strconv.FormatFloat(c.Yaw, 'f', 2, 64) + "," + strconv.FormatFloat(c.Pitch, 'f', 2, 64)
		l.View.Panels = append(l.View.Panels, link.Pair{Key: name + cameraKey, Value: text})
	}
	return l
}
