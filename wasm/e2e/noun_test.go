//go:build !js

package e2e

import (
	"regexp"
	"testing"
)

// Where a step is called otherwise, no words of the page say step any more: not the counter, the
// controls, the time line with its events, nor the keyboard's list; and the paper says it as well.
func TestNoun(t *testing.T) {
	p := open(t, visit{url: "/#bottleneck?v=1&n=64&seeds=1&steps=400&step=400&play=0"})
	p.settle(400)
	const said = `[...document.querySelectorAll("#transport, #help-dialog, #source")].flatMap((e) => [e, ...e.querySelectorAll("*")])
		.flatMap((e) => [...e.childNodes].filter((n) => n.nodeType === 3).map((n) => n.data).concat(["aria-label", "aria-valuetext", "title"].map((a) => e.getAttribute(a) ?? "")))
		.filter((text) => /\b(step|layer)s?\b/i.test(text)).map((text) => text.trim())`
	before := eval[[]string](p, said)
	if len(before) < 12 {
		t.Fatalf("got %q, want the step named in at least twelve places", before)
	}
	const then = `(async () => {
		const { call } = await import(document.baseURI.split("#")[0].replace(/[^/]*$/, "") + "web/noun.js");
		call({ one: "layer", many: "layers" });
		document.getElementById("back").click();
		await new Promise((resolve) => { setTimeout(resolve, 500); });
		dispatchEvent(new Event("beforeprint"));
		dispatchEvent(new Event("afterprint"));
		return ` + said + `;
	})()`
	after := eval[[]string](p, then)
	if len(after) < len(before) {
		t.Errorf("got the layer named in %d places, where the step was in %d", len(after), len(before))
	}
	stepped := regexp.MustCompile(`(?i)^[^:]*\bsteps?\b`) // what follows a colon are words of the experiment, or its link
	for _, text := range after {
		if stepped.MatchString(text) {
			t.Errorf("the page still says %q", text)
		}
	}
}
