//go:build !js

// Command bench trains the same networks in Narrows and in its peers, side by side in one
// page of one browser, and writes what it measured to RESULTS.md. It knows what each peer
// is called and nothing of how it trains.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strings"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("bench: ")
	rounds := flag.Int("rounds", 10, "rounds of each comparison; the first is not counted")
	ms := flag.Float64("ms", 400, "milliseconds that a peer trains in a round, at least")
	only := flag.String("jobs", "", "what to measure, of J1,J1r,J2,J3,harmonic,whole,growth; empty: all")
	out := flag.String("out", "", "folder to write RESULTS.md and growth.svg to; empty: none")
	flag.Parse()
	if *rounds < 2 {
		log.Fatal("the first round is not counted: -rounds is at least 2")
	}
	if err := run(*rounds, *ms, *only, *out); err != nil {
		log.Fatal(err)
	}
}

func run(rounds int, ms float64, only, out string) error {
	p, err := open()
	if err != nil {
		return err
	}
	defer p.close()
	wanted := func(name string) bool { return only == "" || strings.Contains(","+only+",", ","+name+",") }
	r := results{rounds: rounds, ms: ms}
	if r.machine, err = p.machine(); err != nil {
		return err
	}
	for _, j := range jobs {
		if !wanted(j.name) {
			continue
		}
		c, err := p.compare(j, rounds, ms)
		if err != nil {
			return fmt.Errorf("%s: %w", j.name, err)
		}
		r.comparisons = append(r.comparisons, c)
		c.print(os.Stderr)
	}
	if wanted("harmonic") {
		if r.harmonic, err = p.harmonic(rounds, ms); err != nil {
			return err
		}
		fmt.Fprintf(os.Stderr, "a harmonic step: %s µs\n", r.harmonic)
	}
	if wanted("whole") {
		if r.whole, err = p.wholePath(rounds); err != nil {
			return err
		}
		for _, d := range r.whole.drawings {
			fmt.Fprintf(os.Stderr, "rate kept while the page draws with %s: %s\n", d.painter, spreadOf(d.kept))
		}
	}
	if wanted("growth") {
		if r.growth, err = p.grow(rounds, ms/4); err != nil {
			return err
		}
	}
	r.machine.finished()
	if out == "" {
		fmt.Print(r.markdown())
		return nil
	}
	if r.growth != nil {
		if err := plotGrowth(filepath.Join(out, "growth.svg"), r.growth); err != nil {
			return err
		}
	}
	return os.WriteFile(filepath.Join(out, "RESULTS.md"), []byte(r.markdown()), 0o644)
}
