// Command pages writes what previews of links read into the folder of the finished site: lines
// in its index.html, and for each preset a page of its own, for what stands after "#" in an
// address never reaches a server. It runs no experiment and paints no picture.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"narrows/sim"
	"narrows/sim/experiments"
	"narrows/sim/link"
)

// The places of index.html that are read here, or filled with other words.
var (
	title       = place{"<title>", "</title>"}
	description = place{`<meta name="description" content="`, `"`}
	heading     = place{`<h1 id="finding">`, "</h1>"}
	poster      = place{`src="web/build/posters/`, `"`}
	posterWords = place{` alt="`, `"`}
	opening     = place{`data-profile="page"`, ">"}
	endOfHead   = place{"src=\"web/page.js\"></script>\n", "</head>"}
	// What an embedded figure is given, in CSS pixels, as the page's own Share says.
	frameWidth, frameHeight = place{`data-width="`, `"`}, place{`data-height="`, `"`}
)

// words say of any preset what its page is.
const words = "A live figure: the networks train in your browser while you watch, and everything about them can be changed."

func main() {
	site := flag.String("site", "", "folder of the finished site")
	address := flag.String("url", "", "address that the site will have; without one, lines that need it are left out")
	flag.Parse()
	if err := write(*site, *address); err != nil {
		fmt.Fprintln(os.Stderr, "pages:", err)
		os.Exit(1)
	}
}

// write writes the lines and the pages. At address is what the folder site holds.
func write(site, address string) error {
	if address != "" {
		address = strings.TrimRight(address, "/") + "/"
	}
	raw, err := os.ReadFile(filepath.Join(site, "index.html"))
	if err != nil {
		return err
	}
	index := string(raw)
	for _, e := range experiments.List {
		for _, p := range e.Presets {
			if err := writePage(site, address, index, e, p); err != nil {
				return err
			}
		}
	}
	first := experiments.List[0]
	home := preview{
		title: title.in(index), words: description.in(index),
		image: first.FileName(first.Presets[0]), address: address,
	}
	index, err = endOfHead.filled(index, home.lines())
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(site, "index.html"), []byte(index), 0o666)
}

// writePage writes the page of a preset, which is the page of the site itself: it stands two
// folders further down, opens on the preset, and tells previews so.
func writePage(site, address, index string, e sim.Experiment, p sim.Preset) error {
	name := e.FileName(p)
	finding := html.EscapeString(e.FindingOf(p))
	at := preview{title: finding, words: words, image: name, address: address, page: "f/" + name + "/"}
	dir := filepath.Join(site, "f", name)
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	lines := at.lines()
	if address != "" {
		lines += fmt.Sprintf("<link rel=\"alternate\" type=\"application/json+oembed\" href=\"%sf/%s/oembed.json\" title=\"%s\">\n", html.EscapeString(address), name, finding)
		answer, err := embedOf(e.FindingOf(p), address, name, index)
		if err != nil {
			return err
		}
		text, err := json.Marshal(answer)
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(dir, "oembed.json"), append(text, '\n'), 0o666); err != nil {
			return err
		}
	}
	page := index
	var err error
	for _, r := range []struct {
		place place
		text  string
	}{
		{opening, fmt.Sprintf(` data-link="%s"`, html.EscapeString(link.Format(link.Preset(e, p))))},
		{title, finding + " · Narrows"},
		{description, words},
		{heading, finding},
		{poster, name + "-wide-light.png"},
		{posterWords, "The finished run: " + finding + "."},
		{endOfHead, lines},
	} {
		if page, err = r.place.filled(page, r.text); err != nil {
			return err
		}
	}
	for _, folder := range []string{`"web/`, `"assets/`, `"LICENSE"`, `"./"`} {
		page = strings.ReplaceAll(page, folder, `"../../`+strings.TrimPrefix(folder[1:], "./"))
	}
	return os.WriteFile(filepath.Join(dir, "index.html"), []byte(page), 0o666)
}

// A preview is what a link shows where it is passed on. Its texts are HTML.
type preview struct{ title, words, image, address, page string }

// lines are those of a page's head.
func (p preview) lines() string {
	var b strings.Builder
	meta := func(kind, name, content string) {
		fmt.Fprintf(&b, "<meta %s=\"%s\" content=\"%s\">\n", kind, name, content)
	}
	meta("property", "og:site_name", "Narrows")
	meta("property", "og:type", "website")
	meta("property", "og:title", p.title)
	meta("property", "og:description", p.words)
	meta("name", "twitter:card", "summary_large_image")
	meta("name", "twitter:title", p.title)
	meta("name", "twitter:description", p.words)
	if p.address == "" {
		return b.String()
	}
	address := html.EscapeString(p.address)
	image := address + "web/build/posters/" + p.image + "-card.png"
	meta("property", "og:url", address+p.page)
	meta("property", "og:image", image)
	meta("property", "og:image:width", "1200")
	meta("property", "og:image:height", "628")
	meta("name", "twitter:image", image)
	return b.String()
}

// An embed is an oEmbed answer of type rich (oembed.com, 2.3.4.4).
type embed struct {
	Version         string `json:"version"`
	Type            string `json:"type"`
	Title           string `json:"title"`
	Provider        string `json:"provider_name"`
	ProviderURL     string `json:"provider_url"`
	HTML            string `json:"html"`
	Width           int    `json:"width"`
	Height          int    `json:"height"`
	Thumbnail       string `json:"thumbnail_url"`
	ThumbnailWidth  int    `json:"thumbnail_width"`
	ThumbnailHeight int    `json:"thumbnail_height"`
}

// embedOf is that of a preset's page, in a frame as large as index.html says.
func embedOf(finding, address, name, index string) (embed, error) {
	width, err := strconv.Atoi(frameWidth.in(index))
	if err != nil {
		return embed{}, fmt.Errorf("index.html: the width of a frame: %w", err)
	}
	height, err := strconv.Atoi(frameHeight.in(index))
	if err != nil {
		return embed{}, fmt.Errorf("index.html: the height of a frame: %w", err)
	}
	return embed{
		Version: "1.0", Type: "rich", Title: finding, Provider: "Narrows", ProviderURL: address,
		HTML: fmt.Sprintf(`<iframe src="%sf/%s/index.html?embed=1" title="%s" width="%d" height="%d" loading="lazy" style="border:0;max-width:100%%"></iframe>`,
			html.EscapeString(address), name, html.EscapeString(finding), width, height),
		Width: width, Height: height,
		Thumbnail: address + "web/build/posters/" + name + "-card.png", ThumbnailWidth: 1200, ThumbnailHeight: 628,
	}, nil
}

// A place of a page is what stands between left, which stands there once, and the next right.
type place struct{ left, right string }

// in is what stands there.
func (p place) in(page string) string {
	_, rest, _ := strings.Cut(page, p.left)
	inside, _, _ := strings.Cut(rest, p.right)
	return inside
}

// filled is the page with another text there. It fails where there is no such place, or more
// than one: then index.html has changed.
func (p place) filled(page, text string) (string, error) {
	before, rest, _ := strings.Cut(page, p.left)
	_, after, found := strings.Cut(rest, p.right)
	if n := strings.Count(page, p.left); n != 1 || !found {
		return "", fmt.Errorf("index.html has %q %d times, want it once, and %q after it", p.left, n, p.right)
	}
	return before + p.left + text + p.right + after, nil
}
