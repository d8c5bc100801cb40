//go:build !js

package main

import (
	"image"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"narrows/wasm/chart"
)

// TestPaint paints a short run and looks at what came out: the size asked for, a white
// page, many colours, and few bytes, for it stands in for a program of megabytes.
func TestPaint(t *testing.T) {
	out := filepath.Join(t.TempDir(), "poster.png")
	look := chart.Look{Width: 1008, Scale: 1}
	if err := paint("#bottleneck?v=1&n=16&seeds=1&step=5", out, look); err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	if got := len(raw); got > 100e3 {
		t.Errorf("got %d bytes, want at most 100000", got)
	}
	f, err := os.Open(out)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	m, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	if got := m.Bounds(); got.Dx() != 1008 || got.Dy() < 300 {
		t.Errorf("got %v, want 1008 wide and more than 300 high", got)
	}
	if r, g, b, _ := m.At(1, m.Bounds().Dy()-1).RGBA(); r != 0xffff || g != 0xffff || b != 0xffff {
		t.Errorf("corner: got %v, want white", m.At(1, m.Bounds().Dy()-1))
	}
	if got := len(m.(*image.Paletted).Palette); got < 50 {
		t.Errorf("got %d colours, want a figure of at least 50", got)
	}
	if err := paint("#bottleneck?v=1&d=7", out, look); err == nil {
		t.Error("a link with a bad value was painted")
	}
}
