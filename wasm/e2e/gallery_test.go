//go:build !js

package e2e

import (
	"encoding/json"
	"flag"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

var (
	galleryDir   = flag.String("gallery", "", "folder into which TestGallery writes its screenshots")
	gallerySteps = flag.String("steps", "0,60,end", "steps that TestGallery shows, by commas; end is the run's last")
	galleryOnly  = flag.String("only", "", "part of the names of the screenshots to take")
)

// A window is a way to look at the page.
type window struct {
	name          string
	width, height int
	scale         float64
	query         string
	whole         bool // the page down to its end, beyond the window
}

var windows = []window{
	{"1280x800-light", 1280, 800, 1, "theme=light", false},
	{"1280x800-dark", 1280, 800, 1, "theme=dark", false},
	{"1024x640-light", 1024, 640, 1, "theme=light", false},
	{"1024x640-dark", 1024, 640, 1, "theme=dark", false},
	{"390x844-light", 390, 844, 2, "theme=light", true},
	{"390x844-dark", 390, 844, 2, "theme=dark", true},
	{"1280x720-projector", 1280, 720, 1, "profile=projector", false},
	{"720x420-embed", 720, 420, 1, "embed=1&theme=light", false},
	{"720x420-embed-dark", 720, 420, 1, "embed=1&theme=dark", false},
}

// catalogued reads what the page knows of its experiments.
func catalogued(t testing.TB) []struct {
	Name    string
	Presets []struct{ Title, Link string }
} {
	t.Helper()
	raw, err := os.ReadFile("../../web/build/catalogue.json")
	if err != nil {
		t.Fatalf("%v: run make build", err)
	}
	var c struct {
		Experiments []struct {
			Name    string
			Presets []struct{ Title, Link string }
		}
	}
	if err := json.Unmarshal(raw, &c); err != nil {
		t.Fatal(err)
	}
	return c.Experiments
}

// TestGallery writes a screenshot of every preset in every window at every step asked
// for: -gallery DIR [-steps 0,60,2000,end] [-only 390x844].
func TestGallery(t *testing.T) {
	if *galleryDir == "" {
		t.Skip("no -gallery DIR")
	}
	if err := os.MkdirAll(*galleryDir, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, e := range catalogued(t) {
		for _, p := range e.Presets {
			for _, w := range windows {
				name := strings.ToLower(strings.ReplaceAll(e.Name+"-"+p.Title, " ", "-")) + "-" + w.name
				if !strings.Contains(name, *galleryOnly) {
					continue
				}
				t.Run(name, func(t *testing.T) { gallery(t, name, w, p.Link) })
			}
		}
	}
}

// gallery takes the pictures of one link in one window.
func gallery(t *testing.T, name string, w window, link string) {
	_, query, _ := strings.Cut(link, "?")
	settings, err := url.ParseQuery(query)
	if err != nil {
		t.Fatal(err)
	}
	end := "2000"
	if s := settings.Get("steps"); s != "" {
		end = s
	}
	p := open(t, visit{url: "/?" + w.query + link + "&play=0", width: w.width, height: w.height, scale: w.scale})
	for step := range strings.SplitSeq(*gallerySteps, ",") {
		if step == "end" {
			step = end
		}
		p.visit(link + "&step=" + step + "&play=0")
		n, err := strconv.Atoi(step)
		if err != nil {
			t.Fatalf("-steps: %v", err)
		}
		p.settle(n)
		shot := p.screenshot
		if w.whole {
			shot = p.wholePage
		}
		save(t, shot(), filepath.Join(*galleryDir, fmt.Sprintf("%s-step%s.png", name, step)))
	}
}
