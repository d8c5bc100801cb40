package experiments_test

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"narrows/sim"
	"narrows/sim/experiments"
	"narrows/sim/link"
)

// defaults1 are the defaults of version 1 of links. Old links rely on them: a changed
// default needs a new version of links, not a change here.
var defaults1 = map[string]string{
	"bottleneck": "data=circles d=2 n=256 loss=logistic scale=1 eta=0.5 clock=step a=1 activation=relu k=6 m=8 depth=2 sw2=2 sb2=0.1 points=64 noise=1 seeds=10 start=shared " +
		"field=limit view=points twin=off kernel=on limit=on finite=on steps=2000 until=0",
	"deep-linear": "d=3 s=6 ratio=0.57 loss=squared eta=0.05 view=listening start=balanced a=0.1 r=4 m=8 k=4 points=60 condition=1 noise=0 " +
		"depth=1 n=256 kernel=on finite=off steps=600 until=0",
	"graph": "data=karate given=1 pick=leaders order=layers depth=2 operator=symmetric layer=gcn features=on points=200 sw2=2 sb2=0 nugget=0.05 parts=off finite=on n=128 seeds=24 steps=50 " +
		"rows.labels=node:1…300, whole,class:1…11, whole rows.ties=a:1…300, whole,b:1…300, whole",
	"sparse": "space=line data=hills shape=xor n=30 task=sort a=0.1 norm=l2 m=128 decay=0.001 eta=0.03 steps=50000 " +
		"rows.points=x:-6…6,y:-6…6 rows.sites=x:-1…1,y:-1…1,label:-3…3",
}

func TestDefaultsOfVersion1(t *testing.T) {
	for _, e := range experiments.List {
		var got []string
		for _, k := range e.Knobs {
			got = append(got, k.Name+"="+link.Text(k, k.Default))
		}
		for _, in := range e.Inputs {
			got = append(got, columnsOf(in))
		}
		want, there := defaults1[e.Name]
		if got := strings.Join(got, " "); !there {
			t.Errorf("%s is new: add %q: %q to defaults1", e.Name, e.Name, got)
		} else if got != want {
			t.Errorf("%s: got  %s\nwant %s", e.Name, got, want)
		}
	}
}

// columnsOf are the columns of a table with what their levels hang on.
func columnsOf(in sim.Input) string {
	text := "rows." + in.Name + "="
	for i, k := range in.Columns {
		if i > 0 {
			text += ","
		}
		switch {
		case len(k.Choices) > 0:
			text += k.Name + ":" + strings.Join(k.Choices, "|")
		case k.Integer:
			text += fmt.Sprintf("%s:%v…%v, whole", k.Name, k.Min, k.Max)
		default:
			text += fmt.Sprintf("%s:%v…%v", k.Name, k.Min, k.Max)
		}
	}
	return text
}

func TestExperiments(t *testing.T) {
	names := map[string]bool{}
	for _, e := range experiments.List {
		if !regexp.MustCompile(`^[a-z][a-z0-9-]*$`).MatchString(e.Name) || names[e.Name] {
			t.Errorf("got name %q, want one of its own in small letters", e.Name)
		}
		names[e.Name] = true
		if e.Title == "" || e.Finding == "" || e.Question == "" || e.New == nil {
			t.Errorf("%s: got title %q, finding %q, question %q", e.Name, e.Title, e.Finding, e.Question)
		}
		if !slices.Contains([]string{"Squeezed", "Not squeezed", "How features move"}, e.Group) {
			t.Errorf("%s: got the group %q, want a heading that home has: Squeezed, Not squeezed or How features move", e.Name, e.Group)
		}
		if len(e.Citations) == 0 {
			t.Errorf("%s: got no citation", e.Name)
		}
		for _, c := range e.Citations {
			if c.Key == "" || c.Authors == "" || c.Title == "" || c.Year < 1900 || !strings.HasPrefix(c.URL, "https://") {
				t.Errorf("%s: got citation %+v", e.Name, c)
			}
		}
	}
}

