package main

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
)

// yieldGPU gives every GPU process of a Chromium the lowest priority. Where SwiftShader stands in for a
// GPU, it then takes only what the page and its worker leave, as a GPU would.
func yieldGPU() {
	lines, _ := filepath.Glob("/proc/[0-9]*/cmdline")
	for _, name := range lines {
		words, err := os.ReadFile(name)
		if err != nil || !strings.Contains(string(words), "--type=gpu-process") {
			continue // gone, or another
		}
		tasks, _ := filepath.Glob(filepath.Join(filepath.Dir(name), "task", "[0-9]*"))
		for _, task := range tasks {
			if id, err := strconv.Atoi(filepath.Base(task)); err == nil {
				_ = syscall.Setpriority(syscall.PRIO_PROCESS, id, 19)
			}
		}
	}
}
