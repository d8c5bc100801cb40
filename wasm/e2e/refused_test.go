//go:build !js

package e2e

import (
	"net/http"
	"strings"
	"testing"
)

// apologises checks that a page that cannot run says what is missing, in words about it, and
// leaves nothing that looks alive.
func (p *tab) apologises(words ...string) {
	p.Helper()
	p.stopped("the page", words...)
}

func TestNoSIMD(t *testing.T) {
	p := open(t, visit{url: "/", before: `{
		const refuse = () => Promise.reject(new WebAssembly.CompileError("Wasm SIMD unsupported"));
		WebAssembly.validate = () => false;
		WebAssembly.compile = WebAssembly.compileStreaming = refuse;
		WebAssembly.instantiate = WebAssembly.instantiateStreaming = refuse;
	}`})
	p.apologises("SIMD")
}

func TestNoWebAssembly(t *testing.T) {
	p := open(t, visit{url: "/", before: `delete window.WebAssembly`})
	p.apologises("WebAssembly")
}

// A policy of the host that forbids compiling.
func TestStrictPolicy(t *testing.T) {
	p := open(t, visit{url: "/", expect: []string{"Content Security Policy", "unsafe-eval", "WebAssembly"},
		fault: policy("default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:")})
	p.apologises("policy", "wasm-unsafe-eval")
}

// A policy that is as strict as it can be with the program allowed.
func TestPolicyWithWasm(t *testing.T) {
	p := open(t, visit{url: "/", fault: policy("default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:")})
	p.runs(0)
	p.alive()
}

func TestProgramMissing(t *testing.T) {
	for name, why := range map[string]string{"view.wasm.gz": "404", "trainer.wasm.gz": "404", "catalogue.json": "404", "wasm_exec.js": "404"} {
		t.Run(name, func(t *testing.T) {
			p := open(t, visit{url: "/", fault: missing(name), expect: []string{"404"}})
			p.apologises(name, why)
		})
	}
}

func TestOffline(t *testing.T) {
	for _, name := range []string{"view.wasm.gz", "trainer.wasm.gz"} {
		t.Run(name, func(t *testing.T) {
			p := open(t, visit{url: "/", fault: unreachable(name), expect: []string{"ERR_EMPTY_RESPONSE", "ERR_CONNECTION", "Failed to fetch", "Failed to load"}})
			p.apologises(name)
		})
	}
}

// A program that was cut off on its way.
func TestTruncated(t *testing.T) {
	p := open(t, visit{url: "/", fault: func(w http.ResponseWriter, r *http.Request) bool {
		if !strings.HasSuffix(r.URL.Path, "view.wasm.gz") {
			return false
		}
		w.Header().Set("Content-Type", "application/gzip")
		w.Write([]byte{0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 3, 99, 100})
		return true
	}})
	p.apologises("view.wasm.gz")
}
