//go:build !js

package e2e

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"image"
	"image/png"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// A driver steers another browser by the commands of WebDriver (W3C), of which a smoke test
// needs four: "url", "script", "screenshot", "rect".
type driver interface {
	command(name string, params map[string]any) (json.RawMessage, error)
}

// Firefox and WebKitGTK, as Debian has them, load the page, draw it, play it, keep its link,
// and show it light and dark and on a phone.
func TestFirefox(t *testing.T) { smoke(t, startFirefox(t)) }

func TestWebKit(t *testing.T) { smoke(t, startWebKit(t)) }

func smoke(t *testing.T, d driver) {
	origin := serve(t, func(w http.ResponseWriter, r *http.Request) bool {
		if r.URL.Path != "/phone.html" {
			return false
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		// No desktop browser makes its window as narrow as a phone.
		fmt.Fprintf(w, `<!doctype html><body style="margin:0"><iframe style="border:0" width="390" height="844" src="index.html#%s"></iframe>`, r.URL.RawQuery)
		return true
	})
	b := &other{TB: t, driver: d}
	b.do("rect", map[string]any{"width": 1280, "height": 900})
	for _, e := range []string{"bottleneck?v=1&n=64&seeds=1", "deep-linear?v=1"} {
		b.do("url", map[string]any{"url": origin + "/?theme=light#" + e})
		b.wait(`Number(document.getElementById("step").textContent.replace(/\D/g, "")) > 3`)
		b.wait(`!document.getElementById("poster") && !document.querySelector("#canvas.unseen")`)
		if got := inked(b.screenshot(), image.Rect(100, 150, 1100, 500)); got < 0.05 {
			t.Errorf("%s: %.1f %% of the figure is inked, want a figure", e, 100*got)
		}
		b.script(`document.getElementById("play").click()`)
		b.wait(`document.getElementById("play").getAttribute("aria-label") !== "Pause"`)
	}
	const link = "bottleneck?v=1&data=moons&d=3&n=64&seeds=1&seed=7&step=41&play=0"
	pictures := map[string]image.Image{}
	for _, theme := range []string{"light", "dark", "light"} {
		// The third time is the first link once more.
		b.do("url", map[string]any{"url": "about:blank"})
		b.do("url", map[string]any{"url": origin + "/?theme=" + theme + "#" + link})
		b.wait(`document.getElementById("step").textContent === "41" && window.narrows?.stats().drawn > 0 && !document.getElementById("poster")`)
		b.wait(`document.fonts.status === "loaded" && document.querySelector("#canvas:not(.unseen)") && !document.querySelector("#waiting:not([hidden])")`)
		if got := b.script("return location.hash"); got != "#"+link {
			t.Errorf("%s: got the address %v, want #%s", theme, got, link)
		}
		m := b.still()
		if dark := brightness(m, 4, 300) < 100; dark != (theme == "dark") {
			t.Errorf("%s: got a page of brightness %d", theme, brightness(m, 4, 300))
		}
		if first, again := pictures[theme]; again {
			if mean, far := distance(t, first, m); mean > 0.5 || far > 0.003 {
				t.Errorf("the same link gives pictures that differ by %.3f of 255, %.2f %% of the pixels far", mean, 100*far)
				save(t, first, t.ArtifactDir(), "first.png")
				save(t, m, t.ArtifactDir(), "again.png")
			}
		}
		pictures[theme] = m
	}
	for _, e := range []string{"bottleneck?v=1&n=64&seeds=1", "deep-linear?v=1"} {
		b.do("url", map[string]any{"url": origin + "/phone.html?" + e})
		b.wait(`Number(frames[0].document.getElementById("step").textContent.replace(/\D/g, "")) > 0`)
		if got := b.script(`return frames[0].document.documentElement.scrollWidth - frames[0].innerWidth`); got.(float64) > 0 {
			t.Errorf("%s on a phone: the page is %v px wider than the window", e, got)
		}
	}
}

func brightness(m image.Image, x, y int) int {
	c := rgb(m, x, y)
	return (int(c[0]) + int(c[1]) + int(c[2])) / 3
}

// other is another browser in a test.
type other struct {
	testing.TB
	driver
}

func (b *other) do(name string, params map[string]any) json.RawMessage {
	b.Helper()
	r, err := b.command(name, params)
	if err != nil {
		b.Fatalf("%s: %v", name, err)
	}
	return r
}

// script runs a script in the page and returns what it returns.
func (b *other) script(text string) (result any) {
	b.Helper()
	if err := json.Unmarshal(b.do("script", map[string]any{"script": text, "args": []any{}}), &result); err != nil {
		b.Fatal(err)
	}
	return result
}

// wait waits until an expression is true; while a page is on its way it may throw.
func (b *other) wait(expression string) {
	b.Helper()
	end := time.Now().Add(*patience)
	for {
		r, err := b.command("script", map[string]any{"script": "try { return !!(" + expression + "); } catch { return false; }", "args": []any{}})
		if string(r) == "true" {
			return
		}
		if time.Now().After(end) {
			b.Logf("the page says: %v", b.script("return [location.href, document.getElementById('step').textContent, document.getElementById('said').textContent, document.getElementById('apology').textContent, document.getElementById('canvas')?.className, !!document.getElementById('poster')].join(' / ')"))
			b.Fatalf("after %v still not: %s (%v)", *patience, expression, err)
		}
		time.Sleep(100 * time.Millisecond)
	}
}

func (b *other) screenshot() image.Image {
	b.Helper()
	var text string
	if err := json.Unmarshal(b.do("screenshot", nil), &text); err != nil {
		b.Fatal(err)
	}
	raw, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		b.Fatal(err)
	}
	m, err := png.Decode(bytes.NewReader(raw))
	if err != nil {
		b.Fatal(err)
	}
	return m
}

