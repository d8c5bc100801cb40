package link

import (
	"math"
	"strconv"
	"strings"
)

// A panel that can be turned has a camera, two angles in radians: cloud.camera=0.60,-0.35.
// There are no other settings of panels.
const cameraKey = ".camera"

// MaxPanels is the largest number of panels that a link may turn.
const MaxPanels = 16

func isCamera(key string) bool {
	name, found := strings.CutSuffix(key, cameraKey)
	return found && name != "" && strings.Trim(name, "abcdefghijklmnopqrstuvwxyz-_"+digits[:10]) == ""
}

// camera reads how a panel is turned; of one that is there twice the last counts.
func (r *reader) camera(key, value string) {
	text := strings.Map(ordinary, bare(value))
	if _, _, ok := (Pair{key, text}).Angles(); !ok {
		r.say("%s=%s is not possible; a camera must be two angles in radians, as 0.60,-0.35.", quoted(key), quoted(value))
		return
	}
	for i, p := range r.link.View.Panels {
		if p.Key == key {
			r.link.View.Panels[i].Value = text
			return
		}
	}
	if len(r.link.View.Panels) == MaxPanels {
		r.say("%s is one panel too many; a link may turn %d.", quoted(key), MaxPanels)
		return
	}
	r.link.View.Panels = append(r.link.View.Panels, Pair{key, text})
}

// Angles reads a panel's camera: its yaw of at most half a turn either way, and its pitch of
// at most a quarter.
func (p Pair) Angles() (yaw, pitch float64, ok bool) {
	first, second, _ := strings.Cut(p.Value, ",")
	yaw, err1 := strconv.ParseFloat(strings.TrimSpace(first), 64)
	pitch, err2 := strconv.ParseFloat(strings.TrimSpace(second), 64)
	// The comparisons leave out NaN as well.
	ok = err1 == nil && err2 == nil && math.Abs(yaw) <= math.Pi && math.Abs(pitch) <= math.Pi/2
	return yaw, pitch, ok
}
