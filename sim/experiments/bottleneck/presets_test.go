package bottleneck

import (
	"testing"

	"narrows/sim"
	"narrows/sim/link"
)

// preset returns the settings of a preset.
func preset(t *testing.T, title string) sim.Settings {
	t.Helper()
	for _, p := range presets {
		if p.Title == title {
			return link.Preset(Experiment, p).Settings
		}
	}
	t.Fatalf("no preset %q", title)
	return sim.Settings{}
}