// still returns what the window shows once it stands still, but for what a browser itself
// lets shimmer.
func (b *other) still() image.Image {
	b.Helper()
	last := b.screenshot()
	for range 40 {
		time.Sleep(300 * time.Millisecond)
		m := b.screenshot()
		mean, _ := distance(b, last, m)
		if last = m; mean < 0.02 {
			break
		}
	}
	return last
}

// needs returns the path of a program; without it the test is skipped on a developer's
// machine and fails where CI=true.
func needs(t *testing.T, name string) string {
	t.Helper()
	if testing.Short() {
		t.Skip("starts a browser")
	}
	path, err := exec.LookPath(name)
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal(err)
		}
		t.Skipf("%v: skipped", err)
	}
	return path
}

// start runs a program until the end of the test.
func start(t *testing.T, cmd *exec.Cmd) {
	t.Helper()
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cmd.Process.Kill()
		cmd.Wait()
	})
}

// ---- Firefox, by its own protocol, Marionette: lengths and arrays of JSON on a socket ----

type marionette struct {
	conn net.Conn
	in   *bufio.Reader
	last int
}

func startFirefox(t *testing.T) driver {
	profile := t.TempDir()
	binary := needs(t, "firefox-esr")
	prefs := `user_pref("marionette.port", 0);
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("app.update.enabled", false);
user_pref("network.captive-portal-service.enabled", false);
user_pref("network.connectivity-service.enabled", false);
`
	if err := os.WriteFile(filepath.Join(profile, "user.js"), []byte(prefs), 0o644); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(binary, "--headless", "--marionette", "--no-remote", "--profile", profile)
	cmd.Env = append(os.Environ(), "HOME="+profile, "MOZ_CRASHREPORTER_DISABLE=1")
	start(t, cmd)
	var port []byte
	for end := time.Now().Add(*patience); len(port) == 0; time.Sleep(50 * time.Millisecond) {
		port, _ = os.ReadFile(filepath.Join(profile, "MarionetteActivePort"))
		if time.Now().After(end) {
			t.Fatal("Firefox opened no port")
		}
	}
	conn, err := net.Dial("tcp", net.JoinHostPort("127.0.0.1", strings.TrimSpace(string(port))))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	m := &marionette{conn: conn, in: bufio.NewReader(conn)}
	if _, err := m.read(); err != nil { // who it is
		t.Fatal(err)
	}
	if _, err := m.send("WebDriver:NewSession", map[string]any{}); err != nil {
		t.Fatal(err)
	}
	return m
}

func (m *marionette) command(name string, params map[string]any) (json.RawMessage, error) {
	if params == nil {
		params = map[string]any{"full": false}
	}
	r, err := m.send(map[string]string{"url": "WebDriver:Navigate", "script": "WebDriver:ExecuteScript",
		"screenshot": "WebDriver:TakeScreenshot", "rect": "WebDriver:SetWindowRect"}[name], params)
	if err != nil {
		return nil, err
	}
	var value struct{ Value json.RawMessage }
	err = json.Unmarshal(r, &value)
	return value.Value, err
}

