//go:build !js

package e2e

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path"
	"slices"
	"strings"
	"testing"
)

// A rule is what a package may import directly. The standard library needs no mention,
// but for the packages in closed.
type rule struct {
	of   string   // package below the module's root; a trailing /* stands for one element
	ours []string // packages of this module, likewise; a trailing /... for all below
	and  []string // paths or prefixes of others
}

// The direction of every arrow in Narrows. Experiments may use all of sim's mathematics
// and nothing that knows a browser; whatever draws knows no experiment, as the linker
// would keep all its mathematics in the page.
var rules = []rule{
	{of: "sim", and: gonum},
	{of: "sim/vector"},
	{of: "sim/linalg", ours: list("sim/vector"), and: gonum},
	{of: "sim/kernel", ours: list("sim/vector"), and: gonum},
	{of: "assets"},
	{of: "sim/data", ours: list("assets")},
	{of: "sim/graph", ours: list("assets sim/kernel sim/vector"), and: gonum},
	{of: "sim/sparse", and: gonum},
	{of: "sim/net", ours: list("sim/vector sim/linalg sim/kernel sim/data"), and: gonum},
	{of: "sim/eigen", ours: list("sim/vector"), and: gonum},
	{of: "sim/limit", ours: list("sim/vector sim/eigen sim/kernel"), and: gonum},
	{of: "sim/linear", ours: list("sim/vector sim/eigen sim/limit"), and: gonum},
	{of: "sim/experiments", ours: list("sim sim/experiments/*")},
	{of: "sim/words"},
	{of: "sim/trio", ours: list("sim sim/words")},
	{of: "sim/record", ours: list("sim")},
	{of: "sim/experiments/*", ours: list("sim sim/words sim/trio sim/record sim/vector sim/linalg sim/data sim/kernel sim/net sim/limit sim/linear sim/graph sim/sparse"), and: gonum},
	{of: "sim/link", ours: list("sim")},
	{of: "sim/wire", ours: list("sim")},
	{of: "sim/table", ours: list("sim sim/link sim/words")},
	{of: "sim/palette"},
	{of: "sim/geom", ours: list("sim")},
	{of: "sim/figure", ours: list("sim sim/geom sim/palette"), and: list("gonum.org/v1/plot gonum.org/v1/gonum")},
	{of: "sim/cmd/*", ours: list("sim sim/...")},
	{of: "wasm/chart", ours: list("sim sim/geom sim/palette assets assets/..."), and: list("golang.org/x/image")},
	{of: "wasm/raster", ours: list("wasm/chart"), and: list("golang.org/x/image")},
	{of: "wasm/poster", ours: list("sim sim/link sim/experiments wasm/chart wasm/raster"), and: list("encoding/json")},
	{of: "wasm/trainer", ours: list("sim sim/link sim/wire sim/words sim/experiments"), and: list("syscall/js time")},
	{of: "wasm/view", ours: list("sim sim/link sim/table sim/wire wasm/chart wasm/raster"),
		and: list("syscall/js time github.com/hajimehoshi/ebiten/v2 golang.org/x/image")},
	{of: "wasm/e2e", ours: list("..."), and: list("time crypto/ os/exec net/ github.com/ golang.org/x/image")},
	{of: "web/bench", ours: list("sim/wire"), and: list("time os/exec net/ github.com/chromedp gonum.org/v1/plot")},
	{of: "web/bench/gopeer", ours: list("sim/kernel sim/net sim/limit")},
	{of: "web/serve", and: list("time net/ crypto/ os/exec")},
}

var gonum = list("gonum.org/v1/gonum")

// Standard packages that a rule must name: the browser, the clock, randomness and hashes
// that no seed fixes, the network, and encoding/json, which adds 0.4 MB to a program.
var closed = list("syscall/js time crypto crypto/ net net/ os/exec encoding/json math/rand unsafe")

// Exceptions are few, and each has its reason.
var allowed = map[string]string{
	"sim/cmd/catalogue encoding/json": "writes the page's catalogue at build time",
	"sim/cmd/pages encoding/json":     "writes oEmbed answers at build time",
	"wasm/e2e encoding/json":          "reads the catalogue",
	"web/bench encoding/json":         "passes jobs to the page",
	"web/bench net":                   "serves the page",
	"web/bench/gopeer unsafe":         "hands addresses of its buffers to JavaScript",
	"sim/wire unsafe":                 "codes blocks of numbers as they lie",
	"wasm/trainer unsafe":             "hands addresses of its buffers to JavaScript",
	"wasm/view unsafe":                "hands addresses of its buffers to JavaScript",
}

// Never, not even by an exception.
var never = map[string]string{
	"github.com/hajimehoshi/ebiten/v2/text":   "0.9 MB",
	"github.com/hajimehoshi/ebiten/v2/vector": "65 ms of the main thread for a curve",
}

func list(s string) []string { return strings.Fields(s) }

const module = "narrows"

// What stands in the top folder, besides names that begin with a dot, is agreed.
func TestTopFolder(t *testing.T) {
	agreed := list("LICENSE Makefile README.md assets go.mod go.sum index.html sim wasm web")
	files, err := exec.Command("git", "-C", "../..", "ls-files", "-z").Output()
	if err != nil {
		t.Skipf("no git checkout: %v", err) // an unpacked archive
	}
	for file := range strings.SplitSeq(strings.TrimSuffix(string(files), "\x00"), "\x00") {
		if top, _, _ := strings.Cut(file, "/"); !strings.HasPrefix(top, ".") && !slices.Contains(agreed, top) {
			t.Errorf("got %q in the top folder, want only %v", file, agreed)
		}
	}
}

