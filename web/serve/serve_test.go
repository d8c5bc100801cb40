//go:build unix

package main

import (
	"bufio"
	"compress/gzip"
	"io"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

func TestHandler(t *testing.T) {
	root := t.TempDir()
	for name, text := range map[string]string{
		"index.html": "page", "LICENSE": "MIT", "go.mod": "module x", "web/page.js": "script", "web/build/view.wasm.gz": "\x1f\x8b",
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
		{"/LICENSE", 200, "text/plain; charset=utf-8"},
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
	// Text comes as gzip to those who can read it, all to anybody.
	for url, want := range map[string]string{"/web/page.js": "gzip", "/": "gzip", "/assets/font/a.woff2": "", "/web/build/view.wasm.gz": ""} {
		r := httptest.NewRequest("GET", url, nil)
		r.Header.Set("Accept-Encoding", "gzip, br")
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if got := w.Header().Get("Content-Encoding"); got != want {
			t.Errorf("GET %s: got encoding %q, want %q", url, got, want)
		}
		if got := w.Header().Get("Access-Control-Allow-Origin"); got != "*" {
			t.Errorf("GET %s: got Access-Control-Allow-Origin %q, want *", url, got)
		}
		if want == "gzip" {
			z, err := gzip.NewReader(w.Body)
			if err != nil {
				t.Fatalf("GET %s: %v", url, err)
			}
			if text, err := io.ReadAll(z); err != nil || len(text) == 0 {
				t.Errorf("GET %s: got %q and %v", url, text, err)
			}
		}
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest("POST", "/", nil))
	if w.Code != 405 {
		t.Errorf("POST: got code %d, want 405", w.Code)
	}
}

// A server that is tied ends with the process that started it, killed or not.
func TestTied(t *testing.T) {
	if testing.Short() {
		t.Skip("builds a program")
	}
	binary := filepath.Join(t.TempDir(), "serve")
	if out, err := exec.Command("go", "build", "-o", binary, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	shell := exec.Command("sh", "-c", binary+" -tied & wait")
	shell.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	shell.Env = append(os.Environ(), "PORT=0")
	out, err := shell.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := shell.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewReader(out)
	if _, err := lines.ReadString('\n'); err != nil { // its address: it is up
		t.Fatal(err)
	}
	shell.Process.Kill()
	// The pipe ends when nobody holds it any more: when the server is gone.
	gone := make(chan struct{})
	go func() {
		io.Copy(io.Discard, lines)
		close(gone)
	}()
	select {
	case <-gone:
	case <-time.After(time.Hour):
		t.Error("the server outlived the shell that started it")
		syscall.Kill(-shell.Process.Pid, syscall.SIGKILL)
	}
	shell.Wait()
}
