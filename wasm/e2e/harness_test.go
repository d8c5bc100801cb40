//go:build !js

package e2e

import (
	"io"
	"net/http"
	"strings"
	"testing"
)

// TestHarness visits a page that does everything wrong and checks that none of it goes
// unseen, in the page or in a worker.
func TestHarness(t *testing.T) {
	const html = `<!doctype html><title>bad</title><script>
		console.log("all is well");
		console.error("page error");
		fetch("http://127.0.0.1:1/elsewhere").catch(() => {});
		setTimeout(() => { throw new Error("page exception") });
		const w = new Worker("w.js");
		w.onmessage = () => document.title = "done";
	</script>`
	const worker = `
		console.error("worker error");
		console.log("panic: worker panic");
		Promise.reject(new Error("worker rejection"));
		setTimeout(() => postMessage(0), 50);
	`
	p := open(t, visit{url: "/", fault: func(w http.ResponseWriter, r *http.Request) bool {
		if r.URL.Path == "/w.js" {
			w.Header().Set("Content-Type", "text/javascript")
			io.WriteString(w, worker)
			return true
		}
		io.WriteString(w, html)
		return true
	}})
	p.wait(`document.title === "done"`)
	p.mu.Lock()
	defer p.mu.Unlock()
	all := strings.Join(p.console, "\n")
	for _, want := range []string{"page error", "page exception", "worker error", "panic: worker panic", "worker rejection"} {
		if !strings.Contains(all, want) {
			t.Errorf("unseen: %q; got\n%s", want, all)
		}
	}
	if strings.Contains(all, "all is well") {
		t.Error("a quiet line counts as an error")
	}
	if all := strings.Join(p.requests, " "); !strings.Contains(all, "elsewhere") || !strings.Contains(all, "w.js") {
		t.Errorf("got requests %s, want w.js and the one elsewhere", all)
	}
	p.console, p.requests = nil, nil
}
