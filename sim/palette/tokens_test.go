package palette

import (
	"flag"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the colours of web/tokens.css anew")

const sheet = "../../web/tokens.css"

// tokens are the names that the style sheet has for colours of a palette.
func tokens(p *Palette) map[string]Colour {
	return map[string]Colour{
		"page": p.Page, "ink": p.Ink, "ink-2": p.Ink2, "ink-3": p.Ink3, "rule": p.Rule, "grid": p.Grid,
		"limit": p.Limit, "kernel": p.Kernel, "finite": p.Finite,
		"focus": p.Focus, "passed": p.Passed, "failed": p.Failed,
	}
}

// blocks are the themes by the selector under which their colours stand. The projector's sheet
// lies over the light one, and names only what differs.
var blocks = map[string]Theme{
	":root":                           Light,
	":root:not([data-theme])":         Dark,
	":root[data-theme=\"dark\"]":      Dark,
	":root[data-theme=\"projector\"]": Projector,
}

var (
	rule   = regexp.MustCompile(`(?m)^ *(:root[^ ]*) \{[^}]*\}`)
	colour = regexp.MustCompile(`(--([a-z0-9-]+): )(#[0-9a-f]{6}|rgb\(\d+ \d+ \d+ / 72%\))`)
)

// written returns a style sheet with the colours of the table.
func written(css string) string {
	return rule.ReplaceAllStringFunc(css, func(block string) string {
		p := Of(blocks[rule.FindStringSubmatch(block)[1]])
		return colour.ReplaceAllStringFunc(block, func(line string) string {
			part := colour.FindStringSubmatch(line)
			if part[2] == "pale" {
				r, g, b := Parts(p.Page)
				return fmt.Sprintf("%srgb(%d %d %d / 72%%)", part[1], r, g, b)
			}
			c, known := tokens(p)[part[2]]
			if !known {
				return line
			}
			return fmt.Sprintf("%s#%06x", part[1], uint32(c))
		})
	})
}

// TestTokens compares the colours of the page's style sheet with the table.
func TestTokens(t *testing.T) {
	b, err := os.ReadFile(sheet)
	if err != nil {
		t.Fatal(err)
	}
	css := string(b)
	want := written(css)
	if *update {
		if err := os.WriteFile(sheet, []byte(want), 0o666); err != nil {
			t.Fatal(err)
		}
	} else if got := strings.Split(css, "\n"); css != want {
		for i, line := range strings.Split(want, "\n") {
			if got[i] != line {
				t.Errorf("web/tokens.css, line %d: got\n%s\nwant\n%s", i+1, got[i], line)
			}
		}
		t.Error("its colours are written from sim/palette: go test ./sim/palette -update")
	}
	// Each theme has each colour, by its own rule or by the one below it.
	found := map[Theme][]string{}
	for _, r := range rule.FindAllStringSubmatch(want, -1) {
		for _, c := range colour.FindAllStringSubmatch(r[0], -1) {
			if theme, known := blocks[r[1]]; known {
				found[theme] = append(found[theme], c[2])
			}
		}
	}
	for theme := range Themes {
		for name, c := range tokens(&Themes[theme]) {
			inherited := Theme(theme) == Projector && c == tokens(&Themes[Light])[name] && slices.Contains(found[Light], name)
			if !slices.Contains(found[Theme(theme)], name) && !inherited {
				t.Errorf("web/tokens.css does not say --%s of theme %d: write it by hand, as #%06x", name, theme, uint32(c))
			}
		}
	}
}
