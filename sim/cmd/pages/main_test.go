package main

import (
	"encoding/json"
	"fmt"
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

// An embed is as large as index.html says, and README.md as well.
func TestFrame(t *testing.T) {
	index := read(t, "../../../index.html")
	got, err := embedOf("Finding", "https://example.org/", "name", index)
	if err != nil {
		t.Fatal(err)
	}
	size := fmt.Sprintf(`width="%d" height="%d"`, got.Width, got.Height)
	if index := strings.ReplaceAll(index, "data-", ""); !strings.Contains(index, size) {
		t.Errorf("got a frame with %s, want what index.html says", size)
	}
	if !strings.Contains(got.HTML, size) || !strings.Contains(read(t, "../../../README.md"), size) {
		t.Errorf("got the frame %s, want it with %s, as in README.md", got.HTML, size)
	}
	for _, bad := range []string{"", strings.Replace(index, frameHeight.left, frameHeight.left+"tall", 1)} {
		if _, err := embedOf("Finding", "https://example.org/", "name", bad); err == nil {
			t.Error("a page that says no size has a frame all the same")
		}
	}
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
func TestFilled(t *testing.T) {
	p := place{"<b>", "</b>"}
	for _, bad := range []string{"", "<b>", "<b>a</b><b>a</b>", "</b><b>"} {
		if got, err := p.filled(bad, "c"); err == nil {
			t.Errorf("%q: got %q, want an error", bad, got)
		}
	}
	if got, err := p.filled("</b> <b>a</b> d</b>", "c"); err != nil || got != "</b> <b>c</b> d</b>" {
		t.Errorf("got %q, %v, want c in the place of a", got, err)
	}
}
