//go:build !js

package e2e

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// The loader promises Chrome 91, Firefox 113 and Safari 16.4. What came later must be asked
// for by name before a style sheet relies on it, and not be used at all by a script. The
// first versions are those of MDN's compatibility tables.

// younger are features of style sheets that one of the three lacks.
var younger = []struct{ feature, pattern, ask string }{
	{":has(), Firefox 121", `:has\(`, `selector\(.*:has`},
	{":nth-child(… of …), Chrome 111", `:nth-(last-)?child\([^)]* of `, `selector\(.*:nth-child\(.* of`},
	{"light-dark(), Chrome 123", `light-dark\(`, `light-dark`},
	{"color-mix(), Chrome 111", `color-mix\(`, `color-mix`},
	{"relative colours, Chrome 119", `(rgb|hsl|oklch|oklab)a?\(from`, `from`},
	{"oklab and oklch, Chrome 111", `\b(oklab|oklch|lab|lch)\(`, `okl`},
	{"field-sizing, Chrome 123", `field-sizing`, `field-sizing`},
	{"text-wrap, Chrome 114", `text-wrap`, `text-wrap`},
	{"rotate, scale and translate alone, Chrome 104", `[;{]\s*(rotate|scale|translate)\s*:`, `rotate|scale|translate`},
	{"a transition of rotate, Chrome 104", `transition:[^;]*\b(rotate|scale|translate)\b`, `rotate|scale|translate`},
	{"small, large and dynamic viewport units, Chrome 108", `\d(s|l|d)v(h|w|min|max|b|i)\b`, `v(h|w)`},
	{"container queries, Chrome 105", `@container|container-(type|name)`, `container`},
	{"cascade layers, Chrome 99", `@layer`, `never`},
	{"@property, Firefox 128", `@property`, `never`},
	{"@scope, Chrome 118", `@scope`, `never`},
	{"@starting-style, Chrome 117", `@starting-style`, `never`},
	{"ranges in media queries, Chrome 104", `@media[^{]*[<>]`, `never`},
	{"nested rules, Chrome 112", `\{[^{}@]*&`, `never`},
	{"subgrid, Chrome 117", `subgrid`, `subgrid`},
	{"animated grids and heights, Chrome 129", `interpolate-size|calc-size\(`, `never`},
	{"anchors, Chrome 125", `anchor\(|position-anchor`, `anchor`},
	{"overscroll and stable gutters, Safari 18.2", `scrollbar-gutter`, `scrollbar-gutter`},
	{"line-height units, Chrome 109", `\d(lh|rlh)\b`, `lh`},
	{"trigonometry and rounding, Chrome 111", `\b(sin|cos|tan|round|mod|rem|sign|abs|pow|hypot)\(`, `never`},
	{"accent of text, Chrome 121 in ::spelling", `::(spelling|grammar)-error`, `never`},
	{"size-adjust, Safari 17", `[^-]size-adjust:`, `never`},
	{"popover, Chrome 114", `:popover-open`, `selector`},
}

// calls are what scripts must not use: methods, functions and properties that one of the
// three lacks.
var calls = []struct{ feature, pattern string }{
	{"at(), Chrome 92", `\.at\(-?\d`},
	{"Object.hasOwn, Chrome 93", `Object\.hasOwn\b`},
	{"findLast, Chrome 97", `\.findLast(Index)?\(`},
	{"structuredClone, Chrome 98", `\bstructuredClone\b`},
	{"toSorted and the like, Chrome 110", `\.(toSorted|toReversed|toSpliced)\(`},
	{"groupBy, Chrome 117", `\.groupBy\(`},
	{"Array.fromAsync, Chrome 121", `fromAsync`},
	{"withResolvers, Chrome 119", `withResolvers`},
	{"methods of sets, Chrome 122", `\.(isSubsetOf|isSupersetOf|isDisjointFrom|symmetricDifference)\(`},
	{"helpers of iterators, Chrome 122", `Iterator\.from|\.(values|entries|keys)\(\)\.(map|filter|find|some|every|toArray|take|drop)\(`},
	{"AbortSignal.timeout, Chrome 103", `AbortSignal\.(timeout|any)`},
	{"an error's cause, Chrome 93", `new \w*Error\([^)]*\{\s*cause`},
	{"randomUUID, Chrome 92", `randomUUID`},
	{"URL.canParse and parse, Chrome 120", `URL\.(canParse|parse)\(`},
	{"inert, Firefox 112", `\.inert\b`},
	{"checkVisibility, Chrome 105", `checkVisibility`},
	{"popovers, Chrome 114", `showPopover|togglePopover`},
	{"view transitions, Chrome 111", `startViewTransition`},
	{"scheduler, Chrome 94", `scheduler\.`},
	{"URLPattern, Chrome 95", `URLPattern`},
	{"navigation, Chrome 102", `\bnavigation\.`},
	{"text in ranges of sets in regular expressions, Chrome 112", `/[a-z]*v[a-z]*\.(test|exec)\(`},
	{"import attributes, Chrome 123", `\bwith \{ *type`},
	{"well-formed strings, Chrome 111", `isWellFormed|toWellFormed`},
	{"base64 of bytes, Chrome 140", `\.toBase64\(|fromBase64|toHex\(`},
}