func TestKnobs(t *testing.T) {
	for _, e := range experiments.List {
		names := map[string]bool{}
		for _, k := range e.Knobs {
			// Links need names that are not their own keys nor hold their signs.
			if !regexp.MustCompile(`^[a-z][a-zA-Z0-9]*$`).MatchString(k.Name) || slices.Contains([]string{"v", "seed", "step", "play", "axis", "pin"}, k.Name) || names[k.Name] {
				t.Errorf("%s: got knob name %q, want one of its own, fit for a link", e.Name, k.Name)
			}
			names[k.Name] = true
			if k.Label == "" || !strings.HasSuffix(k.Help, ".") {
				t.Errorf("%s: got label %q and help %q, want words and a sentence", k.Name, k.Label, k.Help)
			}
			if !slices.Contains(sim.Groups, k.Group) {
				t.Errorf("%s: %s: got the group %q, want one of %q", e.Name, k.Name, k.Group, sim.Groups)
			}
			if err := k.Check(k.Default); err != nil {
				t.Errorf("%s: got default %v: %v", k.Name, k.Default, err)
			}
			if math.IsInf(k.Min, 0) || math.IsInf(k.Max, 0) || len(k.Choices) == 0 && k.Min >= k.Max || k.Log && k.Min < 0 {
				t.Errorf("%s: got %v … %v", k.Name, k.Min, k.Max)
			}
			if len(k.Icons) != 0 && len(k.Icons) != len(k.Choices) {
				t.Errorf("%s: got %d icons for %d choices", k.Name, len(k.Icons), len(k.Choices))
			}
			for _, icon := range k.Icons {
				if err := wellFormed(icon, func(xml.StartElement) {}); err != nil {
					t.Errorf("%s: got icon %s: %v", k.Name, icon, err)
				}
			}
			for i, c := range k.Choices {
				if c == "" || slices.Index(k.Choices, c) != i {
					t.Errorf("%s: got choice %q twice or empty", k.Name, c)
				}
			}
			if w := k.When; w != nil {
				other := knob(e, w.Knob)
				if other == nil || len(w.Is) == 0 {
					t.Errorf("%s: got condition %+v, want one on another knob", k.Name, *w)
					continue
				}
				for _, is := range w.Is {
					if !slices.Contains(other.Choices, is) {
						t.Errorf("%s: got condition %s=%s, want one of %v", k.Name, w.Knob, is, other.Choices)
					}
				}
			}
		}
	}
}

func TestPresets(t *testing.T) {
	for _, e := range experiments.List {
		titles, links := map[string]bool{}, map[string]bool{}
		for _, p := range e.Presets {
			got := strings.TrimPrefix(link.Format(link.Preset(e, p)), "#"+e.Name+"?v=1")
			if got = strings.TrimPrefix(got, "&"); got != p.Link {
				t.Errorf("preset %s: got link %q, want the canonical %q", p.Title, p.Link, got)
			}
			if p.Title == "" || titles[p.Title] || links[p.Link] {
				t.Errorf("preset %q (%s): got a title or a link twice", p.Title, p.Link)
			}
			titles[p.Title], links[p.Link] = true, true
		}
	}
}

// A story is well-formed, has its sections, and names only what there is.
func TestStories(t *testing.T) {
	for _, e := range experiments.List {
		text, err := os.ReadFile(filepath.Join(e.Folder(), "story.html"))
		if err != nil {
			t.Error(err)
			continue
		}
		r, err := e.New(sim.Defaults(e.Knobs, e.Inputs...))
		if err != nil {
			t.Fatal(err)
		}
		f := r.Frame()
		var sections []string
		err = wellFormed(string(text), func(x xml.StartElement) {
			attr := map[string]string{}
			for _, a := range x.Attr {
				attr[a.Name.Local] = a.Value
			}
			if x.Name.Local == "section" {
				sections = append(sections, attr["class"])
			}
			if name, ok := attr["data-knob"]; ok && knob(e, name) == nil {
				t.Errorf("%s: story names the knob %q, which there is not", e.Name, name)
			}
			if name, ok := attr["data-fact"]; ok && !hasFact(&f, name, attr["data-role"]) {
				t.Errorf("%s: story names the fact %q of %q, which a frame has not", e.Name, name, attr["data-role"])
			}
			if class, ok := attr["class"]; ok && x.Name.Local == "b" && !slices.Contains(sim.RoleNames[:], class) {
				t.Errorf("%s: story has words in the colour %q, want a role", e.Name, class)
			}
			if href := attr["href"]; strings.HasPrefix(href, "#") {
				if l, err := link.Check(href, experiments.List); err != nil || link.Format(l) != href {
					t.Errorf("%s: story links to %s, want a canonical link: %v", e.Name, href, err)
				}
			}
		})
		if err != nil {
			t.Errorf("%s: %v", e.Name, err)
		}
		for _, want := range []string{"lead", "caption", "formula", "story"} {
			if !slices.Contains(sections, want) {
				t.Errorf("%s: story has the sections %v, want %s as well", e.Name, sections, want)
			}
		}
	}
}

func hasFact(f *sim.Frame, name, role string) bool {
	for _, x := range f.Facts {
		if (x.Name == name || x.Label == name) && (role == "" || x.Role.String() == role) {
			return true
		}
	}
	return false
}

// wellFormed reads a piece of HTML that is XML as well.
func wellFormed(text string, see func(xml.StartElement)) error {
	d := xml.NewDecoder(strings.NewReader("<root>" + text + "</root>"))
	d.Entity = xml.HTMLEntity
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if x, ok := token.(xml.StartElement); ok {
			see(x)
		}
	}
}
