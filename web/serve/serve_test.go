package main

import (
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
)

func TestHandler(t *testing.T) {
	root := t.TempDir()
	for name, text := range map[string]string{
		"index.html": "page", "go.mod": "module x", "web/page.js": "script", "web/build/view.wasm.gz": "\x1f\x8b",
		"assets/font/a.woff2": "font", "sim/run.go": "package sim", "web/serve/serve.go": "package main",
	} {
		file := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	h := Handler(root)
	for _, c := range []struct {
		url  string
		code int
		kind string
	}{
		{"/", 200, "text/html; charset=utf-8"},
		{"/index.html?embed=1", 200, "text/html; charset=utf-8"},
		{"/web/page.js", 200, "text/javascript; charset=utf-8"},
		{"/web/build/view.wasm.gz", 200, "application/gzip"},
		{"/assets/font/a.woff2", 200, "font/woff2"},
		{"/web/", 404, ""},
		{"/web/none.js", 404, ""},
		{"/web/serve/serve.go", 404, ""},
		{"/go.mod", 404, ""},
		{"/sim/run.go", 404, ""},
		{"/web/../sim/run.go", 404, ""},
		{"/web/%2e%2e/go.mod", 404, ""},
	} {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest("GET", c.url, nil))
		if w.Code != c.code {
			t.Errorf("GET %s: got code %d, want %d", c.url, w.Code, c.code)
		}
		if got := w.Header().Get("Content-Type"); c.kind != "" && got != c.kind {
			t.Errorf("GET %s: got type %q, want %q", c.url, got, c.kind)
		}
		// The program itself carries an encoding only if the host adds one.
		if got := w.Header().Get("Content-Encoding"); got != "" {
			t.Errorf("GET %s: got encoding %q, want none", c.url, got)
		}
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest("POST", "/", nil))
	if w.Code != 405 {
		t.Errorf("POST: got code %d, want 405", w.Code)
	}
}
