//go:build !js

package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"time"
)

// A machine is what the numbers were measured on, and with.
type machine struct {
	processor string
	cores     int
	date      string
	versions  []string
	load      string // average of runnable programs before and after, where the system tells
}

func (p *page) machine() (machine, error) {
	m := machine{processor: processor(), cores: runtime.NumCPU(), date: time.Now().Format("2 January 2006"), load: load()}
	compiler, err := exec.Command("clang", "--version").Output()
	if err != nil {
		return m, err
	}
	browser, err := exec.Command(p.binary, "--version").Output()
	if err != nil {
		return m, err
	}
	m.versions = []string{runtime.Version(), firstLine(browser), firstLine(compiler)}
	for _, name := range []string{"@tensorflow/tfjs-core", "convnetjs"} {
		v, err := packageVersion(name)
		if err != nil {
			return m, err
		}
		m.versions = append(m.versions, name+" "+v)
	}
	return m, nil
}

// finished notes the load after all is measured; one program is the browser's.
func (m *machine) finished() {
	if m.load != "" {
		m.load += " before and " + load() + " after"
	}
}

func load() string {
	averages, _ := os.ReadFile("/proc/loadavg")
	last, _, _ := strings.Cut(string(averages), " ")
	return last
}

func firstLine(b []byte) string {
	line, _, _ := strings.Cut(string(b), "\n")
	return strings.TrimSpace(line)
}

// processor is what the system calls it, where it tells.
func processor() string {
	info, _ := os.ReadFile("/proc/cpuinfo")
	for line := range strings.Lines(string(info)) {
		if key, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(key) == "model name" {
			return strings.TrimSpace(value)
		}
	}
	return runtime.GOARCH
}

func packageVersion(name string) (string, error) {
	b, err := os.ReadFile("web/build/bench/node_modules/" + name + "/package.json")
	if err != nil {
		return "", err
	}
	var p struct{ Version string }
	if err := json.Unmarshal(b, &p); err != nil {
		return "", fmt.Errorf("%s: %w", name, err)
	}
	return p.Version, nil
}
