//go:build !js

package main

import (
	"context"
	"encoding/json"
	"fmt"
	"mime"
	"net"
	"net/http"
	"os"
	"os/exec"
	"time"

	"github.com/chromedp/chromedp"
)

// A page is the one page in which all is measured. It is served from the module's root.
type page struct {
	ctx    context.Context
	origin string
	binary string
	close  func()
}

// open starts a server and a browser, and visits the page.
func open() (*page, error) {
	if _, err := os.Stat("web/bench/index.html"); err != nil {
		return nil, fmt.Errorf("run it at the module's root: %w", err)
	}
	binary := os.Getenv("CHROMIUM")
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"} {
		if binary == "" {
			binary, _ = exec.LookPath(name)
		}
	}
	if binary == "" {
		return nil, fmt.Errorf("no chromium in PATH (CHROMIUM=… names another)")
	}
	// Said here, as a machine's own table of types may differ.
	for ext, kind := range map[string]string{".js": "text/javascript", ".wasm": "application/wasm", ".gz": "application/gzip"} {
		if err := mime.AddExtensionType(ext, kind); err != nil {
			return nil, err
		}
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	server := &http.Server{Handler: http.FileServer(http.Dir(".")), ReadHeaderTimeout: time.Minute}
	go func() { _ = server.Serve(l) }()
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(binary),
		chromedp.NoSandbox,
		chromedp.Flag("use-angle", "swiftshader"),
		chromedp.Flag("enable-unsafe-swiftshader", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.WindowSize(1280, 800),
	)
	allocator, stopAllocator := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, stop := chromedp.NewContext(allocator)
	p := &page{ctx: ctx, origin: "http://" + l.Addr().String(), binary: binary,
		close: func() { stop(); stopAllocator(); _ = server.Close() }}
	if err := p.visit("/web/bench/"); err != nil {
		p.close()
		return nil, err
	}
	return p, nil
}

// visit goes to a path of the server.
func (p *page) visit(path string) error {
	if err := chromedp.Do(p.ctx, chromedp.Navigate(p.origin+path)); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}

// eval evaluates an expression in the page and awaits it. Each %s stands for an argument,
// which is passed as JSON.
func eval[T any](p *page, expression string, arguments ...any) (T, error) {
	var texts []any
	var zero T
	for _, a := range arguments {
		b, err := json.Marshal(a)
		if err != nil {
			return zero, err
		}
		texts = append(texts, string(b))
	}
	return chromedp.Run(p.ctx, chromedp.Evaluate[T](fmt.Sprintf(expression, texts...), chromedp.EvalAwaitPromise))
}
