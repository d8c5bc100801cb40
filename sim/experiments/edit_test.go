package experiments_test

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"testing"

	"narrows/sim"
	"narrows/sim/experiments"
	"narrows/sim/link"
)

// A run that is edited is, frame by frame, the run that New makes of the same settings.
func TestEditEqualsNew(t *testing.T) {
	for _, e := range experiments.List {
		if len(e.Inputs) == 0 {
			continue
		}
		t.Run(e.Name, func(t *testing.T) {
			t.Parallel()
			rng := rand.New(rand.NewPCG(8, 9))
			edited := 0
			presets, rounds := append([]sim.Preset{{}}, e.Presets...), 6
			if testing.Short() {
				presets, rounds = presets[:1], 40
			}
			for _, p := range presets {
				s := link.Preset(e, p).Settings
				r, err := e.New(s)
				if err != nil {
					t.Fatal(err)
				}
				for range rounds {
					s = changed(e, s, rng)
					again, err := e.New(s)
					editor, is := r.(sim.Editor)
					if !is {
						t.Skip("no Editor")
					}
					if did := editor.Edit(s); err != nil || !did {
						if did {
							t.Fatalf("%s: New refuses what Edit does: %v", p.Title, err)
						}
						if r, err = e.New(s); err != nil {
							break
						}
						continue
					}
					edited++
					// Whether a picture is refined before the next step makes no difference.
					always := rng.IntN(2) == 0
					for step := range 4 {
						if f := r.Frame(); f.Draft {
							checkFrame(t, e, &f)
						}
						if always || step == 3 {
							got, want := refined(r).Frame(), again.Frame()
							if !bytes.Equal(message(&got), message(&want)) {
								t.Fatalf("%s, step %d after %d edits, refined at each step %v: the frame of an edited run is another than that of a new one", p.Title, step, edited, always)
							}
						}
						r.Step()
						again.Step()
					}
				}
			}
			if edited < 30 {
				t.Errorf("got %d edits, want at least 30", edited)
			}
		})
	}
}

// changed has one table changed in a row: one more, one less, or another in its place.
func changed(e sim.Experiment, s sim.Settings, rng *rand.Rand) sim.Settings {
	i := rng.IntN(len(e.Inputs))
	in := e.Inputs[i]
	rows := s.Rows(in.Name)
	if rows == nil {
		again, err := e.New(s)
		if err != nil {
			return s
		}
		rows = slices.Clone(again.Frame().Inputs[i])
	}
	w := len(in.Columns)
	if n := len(rows) / w; n > in.Least && rng.IntN(2) == 0 {
		at := rng.IntN(n) * w
		rows = slices.Delete(rows, at, at+w)
	} else if n < in.Most {
		row := slices.Clone(rows[rng.IntN(max(n, 1))*w:][:min(w, len(rows))])
		if len(row) == w && !in.Keyed { // ends of two rows
			row[w-1] = rows[rng.IntN(n)*w+w-1]
			rows = append(rows, row...)
		} else if in.Keyed {
			for thing := in.Columns[0].Min; ; thing++ {
				if !slices.ContainsFunc(slices.Collect(slices.Chunk(rows, w)), func(r sim.Rows) bool { return r[0] == thing }) {
					row = make(sim.Rows, w)
					for k, c := range in.Columns {
						row[k] = c.Default
					}
					row[0] = thing
					rows = append(rows, row...)
					break
				}
			}
		}
	}
	return s.WithRows(in.Name, rows)
}

// refined is a run whose picture lacks nothing.
func refined(r sim.Run) sim.Run {
	if x, is := r.(sim.Refiner); is {
		for x.Refine() {
		}
	}
	return r
}
