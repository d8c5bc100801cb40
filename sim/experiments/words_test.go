package experiments_test

import (
	"encoding/xml"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"narrows/sim"
	"narrows/sim/experiments"
	"narrows/sim/link"
)

// A passage is what a section of a story says of a preset: its words, and the roles in whose
// colours some of them stand.
type passage struct {
	text  string
	roles []string
}

// passages are the sections of a story that belong to presets, by title and name.
func passages(t *testing.T, e sim.Experiment) map[[2]string]*passage {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(e.Folder(), "story.html"))
	if err != nil {
		t.Fatal(err)
	}
	all := map[[2]string]*passage{}
	d := xml.NewDecoder(strings.NewReader(string(text)))
	d.Entity = xml.HTMLEntity
	var now *passage
	for {
		token, err := d.Token()
		if err != nil {
			return all
		}
		switch x := token.(type) {
		case xml.StartElement:
			attr := map[string]string{}
			for _, a := range x.Attr {
				attr[a.Name.Local] = a.Value
			}
			switch {
			case x.Name.Local == "section":
				now = nil
				if title, own := attr["data-preset"]; own {
					now = &passage{}
					all[[2]string{title, attr["class"]}] = now
				}
			case x.Name.Local == "b" && now != nil:
				now.roles = append(now.roles, attr["class"])
			}
		case xml.CharData:
			if now != nil {
				now.text += string(x)
			}
		}
	}
}

// hasLine reports whether a line of a frame is as is says.
func hasLine(f *sim.Frame, is func(p *sim.Panel, l *sim.Line) bool) bool {
	for i := range f.Panels {
		for j := range f.Panels[i].Lines {
			if is(&f.Panels[i], &f.Panels[i].Lines[j]) {
				return true
			}
		}
	}
	return false
}

func hasPanel(f *sim.Frame, is func(p *sim.Panel) bool) bool {
	for i := range f.Panels {
		if is(&f.Panels[i]) {
			return true
		}
	}
	return false
}

// titled reports whether a panel says a word above its picture.
func titled(word string) func(*sim.Frame) bool {
	return func(f *sim.Frame) bool {
		return hasPanel(f, func(p *sim.Panel) bool { return strings.Contains(strings.ToLower(p.Title+" "+p.Subtitle), word) })
	}
}

// drawn reports whether something stands in the colour of a role.
func drawn(role sim.Role) func(*sim.Frame) bool {
	return func(f *sim.Frame) bool {
		return hasLine(f, func(_ *sim.Panel, l *sim.Line) bool { return l.Role == role }) || hasPanel(f, func(p *sim.Panel) bool {
			return slices.ContainsFunc(p.Dots, func(d sim.Dots) bool { return d.Role == role })
		})
	}
}

// shows are words, and what a frame has to show where they are said.
var shows = []struct {
	words string
	there func(*sim.Frame) bool
}{
	{`finite (one|network)|^finite$`, drawn(sim.Finite)},
	{`without a bottleneck`, drawn(sim.Kernel)},
	{`squeezed|bottleneck's`, func(f *sim.Frame) bool { return f.Strait.Units > 0 }},
	{`\brings?\b`, func(f *sim.Frame) bool {
		return hasPanel(f, func(p *sim.Panel) bool {
			return slices.ContainsFunc(p.Dots, func(d sim.Dots) bool { return d.Ring || d.Spread != nil })
		})
	}},
	{`\bbands?\b`, func(f *sim.Frame) bool {
		return hasLine(f, func(_ *sim.Panel, l *sim.Line) bool { return l.Low != nil })
	}},
	{`dashed|closed form|theory`, func(f *sim.Frame) bool {
		return hasLine(f, func(_ *sim.Panel, l *sim.Line) bool { return l.Dashed && l.Role == sim.Theory })
	}},
	{`\bthin\b`, func(f *sim.Frame) bool { return hasLine(f, func(_ *sim.Panel, l *sim.Line) bool { return l.Thin }) }},
	{`held-out points|hollow`, func(f *sim.Frame) bool {
		return hasPanel(f, func(p *sim.Panel) bool {
			return slices.ContainsFunc(p.Dots, func(d sim.Dots) bool { return d.Hollow })
		})
	}},
	{`held-out error|new points|new pictures`, titled("error")},
	{`digits|pictures|frame`, func(f *sim.Frame) bool { return hasPanel(f, func(p *sim.Panel) bool { return len(p.Tiles) > 0 }) }},
	{`principal components`, titled("principal components")},
	{`\btwins?\b|copies`, titled("twins")},
	{`against time`, titled("against time")},
	{`matri(x|ces)`, titled("kernel of")},
	{`singular values`, titled("singular values")},
	{`hyperbolas?\b|\bplane\b`, titled("plane")},
	{`plateau`, titled("loss")},
	{`listen|deaf`, titled("listen")},
}

