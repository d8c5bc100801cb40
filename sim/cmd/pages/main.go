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
	"strings"

	"narrows/sim"
	"narrows/sim/experiments"
	"narrows/sim/link"
)

// What an embedded figure is given, in CSS pixels, as the page's own Share says.
const frameWidth, frameHeight = 720, 440

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
		title: between(index, "<title>", "</title>"), words: between(index, `<meta name="description" content="`, `">`),
		image: first.FileName(first.Presets[0]), address: address,
	}
	index, err = replaced(index, "</head>", home.lines()+"</head>")
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
		text, err := json.Marshal(embedOf(e.FindingOf(p), address, name))
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(dir, "oembed.json"), append(text, '\n'), 0o666); err != nil {
			return err
		}
	}
	page := index
	var err error
	for _, r := range [][2]string{
		{` data-home>`, fmt.Sprintf(` data-link="%s">`, html.EscapeString(link.Format(link.Preset(e, p))))},
		{`<meta name="description" content="` + between(index, `<meta name="description" content="`, `">`), `<meta name="description" content="` + words},
		{between(index, "<title>", "</title>") + "</title>", finding + " · Narrows</title>"},
		{`<h1 id="finding">` + between(index, `<h1 id="finding">`, "</h1>"), `<h1 id="finding">` + finding},
		{between(index, `src="web/build/posters/`, `-wide-light.png`) + `-wide-light.png`, name + `-wide-light.png`},
		{`alt="` + between(index, ` alt="`, `"`), `alt="The finished run: ` + finding + `.`},
		{"</head>", lines + "</head>"},
	} {
		if page, err = replaced(page, r[0], r[1]); err != nil {
			return err
		}
	}
	for _, place := range []string{`"web/`, `"assets/`, `"LICENSE"`, `"./"`} {
		page = strings.ReplaceAll(page, place, `"../../`+strings.TrimPrefix(place[1:], "./"))
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

func embedOf(finding, address, name string) embed {
	return embed{
		Version: "1.0", Type: "rich", Title: finding, Provider: "Narrows", ProviderURL: address,
		HTML: fmt.Sprintf(`<iframe src="%sf/%s/index.html?embed=1" title="%s" width="%d" height="%d" loading="lazy" style="border:0;max-width:100%%"></iframe>`,
			html.EscapeString(address), name, html.EscapeString(finding), frameWidth, frameHeight),
		Width: frameWidth, Height: frameHeight,
		Thumbnail: address + "web/build/posters/" + name + "-card.png", ThumbnailWidth: 1200, ThumbnailHeight: 628,
	}
}

// between is what stands between the first left and the next right of a text.
func between(text, left, right string) string {
	_, rest, _ := strings.Cut(text, left)
	inside, _, _ := strings.Cut(rest, right)
	return inside
}

// replaced fails where old does not stand exactly once: then index.html has changed.
func replaced(text, old, new string) (string, error) {
	if n := strings.Count(text, old); n != 1 {
		return "", fmt.Errorf("index.html has %q %d times, want it once", old, n)
	}
	return strings.Replace(text, old, new, 1), nil
}
