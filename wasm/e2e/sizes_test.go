//go:build !js

package e2e

import (
	"os"
	"testing"

	"github.com/andybalholm/brotli"

	"narrows/sim/experiments"
)

// counter counts the bytes written to it.
type counter int

func (c *counter) Write(p []byte) (int, error) { *c += counter(len(p)); return len(p), nil }

// TestSizes compresses both programs as a good host would and holds them to what a reader
// of a blog post should have to download.
func TestSizes(t *testing.T) {
	if testing.Short() {
		t.Skip("compresses for half a minute")
	}
	for _, c := range []struct {
		name  string
		limit float64 // MB
	}{
		{"trainer", 1.1 + 0.09*float64(len(experiments.List)-2)}, // with two, and for each more
		{"view", 2.35}, // with room for what nine experiments draw
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			raw, err := os.ReadFile("../../web/build/" + c.name + ".wasm")
			if err != nil {
				t.Fatalf("%v: run make build", err)
			}
			var size counter
			w := brotli.NewWriterLevel(&size, brotli.BestCompression)
			if _, err := w.Write(raw); err != nil {
				t.Fatal(err)
			}
			if err := w.Close(); err != nil {
				t.Fatal(err)
			}
			got := float64(size) / 1e6
			t.Logf("%-8s %6.2f MB, with brotli 11 %5.3f MB of %.2f MB", c.name, float64(len(raw))/1e6, got, c.limit)
			if got > c.limit {
				t.Errorf("%s: got %.3f MB with brotli 11, want at most %.2f", c.name, got, c.limit)
			}
		})
	}
}
