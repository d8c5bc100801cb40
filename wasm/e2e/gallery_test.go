//go:build !js

package e2e

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

var (
	galleryDir   = flag.String("gallery", "", "folder, from the module's root, into which TestGallery writes its screenshots")
	gallerySteps = flag.String("steps", "0,60,end", "steps that TestGallery shows, by commas; end is the run's last")
	galleryOnly  = flag.String("only", "", "words, by commas, that the names of the screenshots to take contain")
)

// A sight is a way to come to the page, and the windows in which to look at it then.
type sight struct {
	query   string
	windows []window
}

// A window is one size of the page and one colour of the reader's system.
type window struct {
	name          string
	width, height int
	scale         float64
	colours       string
	whole         bool // the page down to its end, beyond the window
}

var sights = []sight{
	{"", []window{
		{"1280x800-light", 1280, 800, 1, "light", false},
		{"1280x800-dark", 1280, 800, 1, "dark", false},
		{"1024x640-light", 1024, 640, 1, "light", false},
		{"1024x640-dark", 1024, 640, 1, "dark", false},
		{"390x844-light", 390, 844, 2, "light", true},
		{"390x844-dark", 390, 844, 2, "dark", true},
	}},
	{"profile=projector", []window{
		{"1280x720-projector", 1280, 720, 1, "light", false},
	}},
	{"embed=1", []window{
		{"720x420-embed-light", 720, 420, 1, "light", false},
		{"720x420-embed-dark", 720, 420, 1, "dark", false},
	}},
}

// An experiment is what the page knows of one.
type experiment struct {
	Name, Title string
	Presets     []preset
	Inputs      []struct{ Label string }
	Knobs       []knob
}

type knob struct {
	Group string
	Main  bool
}

type preset struct {
	Title, Link, Finding string
	Against              bool
}

// catalogued reads what the page knows of its experiments.
func catalogued(t testing.TB) (experiments []experiment) {
	t.Helper()
	raw, err := os.ReadFile("../../web/build/catalogue.json")
	if err != nil {
		t.Fatalf("%v: run make site", err)
	}
	c := struct{ Experiments any }{&experiments}
	if err := json.Unmarshal(raw, &c); err != nil {
		t.Fatal(err)
	}
	return experiments
}

// TestGallery writes a screenshot of every preset in every window at every step asked
// for: -gallery DIR [-steps 0,60,2000,end] [-only spirals,390x844,dark].
func TestGallery(t *testing.T) {
	if *galleryDir == "" {
		t.Skip("no -gallery DIR")
	}
	dir := *galleryDir
	if !filepath.IsAbs(dir) {
		dir = filepath.Join("../..", dir)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, e := range catalogued(t) {
		for _, p := range e.Presets {
			for _, s := range sights {
				name := strings.ToLower(strings.ReplaceAll(e.Name+"-"+p.Title, " ", "-"))
				s.windows = slices.DeleteFunc(slices.Clone(s.windows), func(w window) bool { return !wanted(name + "-" + w.name) })
				if len(s.windows) > 0 {
					t.Run(name+"?"+s.query, func(t *testing.T) { gallery(t, filepath.Join(dir, name), s, p.Link) })
				}
			}
		}
	}
}

// wanted reports whether a screenshot of this name is to be taken.
func wanted(name string) bool {
	for word := range strings.SplitSeq(*galleryOnly, ",") {
		if !strings.Contains(name, word) {
			return false
		}
	}
	return true
}

// gallery takes the pictures of one link: the run goes from step to step once, and every
// window looks at it there. Their names begin with name.
func gallery(t *testing.T, name string, s sight, link string) {
	first := s.windows[0]
	p := open(t, visit{url: "/?" + s.query + link + "&play=0", width: first.width, height: first.height})
	p.settle(0)
	end := eval[string](p, `document.getElementById("steps").textContent.replace(/\D/g, "")`)
	for step := range strings.SplitSeq(*gallerySteps, ",") {
		if step == "end" {
			step = end
		}
		n, err := strconv.Atoi(step)
		if err != nil {
			t.Fatalf("-steps: %v", err)
		}
		p.visit(link + "&step=" + step + "&play=0")
		p.settle(n)
		for _, w := range s.windows {
			p.look(w.width, w.height, w.scale)
			p.prefer(map[string]string{"prefers-color-scheme": w.colours})
			p.painted()
			shot := p.screenshot
			if w.whole {
				shot = p.wholePage
			}
			save(t, shot(), fmt.Sprintf("%s-%s-step%s.png", name, w.name, step))
		}
	}
}