// TestImports reads the direct imports of every package, natively and for js/wasm, and
// compares them with the rules.
func TestImports(t *testing.T) {
	seen := map[string]bool{}
	for _, goos := range []string{"", "js"} {
		for _, p := range goList(t, goos) {
			name := strings.TrimPrefix(strings.TrimPrefix(p.ImportPath, module), "/")
			imports := p.Imports
			if name == "wasm/e2e" || name == "web/serve" {
				imports = slices.Concat(imports, p.TestImports)
			}
			for _, e := range violations(rules, name, imports) {
				if !seen[e] {
					t.Error(e)
				}
				seen[e] = true
			}
		}
	}
}

// TestImportRules breaks the rules on purpose.
func TestImportRules(t *testing.T) {
	for _, c := range []struct{ name, imports, want string }{
		{"sim/limit", "math narrows/sim/kernel gonum.org/v1/gonum/mat", ""},
		{"sim/limit", "narrows/sim/net", "sim/limit imports narrows/sim/net"},
		{"sim/limit", "syscall/js", "sim/limit imports syscall/js"},
		{"sim/experiments/bottleneck", "time", "sim/experiments/bottleneck imports time"},
		{"sim/experiments/a/b", "math", "sim/experiments/a/b has no row"},
		{"sim/data", "crypto/sha256", "sim/data imports crypto/sha256"},
		{"sim/net", "math/rand", "sim/net imports math/rand"},
		{"sim/net", "math/rand/v2", ""},
		{"wasm/chart", "github.com/hajimehoshi/ebiten/v2", "wasm/chart imports github.com/hajimehoshi/ebiten/v2"},
		{"wasm/view", "narrows/sim/experiments", "wasm/view imports narrows/sim/experiments"},
		{"wasm/view", "github.com/hajimehoshi/ebiten/v2/text/v2", "wasm/view imports github.com/hajimehoshi/ebiten/v2/text/v2"},
		{"sim/wire", "encoding/json", "sim/wire imports encoding/json"},
		{"sim/novel", "math", "sim/novel has no row"},
	} {
		got := strings.Join(violations(rules, c.name, list(c.imports)), "; ")
		if c.want == "" && got != "" || c.want != "" && !strings.HasPrefix(got, c.want) {
			t.Errorf("%s importing %s: got %q, want %q", c.name, c.imports, got, c.want)
		}
	}
}

// violations says what is wrong with the imports of a package, one sentence each.
func violations(rules []rule, name string, imports []string) []string {
	i := slices.IndexFunc(rules, func(r rule) bool { return matches(r.of, name) })
	if i < 0 {
		return []string{fmt.Sprintf("%s has no row in the import table", name)}
	}
	var wrong []string
	for _, imp := range imports {
		if why := reason(rules[i], name, imp); why != "" {
			wrong = append(wrong, fmt.Sprintf("%s imports %s: %s", name, imp, why))
		}
	}
	return wrong
}

// reason says why a package may not import another; empty if it may.
func reason(r rule, name, imp string) string {
	for prefix, why := range never {
		if under(prefix, imp) {
			return why
		}
	}
	if rest, ok := strings.CutPrefix(imp, module); ok && (rest == "" || rest[0] == '/') {
		rest = strings.TrimPrefix(rest, "/")
		if slices.ContainsFunc(r.ours, func(p string) bool { return matches(p, rest) }) {
			return ""
		}
		return "allowed are " + strings.Join(r.ours, ", ")
	}
	if slices.ContainsFunc(r.and, func(p string) bool { return under(p, imp) }) {
		return ""
	}
	if first, _, _ := strings.Cut(imp, "/"); strings.Contains(first, ".") {
		return "allowed of others are " + strings.Join(r.and, ", ")
	}
	isClosed := slices.ContainsFunc(closed, func(p string) bool {
		return imp == p || strings.HasSuffix(p, "/") && strings.HasPrefix(imp, p)
	})
	if isClosed && allowed[name+" "+imp] == "" {
		return "it needs a reason in the import table"
	}
	return ""
}

// under reports whether an import is the path or below it.
func under(p, imp string) bool {
	p = strings.TrimSuffix(p, "/")
	return imp == p || strings.HasPrefix(imp, p+"/")
}

// matches reports whether a package below the module's root fits a pattern.
func matches(pattern, name string) bool {
	if base, ok := strings.CutSuffix(pattern, "..."); ok {
		return strings.HasPrefix(name, base)
	}
	ok, err := path.Match(pattern, name)
	return ok && err == nil
}

type listed struct {
	ImportPath           string
	Imports, TestImports []string
}

// goList lists the packages of this module as built for an operating system.
func goList(t *testing.T, goos string) []listed {
	t.Helper()
	cmd := exec.Command("go", "list", "-json=ImportPath,Imports,TestImports", "./...")
	cmd.Dir = "../.."
	if goos != "" {
		cmd.Env = append(os.Environ(), "GOOS="+goos, "GOARCH=wasm")
	}
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var packages []listed
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var p listed
		if err := d.Decode(&p); err == io.EOF {
			return packages
		} else if err != nil {
			t.Fatal(err)
		}
		packages = append(packages, p)
	}
}
