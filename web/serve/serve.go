// Command serve shows the built page on this machine, as a static host would. It knows
// a few places of the module, index.html, LICENSE, web/ and assets/, and nothing of what they hold.
package main

import (
	"bytes"
	"compress/gzip"
	"flag"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"
	"time"
)

func main() {
	log.SetFlags(0)
	tied := flag.Bool("tied", false, "end when the process that started this one has ended")
	flag.Parse()
	if *tied {
		go endWithParent(os.Getppid())
	}
	root, err := moduleRoot()
	if err != nil {
		log.Fatal(err)
	}
	port := os.Getenv("PORT")
	if port == "" {
		port = "8080"
	}
	l, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", port))
	if err != nil {
		log.Fatalf("%v (PORT=… chooses another port)", err)
	}
	fmt.Printf("http://%s/\n", l.Addr())
	log.Fatal(http.Serve(l, Handler(root)))
}

// endWithParent ends this process once its parent is gone and it has got another: whoever
// was killed had no time to pass it on.
func endWithParent(parent int) {
	for os.Getppid() == parent {
		time.Sleep(time.Second)
	}
	os.Exit(0)
}

// moduleRoot is the nearest folder above the working one that holds go.mod.
func moduleRoot() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for at := dir; ; at = filepath.Dir(at) {
		if _, err := os.Stat(filepath.Join(at, "go.mod")); err == nil {
			return at, nil
		}
		if at == filepath.Dir(at) {
			return "", fmt.Errorf("no go.mod in %s or above it", dir)
		}
	}
}

// types are said here, not taken from the machine: a table of types that lacks .mjs or
// .woff2, or calls .js text/plain, keeps the page from starting.
var types = map[string]string{
	"":       "text/plain; charset=utf-8", // LICENSE
	".css":   "text/css; charset=utf-8",
	".gz":    "application/gzip",
	".html":  "text/html; charset=utf-8",
	".js":    "text/javascript; charset=utf-8",
	".json":  "application/json",
	".png":   "image/png",
	".svg":   "image/svg+xml",
	".wasm":  "application/wasm",
	".woff2": "font/woff2",
}

// Handler serves the files a visitor's browser may ask for, those whose type is known, from
// the folder root, text compressed as good hosts do. Nothing is kept by the browser without
// asking, so a new build shows. Any page may read them: a figure in a sandbox without an
// origin of its own is one of those, and has to.
func Handler(root string) http.Handler {
	var kept sync.Map // parcels by name
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Access-Control-Allow-Origin", "*")
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			http.Error(w, "only GET and HEAD", http.StatusMethodNotAllowed)
			return
		}
		// Clean of an absolute path removes every "..".
		name := path.Clean("/" + r.URL.Path)
		if name == "/" {
			name = "/index.html"
		}
		kind, known := types[path.Ext(name)]
		open := name == "/index.html" || name == "/LICENSE" || strings.HasPrefix(name, "/web/") || strings.HasPrefix(name, "/assets/")
		if !known || !open {
			http.NotFound(w, r)
			return
		}
		f, err := os.Open(filepath.Join(root, filepath.FromSlash(name)))
		if err != nil {
			http.NotFound(w, r)
			return
		}
		defer f.Close()
		info, err := f.Stat()
		if err != nil || info.IsDir() {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", kind)
		w.Header().Set("Cache-Control", "no-cache")
		w.Header().Set("X-Content-Type-Options", "nosniff")
		if packable[path.Ext(name)] {
			w.Header().Set("Vary", "Accept-Encoding")
			if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
				w.Header().Set("Content-Encoding", "gzip")
				http.ServeContent(w, r, name, info.ModTime(), bytes.NewReader(packed(&kept, name, f, info)))
				return
			}
		}
		http.ServeContent(w, r, name, info.ModTime(), f)
	})
}

// packable are the types of text; the others are compressed already.
var packable = map[string]bool{".css": true, ".html": true, ".js": true, ".json": true, ".svg": true}

// A parcel is a file as gzip, as it was when it was packed.
type parcel struct {
	changed time.Time
	size    int64
	bytes   []byte
}

// packed is a file as gzip, packed anew where it has changed.
func packed(kept *sync.Map, name string, f io.Reader, info os.FileInfo) []byte {
	if p, there := kept.Load(name); there {
		if p := p.(parcel); p.changed.Equal(info.ModTime()) && p.size == info.Size() {
			return p.bytes
		}
	}
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	// Neither the buffer nor the level can fail; a file that cannot be read comes short.
	io.Copy(w, f)
	w.Close()
	kept.Store(name, parcel{info.ModTime(), info.Size(), b.Bytes()})
	return b.Bytes()
}
