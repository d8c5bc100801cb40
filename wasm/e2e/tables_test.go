//go:build !js

package e2e

import (
	"encoding/base64"
	"fmt"
	"strings"
	"testing"

	"narrows/sim"
	"narrows/sim/wire"
)

// withView calls body, an async function's, with a view of its own beside the page's: v, whose
// catalogue is an experiment with a table of labels.
const withView = `(async () => {
	const packed = new Uint8Array(await (await fetch("web/build/view.wasm.gz")).arrayBuffer());
	const plain = new Blob([packed]).stream();
	const program = packed[0] === 0x1f ? plain.pipeThrough(new DecompressionStream("gzip")) : plain;
	const go = new globalThis.Go();
	const attached = new Promise((resolve) => { globalThis.narrowsAttach = resolve; });
	const { instance } = await WebAssembly.instantiate(await new Response(program).arrayBuffer(), go.importObject);
	go.run(instance);
	const v = await attached;
	const column = (of) => ({ name: "", label: "", unit: "", min: 0, max: 0, default: 0, integer: false, log: false, live: false, names: false, choices: [], ...of });
	v.catalogue([{ name: "cove", title: "Cove", presets: [], knobs: [], handles: [], inputs: [{ name: "labels", label: "Labels", least: 0, most: 300, of: [], columns: [
		column({ name: "node", max: 299, integer: true, names: true }), column({ name: "class", choices: ["none", "a", "b"] }),
	] }] }]);
	%s
})()`

// The page reads tables and changes them through the view: a link goes in, a link comes out.
func TestTables(t *testing.T) {
	p := open(t, visit{url: "/#bottleneck?v=1&n=64&seeds=1&step=1&play=0"})
	p.settle(1)
	first := new(wire.Encoder).Ready(nil, "#cove?v=1", nil, &sim.Frame{Inputs: []sim.Rows{{7, 1, 9, 0}}})
	steps := []struct{ call, want string }{
		{`v.table("#cove", "stars")`, `null`},
		{`v.table("#cove", "labels")`, `null`}, // no run has said yet what it took
		{`v.edit("#cove?step=4", { input: "labels", act: "add", row: 0 })`, `{"link":"#cove?v=1&step=4","run":"#cove?v=1","notice":"The example of labels is not there yet, and can be changed in a moment.","early":true}`},
		{`v.receive(1, Uint8Array.from(atob("` + base64.StdEncoding.EncodeToString(first) + `"), (c) => c.charCodeAt(0)).buffer).step`, `0`},
		{`v.table("#cove?step=4", "labels")`, `{"rows":[["7","a"],["9","none"]],"own":false,"csv":"node,class\n7,a\n9,none\n"}`},
		{`v.edit("#cove?step=4", { input: "labels", row: 1, column: 1, value: "a" })`, `{"link":"#cove?v=1&rows.labels=AHABAJAB&step=4","run":"#cove?v=1&rows.labels=AHABAJAB","notice":"","early":false}`},
		{`v.edit("#cove?rows.labels=AAAB", { input: "labels", row: 0, column: 0, value: 12 })`, `{"link":"#cove?v=1&rows.labels=AMAB","run":"#cove?v=1&rows.labels=AMAB","notice":"","early":false}`},
		{`v.table("#cove?rows.labels=AMAB", "labels")`, `{"rows":[["12","a"]],"own":true,"csv":"node,class\n12,a\n"}`},
		{`v.edit("#cove", { input: "labels", act: "paste", value: "x;a\ny;b" })`, `{"link":"#cove?v=1&rows.labels=AAABABAC","run":"#cove?v=1&rows.labels=AAABABAC","notice":"Names are numbered in the order in which they appear: x is 0, y is 1.","early":false}`},
		// Several at once, one after the other.
		{`v.edit("#cove?step=4", [{ input: "labels", act: "add", row: 2 }, { input: "labels", row: 2, column: 0, value: 8 }, { input: "labels", act: "remove", row: 5 }])`, `{"link":"#cove?v=1&rows.labels=AHABAJAAAIAA&step=4","run":"#cove?v=1&rows.labels=AHABAJAAAIAA","notice":"Labels has no row 6.","early":false}`},
		{`v.edit("#cove?seed=2", [{ input: "labels", act: "clear" }])`, `{"link":"#cove?v=1&rows.labels=&seed=2","run":"#cove?v=1&rows.labels=&seed=2","notice":"","early":false}`},
		{`v.open("#cove?rows.labels=AAAB").own`, `["labels"]`},
		{`v.open("#cove").own`, `[]`},
		{`v.edit("#cove?rows.labels=AAAB", { input: "labels", act: "example" })`, `{"link":"#cove?v=1","run":"#cove?v=1","notice":"","early":false}`},
		{`v.edit("#cove?rows.labels=AAAB", { input: "labels", row: NaN, column: 1e30, value: null })`, `{"link":"#cove?v=1&rows.labels=AAAB","run":"#cove?v=1&rows.labels=AAAB","notice":"Labels has no row 0.","early":false}`},
		{`v.edit("#cove", {})`, `{"link":"#cove?v=1","run":"#cove?v=1","notice":"There is no table \"\".","early":false}`},
	}
	var calls []string
	for _, s := range steps {
		calls = append(calls, "() => "+s.call)
	}
	got := eval[[]string](p, fmt.Sprintf(withView, `return [`+strings.Join(calls, ",\n")+`].map((call) => {
		const x = call();
		return x instanceof Error ? x.message : JSON.stringify(x);
	});`))
	for i, s := range steps {
		if got[i] != s.want {
			t.Errorf("%.60s: got  %s\nwant %s", s.call, got[i], s.want)
		}
	}
}
