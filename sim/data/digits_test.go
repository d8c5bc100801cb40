package data

import (
	"math"
	"math/rand/v2"
	"testing"

	"narrows/assets"
)

// What a separate program (Python's csv of digits.csv.gz) counted in the source: images and
// the ink of all by digit, the ink by row and by column of the image, the ink of the first
// and of the last image of each digit, pixels of full ink, and the sum of squares.
var source = struct {
	images, ink, firstInk, lastInk [10]int
	rows, columns                  [8]int
	full, squares                  int
}{
	images:   [10]int{178, 182, 177, 183, 181, 182, 181, 179, 174, 180},
	ink:      [10]int{56415, 57007, 55566, 56151, 56239, 55915, 56336, 54289, 57408, 56392},
	firstInk: [10]int{294, 313, 344, 267, 258, 342, 306, 290, 357, 329},
	lastInk:  [10]int{399, 397, 269, 296, 347, 316, 315, 334, 392, 344},
	rows:     [8]int{65530, 80453, 65129, 72207, 73737, 63065, 71636, 69961},
	columns:  [8]int{47, 22060, 111764, 139371, 140798, 111088, 34994, 1596},
	full:     10456,
	squares:  6907012,
}

func TestDigitsAreTheSource(t *testing.T) {
	if got, want := len(assets.Digits), (1+pixels)*images; got != want {
		t.Fatalf("got a table of %d bytes, want %d", got, want)
	}
	got := source
	got.images, got.ink, got.firstInk, got.lastInk = [10]int{}, [10]int{}, [10]int{}, [10]int{}
	got.rows, got.columns, got.full, got.squares = [8]int{}, [8]int{}, 0, 0
	for i := range images {
		d, ink := digitOf(i), 0
		for p := range pixels {
			v := inkOf(i, p)
			ink += v
			got.rows[p/8] += v
			got.columns[p%8] += v
			got.squares += v * v
			if v == fullInk {
				got.full++
			}
		}
		if got.images[d] == 0 {
			got.firstInk[d] = ink
		}
		got.lastInk[d] = ink
		got.images[d]++
		got.ink[d] += ink
	}
	if got != source {
		t.Errorf("got  %+v\nwant %+v", got, source)
	}
}

// Either set is of different images, and the two share none: a split of all finds each of
// the source once, under its digit. No two images of the source are the same.
func TestDigitsAreDrawnOnce(t *testing.T) {
	digit := map[[pixels]uint8]int{}
	for i := range images {
		var inks [pixels]uint8
		for p := range inks {
			inks[p] = uint8(math.Round(255 * float64(inkOf(i, p)) / fullInk))
		}
		digit[inks] = digitOf(i)
	}
	if len(digit) != images {
		t.Fatalf("got %d different images, want %d", len(digit), images)
	}
	for _, g := range drawn {
		for _, n := range []int{0, 100, 1000, images} {
			train, held := split(g, n, images-n)
			seen := map[[pixels]uint8]bool{}
			for _, s := range []Set{train, held} {
				for j, c := range s.Class {
					inks := [pixels]uint8(s.Inks[j*pixels:])
					d, ok := digit[inks]
					if !ok || seen[inks] {
						t.Fatalf("%+v, %d for training: image %d is unknown or drawn twice", g, n, j)
					}
					seen[inks] = true
					if want := d % s.Classes; int(c) != want {
						t.Fatalf("%+v: got a %d in class %d, want %d", g, d, c, want)
					}
				}
			}
			if len(seen) != images {
				t.Errorf("%+v, %d for training: got %d images, want %d", g, n, len(seen), images)
			}
		}
	}
}

// Parity is Digits with other names for the classes.
func TestParityDrawsTheSameImages(t *testing.T) {
	a, ah := split(Generator{Kind: Digits}, 50, 20)
	b, bh := split(Generator{Kind: Parity}, 50, 20)
	for _, pair := range [][2]Set{{a, b}, {ah, bh}} {
		for j, c := range pair[0].Class {
			pair[0].Class[j] = c % 2
		}
		pair[0].Classes = 2
		if !same(pair[0], pair[1]) {
			t.Error("got other images or classes of parity than of digits")
		}
	}
}

// Every image of a digit is as likely to come first. With 20 images of the digit 0 in each
// of 400 seeds, an image is drawn 400·20/178 = 45 times, to five s.d. of the binomial.
func TestDigitsAreShuffled(t *testing.T) {
	const seeds, each = 400, 20
	drawn := map[[pixels]uint8]int{}
	for seed := range uint64(seeds) {
		s, _ := Split(Generator{Kind: Digits}, 10*each, 0, rand.New(rand.NewPCG(seed, 0)))
		for j, c := range s.Class {
			if c == 0 {
				drawn[[pixels]uint8(s.Inks[j*pixels:])]++
			}
		}
	}
	p := float64(each) / float64(source.images[0])
	want, sd := seeds*p, math.Sqrt(seeds*p*(1-p))
	for _, got := range drawn {
		if math.Abs(float64(got)-want) > 5*sd {
			t.Errorf("got an image %d times in %d seeds, want %.0f ± %.0f", got, seeds, want, 5*sd)
		}
	}
	if len(drawn) != source.images[0] {
		t.Errorf("got %d different images, want all %d", len(drawn), source.images[0])
	}
}

// Inputs are the shares of ink, less each pixel's mean over all images, by one factor that
// makes the mean square of all 64 numbers 1.
func TestDigitsAreCentredAndScaled(t *testing.T) {
	s, none := split(Generator{Kind: Digits}, images, 0)
	if none.N != 0 {
		t.Fatalf("got %d held out, want 0", none.N)
	}
	share := make([]float64, len(s.Inks)) // 0, 1/16, … 1
	var mean [pixels]float64
	for i, ink := range s.Inks {
		share[i] = math.Round(fullInk*float64(ink)/255) / fullInk
		mean[i%pixels] += share[i] / images
	}
	sum, squares := 0.0, 0.0
	for i, v := range share {
		sum += (v - mean[i%pixels]) * (v - mean[i%pixels])
		squares += s.X[i] * s.X[i]
	}
	// 1e-9, twice: rounding of 10⁵ terms.
	if got := squares / images; math.Abs(got-pixels) > 1e-9*pixels {
		t.Errorf("got mean squared norm %v, want %d", got, pixels)
	}
	factor := math.Sqrt(pixels * images / sum)
	for i, v := range share {
		if want := factor * (v - mean[i%pixels]); math.Abs(s.X[i]-want) > 1e-9 {
			t.Fatalf("image %d, pixel %d: got %v, want %v", i/pixels, i%pixels, s.X[i], want)
		}
	}
	// Parts of the whole are centred and scaled by the whole, so alike.
	part, _ := split(Generator{Kind: Digits}, 30, 500)
	if !same(part, s.prefix(30)) {
		t.Error("got other numbers for the first 30 images alone")
	}
}
