//go:build !js

package e2e

import (
	"bufio"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

var stopServer = func() {}

// startServer builds web/serve, runs it on a free port and returns its address.
var startServer = sync.OnceValues(func() (*url.URL, error) {
	if _, err := os.Stat("../../web/build/view.wasm.gz"); err != nil {
		return nil, errors.New("web/build/view.wasm.gz is missing: run make site")
	}
	dir, err := os.MkdirTemp("", "narrows-e2e")
	if err != nil {
		return nil, err
	}
	stopServer = func() { os.RemoveAll(dir) }
	binary := filepath.Join(dir, "serve")
	if out, err := exec.Command("go", "build", "-o", binary, "../../web/serve").CombinedOutput(); err != nil {
		return nil, fmt.Errorf("%v: %s", err, out)
	}
	cmd := exec.Command(binary)
	cmd.Env = append(os.Environ(), "PORT=0")
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	stopServer = func() { cmd.Process.Kill(); cmd.Wait(); os.RemoveAll(dir) }
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		return nil, fmt.Errorf("web/serve printed no address: %v", err)
	}
	return url.Parse(strings.TrimSpace(line))
})

// A fault is something that goes wrong between the server and a visitor. It may set
// headers and let the request pass, or answer it and return true.
type fault func(w http.ResponseWriter, r *http.Request) bool

// serve returns the origin of a server that answers as web/serve does, but for the fault.
// Each test has its own, so that nothing cached passes from one to the other.
func serve(t testing.TB, f fault) string {
	t.Helper()
	target, err := startServer()
	if err != nil {
		t.Fatal(err)
	}
	proxy := httputil.NewSingleHostReverseProxy(target)
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/favicon.ico" {
			w.WriteHeader(http.StatusNoContent)
			return
		}
		if f == nil || !f(w, r) {
			proxy.ServeHTTP(w, r)
		}
	}))
	t.Cleanup(s.Close)
	return s.URL
}

// missing answers 404 for paths that end so.
func missing(suffix string) fault {
	return func(w http.ResponseWriter, r *http.Request) bool {
		if !strings.HasSuffix(r.URL.Path, suffix) {
			return false
		}
		http.NotFound(w, r)
		return true
	}
}

// unreachable breaks the connection for paths that end so, as a lost network does.
func unreachable(suffix string) fault {
	return func(w http.ResponseWriter, r *http.Request) bool {
		if !strings.HasSuffix(r.URL.Path, suffix) {
			return false
		}
		panic(http.ErrAbortHandler)
	}
}

// policy sends a Content-Security-Policy with each answer.
func policy(text string) fault {
	return func(w http.ResponseWriter, _ *http.Request) bool {
		w.Header().Set("Content-Security-Policy", text)
		return false
	}
}

// hostPage answers /host.html with a page that embeds the figure and is long enough to
// scroll.
func hostPage(w http.ResponseWriter, r *http.Request) bool {
	if r.URL.Path != "/host.html" {
		return false
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Security-Policy", "default-src 'self'; script-src 'self'; style-src 'self'")
	fmt.Fprint(w, `<!doctype html><html lang="en"><title>A post</title><p>Text before.
		<p><iframe src="index.html?embed=1#bottleneck?v=1&amp;n=64&amp;seeds=1" width="720" height="420" title="figure"></iframe>
		<pre>`+strings.Repeat("\n", 80)+`</pre>`)
	return true
}

// underPath serves the site below a path and takes the types of data from it, as hosts do
// that know neither wasm nor gzip.
func underPath(base string) fault {
	return func(w http.ResponseWriter, r *http.Request) bool {
		path, ok := strings.CutPrefix(r.URL.Path, base)
		if !ok {
			http.NotFound(w, r)
			return true
		}
		if strings.HasSuffix(path, ".gz") || strings.HasSuffix(path, ".json") {
			w.Header().Set("Content-Type", "application/octet-stream")
			http.ServeFile(w, r, "../.."+path)
			return true
		}
		r.URL.Path = path
		return false
	}
}