// sources are the files of the page itself of a kind.
func sources(t *testing.T, kind string) map[string]string {
	t.Helper()
	names, err := filepath.Glob("../../web/*." + kind)
	if err != nil || len(names) == 0 {
		t.Fatalf("no %s files: %v", kind, err)
	}
	all := map[string]string{}
	for _, name := range names {
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		all[filepath.Base(name)] = string(raw)
	}
	return all
}

var comment = regexp.MustCompile(`(?s)/\*.*?\*/`)

// unasked is a style sheet without what stands in @supports blocks, and these blocks.
func unasked(css string) (plain string, blocks []string) {
	var rest strings.Builder
	for {
		i := strings.Index(css, "@supports")
		if i < 0 {
			rest.WriteString(css)
			return rest.String(), blocks
		}
		rest.WriteString(css[:i])
		depth, end := 0, len(css)
		for j := i; j < len(css); j++ {
			switch css[j] {
			case '{':
				depth++
			case '}':
				depth--
			}
			if css[j] == '}' && depth == 0 {
				end = j + 1
				break
			}
		}
		blocks = append(blocks, css[i:end])
		css = css[end:]
	}
}

func TestStyleWithinPromise(t *testing.T) {
	for name, css := range sources(t, "css") {
		plain, blocks := unasked(comment.ReplaceAllString(css, ""))
		for _, y := range younger {
			use := regexp.MustCompile(y.pattern)
			if found := use.FindString(plain); found != "" {
				t.Errorf("%s uses %s, without @supports: %q", name, y.feature, found)
			}
			for _, b := range blocks {
				question, inside, _ := strings.Cut(b, "{")
				if use.MatchString(inside) && !regexp.MustCompile(y.ask).MatchString(question) {
					t.Errorf("%s uses %s in a block that asks %q", name, y.feature, strings.TrimSpace(question))
				}
			}
		}
	}
}

func TestScriptWithinPromise(t *testing.T) {
	scripts := sources(t, "js")
	for name, js := range scripts {
		for _, c := range calls {
			if found := regexp.MustCompile(c.pattern).FindString(js); found != "" {
				t.Errorf("%s uses %s: %q", name, c.feature, found)
			}
		}
	}
	// A script whose syntax all three know comes out of esbuild the same whether it is
	// written for them or for the newest.
	old, latest := written(t, scripts, "chrome91,firefox113,safari16.4"), written(t, scripts, "esnext")
	for name := range scripts {
		if old[name] != latest[name] {
			t.Errorf("%s has syntax that one of Chrome 91, Firefox 113 and Safari 16.4 lacks", name)
		}
	}
}

// written returns the scripts as esbuild writes them for these browsers.
func written(t *testing.T, scripts map[string]string, target string) map[string]string {
	t.Helper()
	dir := t.TempDir()
	args := []string{"tool", "esbuild", "--log-level=warning", "--format=esm", "--outdir=" + dir, "--target=" + target}
	for name := range scripts {
		args = append(args, "../../web/"+name)
	}
	if out, err := exec.Command("go", args...).CombinedOutput(); err != nil || len(out) > 0 {
		t.Fatalf("for %s: %v %s", target, err, out)
	}
	all := map[string]string{}
	for name := range scripts {
		raw, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		all[name] = string(raw)
	}
	return all
}
