package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"narrows/sim/experiments"
	"narrows/sim/link"
)

// site writes a site of index.html alone and its pages.
func site(t *testing.T, address string) string {
	t.Helper()
	dir := t.TempDir()
	index, err := os.ReadFile("../../../index.html")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "index.html"), index, 0o666); err != nil {
		t.Fatal(err)
	}
	if err := write(dir, address); err != nil {
		t.Fatal(err)
	}
	return dir
}

func read(t *testing.T, path ...string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(path...))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// Each preset has a page that opens on it, says what it finds, reaches every file from where it
// stands, and has a card and an embed of its own under the address of the site.
func TestPages(t *testing.T) {
	const address = "https://example.org/narrows"
	dir := site(t, address)
	for _, e := range experiments.List {
		for _, p := range e.Presets {
			name := e.FileName(p)
			page := read(t, dir, "f", name, "index.html")
			for _, want := range []string{
				`data-link="` + strings.ReplaceAll(link.Format(link.Preset(e, p)), "&", "&amp;") + `"`,
				`<title>` + e.FindingOf(p) + ` · Narrows</title>`,
				`property="og:title" content="` + e.FindingOf(p) + `"`,
				`property="og:image" content="` + address + `/web/build/posters/` + name + `-card.png"`,
				`property="og:url" content="` + address + `/f/` + name + `/"`,
				`href="` + address + `/f/` + name + `/oembed.json"`,
				`src="../../web/build/posters/` + name + `-wide-light.png"`,
			} {
				if strings.Count(page, want) != 1 {
					t.Errorf("%s: got %d times %s, want it once", name, strings.Count(page, want), want)
				}
			}
			for _, m := range regexp.MustCompile(`(?:href|src)="([^"#]*)"`).FindAllStringSubmatch(page, -1) {
				if !strings.HasPrefix(m[1], "../../") && !strings.HasPrefix(m[1], address) {
					t.Errorf("%s: got the address %s, want it from two folders up", name, m[1])
				}
			}
			var got embed
			if err := json.Unmarshal([]byte(read(t, dir, "f", name, "oembed.json")), &got); err != nil {
				t.Fatal(err)
			}
			if got.Type != "rich" || got.Title != e.FindingOf(p) || !strings.Contains(got.HTML, `src="`+address+`/f/`+name+`/index.html?embed=1"`) {
				t.Errorf("%s: got the embed %+v", name, got)
			}
		}
	}
	if index := read(t, dir, "index.html"); strings.Count(index, `property="og:image" content="`+address+"/") != 1 || !strings.Contains(index, "data-home") {
		t.Error("index.html: want home, with a picture")
	}
}

// Without an address nothing names one, and nothing that would need it is there.
func TestPagesWithoutAddress(t *testing.T) {
	dir := site(t, "")
	for _, page := range []string{read(t, dir, "index.html"), read(t, dir, "f", "bottleneck-circles", "index.html")} {
		if strings.Contains(page, "og:image") || strings.Contains(page, "oembed") || strings.Contains(page, "http://") || strings.Contains(page, "https://") {
			t.Error("got an address, a picture or an embed without one")
		}
		if !strings.Contains(page, "og:title") {
			t.Error("got no title for previews")
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "f", "bottleneck-circles", "oembed.json")); err == nil {
		t.Error("got an embed without an address")
	}
}

// A page that has changed so much that a part is not found is no page to write.
func TestReplaced(t *testing.T) {
	if _, err := replaced("aba", "a", "c"); err == nil {
		t.Error("got a text in which the old one stands twice")
	}
	if got, err := replaced("ab", "a", "c"); err != nil || got != "cb" {
		t.Errorf("got %q, %v, want cb", got, err)
	}
}