func (m *marionette) send(name string, params any) (json.RawMessage, error) {
	m.last++
	text, err := json.Marshal([]any{0, m.last, name, params})
	if err != nil {
		return nil, err
	}
	if _, err := fmt.Fprintf(m.conn, "%d:%s", len(text), text); err != nil {
		return nil, err
	}
	reply, err := m.read()
	if err != nil {
		return nil, err
	}
	var parts [4]json.RawMessage // 1, number, error, result
	if err := json.Unmarshal(reply, &parts); err != nil {
		return nil, err
	}
	if string(parts[2]) != "null" {
		return nil, fmt.Errorf("%s: %.300s", name, parts[2])
	}
	return parts[3], nil
}

func (m *marionette) read() ([]byte, error) {
	length, err := m.in.ReadString(':')
	if err != nil {
		return nil, err
	}
	n, err := strconv.Atoi(strings.TrimSuffix(length, ":"))
	if err != nil {
		return nil, err
	}
	text := make([]byte, n)
	_, err = io.ReadFull(m.in, text)
	return text, err
}

// ---- WebKitGTK, by WebDriver over HTTP, on a display that nobody sees ----

type webdriver struct{ session string }

func startWebKit(t *testing.T) driver {
	binary := needs(t, "WebKitWebDriver")
	browsers, _ := filepath.Glob("/usr/lib/*/webkit2gtk-4.1/MiniBrowser")
	if len(browsers) == 0 {
		t.Fatal("no MiniBrowser of WebKitGTK")
	}
	display := startDisplay(t)
	l, err := net.Listen("tcp", "127.0.0.1:0") // a port that is free
	if err != nil {
		t.Fatal(err)
	}
	address := l.Addr().String()
	l.Close()
	_, port, _ := net.SplitHostPort(address)
	cmd := exec.Command(binary, "--port="+port)
	// Root has no sandbox of WebKit's here.
	cmd.Env = append(os.Environ(), "DISPLAY="+display, "HOME="+t.TempDir(), "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS=1", "GDK_BACKEND=x11")
	start(t, cmd)
	d := &webdriver{session: "http://" + address + "/session"}
	options := map[string]any{"binary": browsers[0], "args": []string{"--automation"}}
	always := map[string]any{"webkitgtk:browserOptions": options}
	var reply json.RawMessage
	for end := time.Now().Add(*patience); ; time.Sleep(100 * time.Millisecond) {
		reply, err = d.post("", map[string]any{"capabilities": map[string]any{"alwaysMatch": always}})
		if err == nil {
			break
		}
		if time.Now().After(end) {
			t.Fatal(err)
		}
	}
	var created struct{ SessionID string }
	if err := json.Unmarshal(reply, &created); err != nil {
		t.Fatal(err)
	}
	d.session += "/" + created.SessionID
	t.Cleanup(func() {
		if r, err := http.NewRequest("DELETE", d.session, nil); err == nil {
			if a, err := http.DefaultClient.Do(r); err == nil {
				a.Body.Close()
			}
		}
	})
	return d
}

// startDisplay starts an X server without a screen and returns its name.
func startDisplay(t *testing.T) string {
	t.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(needs(t, "Xvfb"), "-displayfd", "3", "-screen", "0", "1400x1000x24", "-nolisten", "tcp")
	cmd.ExtraFiles = []*os.File{w}
	start(t, cmd)
	w.Close()
	number, err := bufio.NewReader(r).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	return ":" + strings.TrimSpace(number)
}

func (d *webdriver) command(name string, params map[string]any) (json.RawMessage, error) {
	switch name {
	case "url":
		return d.post("/url", params)
	case "script":
		return d.post("/execute/sync", params)
	case "rect":
		return d.post("/window/rect", params)
	}
	r, err := http.Get(d.session + "/screenshot")
	if err != nil {
		return nil, err
	}
	return value(r)
}

func (d *webdriver) post(path string, params any) (json.RawMessage, error) {
	text, err := json.Marshal(params)
	if err != nil {
		return nil, err
	}
	r, err := http.Post(d.session+path, "application/json", bytes.NewReader(text))
	if err != nil {
		return nil, err
	}
	return value(r)
}

// value is what an answer brings.
func value(r *http.Response) (json.RawMessage, error) {
	defer r.Body.Close()
	var answer struct{ Value json.RawMessage }
	if err := json.NewDecoder(r.Body).Decode(&answer); err != nil {
		return nil, err
	}
	if r.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s: %.300s", r.Status, answer.Value)
	}
	return answer.Value, nil
}