var (
	counted     = regexp.MustCompile(`\b(one|two|three|four|eight) units?\b`)
	countedWord = map[string]int{"one": 1, "two": 2, "three": 3, "four": 4, "eight": 8}
)

// A preset says what it shows in words of its own, few enough to be read before it is over, and
// names nothing that its frames do not show, as far as words tell.
func TestPresetWords(t *testing.T) {
	for _, e := range experiments.List {
		t.Run(e.Name, func(t *testing.T) { named(t, e) })
	}
}

func named(t *testing.T, e sim.Experiment) {
	all := passages(t, e)
	for _, p := range e.Presets {
		lead, caption := all[[2]string{p.Title, "lead"}], all[[2]string{p.Title, "caption"}]
		if lead == nil || caption == nil {
			t.Errorf(`%s: story.html has no <section class="lead" data-preset="%s">, or no caption`, e.Name, p.Title)
			continue
		}
		delete(all, [2]string{p.Title, "lead"})
		delete(all, [2]string{p.Title, "caption"})
		if n := len(strings.Fields(lead.text)) + len(strings.Fields(e.FindingOf(p))); n > 60 {
			t.Errorf("%s: heading and lead of %s have %d words, want no more than 60", e.Name, p.Title, n)
		}
		if n := utf8.RuneCountInString(strings.TrimSpace(lead.text)); n > 130 {
			t.Errorf("%s: the lead of %s has %d characters, and would move the page: want no more than 130, a line", e.Name, p.Title, n)
		}
		if n := strings.Count(caption.text+" ", ". "); n > 3 || len(strings.Fields(caption.text)) > 50 {
			t.Errorf("%s: the caption of %s has %d sentences and %d words, want no more than 3 and 50", e.Name, p.Title, n, len(strings.Fields(caption.text)))
		}
		r, err := e.New(link.Preset(e, p).Settings)
		if err != nil {
			t.Fatal(err)
		}
		r.Step()
		f := r.Frame()
		for _, said := range []*passage{lead, caption} {
			for _, complaint := range unshown(said, &f) {
				t.Errorf("%s, %s: %q: %s", e.Name, p.Title, strings.Join(strings.Fields(said.text), " "), complaint)
			}
		}
	}
	for key := range all {
		t.Errorf("%s: story.html has a %s for the preset %q, which there is not", e.Name, key[1], key[0])
	}
}

// unshown says what a passage names that is not in the frame.
func unshown(said *passage, f *sim.Frame) (complaints []string) {
	text := strings.ReplaceAll(strings.ToLower(said.text), "’", "'")
	for _, s := range shows {
		if found := regexp.MustCompile(s.words).FindString(text); found != "" && !s.there(f) {
			complaints = append(complaints, fmt.Sprintf("the frame shows nothing that is called %q", found))
		}
	}
	for _, m := range counted.FindAllStringSubmatch(text, -1) {
		if n := countedWord[m[1]]; n != f.Strait.Units {
			complaints = append(complaints, fmt.Sprintf("%s, where there are %d", m[0], f.Strait.Units))
		}
	}
	for role, name := range sim.RoleNames {
		if slices.Contains(said.roles, name) && !drawn(sim.Role(role))(f) && !(sim.Role(role) == sim.Limit && f.Strait.Units > 0) {
			complaints = append(complaints, "nothing stands in the colour of "+name)
		}
	}
	return complaints
}
