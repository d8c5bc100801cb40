//go:build !js

package e2e

import (
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"testing"
)

// distance compares two pictures of one size: the mean difference of a colour channel,
// 0 … 255, and the share of pixels in which some channel differs by more than 64.
func distance(t testing.TB, a, b image.Image) (mean, far float64) {
	t.Helper()
	ra, rb := a.Bounds(), b.Bounds()
	if ra.Dx() != rb.Dx() || ra.Dy() != rb.Dy() {
		t.Fatalf("got a picture of %v, want %v", rb.Size(), ra.Size())
	}
	var sum, count float64
	for y := range ra.Dy() {
		for x := range ra.Dx() {
			p, q := rgb(a, ra.Min.X+x, ra.Min.Y+y), rgb(b, rb.Min.X+x, rb.Min.Y+y)
			most := 0
			for i := range 3 {
				d := max(int(p[i])-int(q[i]), int(q[i])-int(p[i]))
				sum += float64(d)
				most = max(most, d)
			}
			if most > 64 {
				count++
			}
		}
	}
	n := float64(ra.Dx() * ra.Dy())
	return sum / (3 * n), count / n
}

func rgb(m image.Image, x, y int) [3]uint8 {
	c := color.NRGBAModel.Convert(m.At(x, y)).(color.NRGBA)
	return [3]uint8{c.R, c.G, c.B}
}

// inked is the share of the pixels of a part of a picture that have not its most frequent
// colour: a few percent for words on a page, a third or more for a figure with its maps.
func inked(m image.Image, part image.Rectangle) float64 {
	count := map[[3]uint8]int{}
	part = part.Intersect(m.Bounds())
	for y := part.Min.Y; y < part.Max.Y; y++ {
		for x := part.Min.X; x < part.Max.X; x++ {
			count[rgb(m, x, y)]++
		}
	}
	most, all := 0, part.Dx()*part.Dy()
	for _, n := range count {
		most = max(most, n)
	}
	if all == 0 {
		return 0
	}
	return 1 - float64(most)/float64(all)
}

// save writes a picture.
func save(t testing.TB, m image.Image, name ...string) {
	t.Helper()
	f, err := os.Create(filepath.Join(name...))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, m); err != nil {
		t.Fatal(err)
	}
}
