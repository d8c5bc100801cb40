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
	if n := len(rows) / w; !in.Keyed && n > 0 && moves(in, rows[rng.IntN(n)*w:][:w], rng) {
		return s.WithRows(in.Name, rows)
	} else if n > in.Least && rng.IntN(2) == 0 {
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

// Tables are changed in every way: rows come, go, and are moved, and all are allowed.
func TestChanged(t *testing.T) {
	rng := rand.New(rand.NewPCG(4, 4))
	more, less, moved := 0, 0, 0
	s := sim.Defaults(nil, centre.Inputs...)
	for range 200 {
		before := s.Rows("points")
		s = changed(centre, s.WithRows("ties", sim.Rows{}), rng)
		now := s.Rows("points")
		for i := range centre.Inputs {
			if err := centre.Inputs[i].Check(s.Rows(centre.Inputs[i].Name)); err != nil {
				t.Fatal(err)
			}
		}
		switch {
		case len(now) > len(before):
			more++
		case len(now) < len(before):
			less++
		case !slices.Equal(now, before):
			moved++
		}
	}
	if more < 10 || less < 10 || moved < 10 {
		t.Errorf("got %d rows more, %d less, %d moved, want at least 10 of each", more, less, moved)
	}
}

// moves has the numbers of a row be other ones, no more than an eighth of their column away, as often as not; a table without
// any that are not whole has none to move.
func moves(in sim.Input, row sim.Rows, rng *rand.Rand) (moved bool) {
	if rng.IntN(2) == 0 {
		return false
	}
	for i, k := range in.Columns {
		if len(k.Choices) > 0 || k.Integer {
			continue
		}
		moved = true
		row[i] = k.OfLevel(k.Level(row[i] + (rng.Float64()-.5)/4*(k.Max-k.Min)))
	}
	return moved
}

// refined is a run whose picture lacks nothing.
func refined(r sim.Run) sim.Run {
	if x, is := r.(sim.Refiner); is {
		for x.Refine() {
		}
	}
	return r
}
