package data

import (
	"fmt"
	"math"
	"math/rand/v2"

	"narrows/assets"
)

// The table assets.Digits: its first row holds the digit of each image, in order, and row
// 1 + p the ink of pixel p of each, 0 to fullInk.
const (
	pixels  = 64
	images  = 1797
	fullInk = 16
)

func digitOf(image int) int { return int(assets.Digits[image]) }

func inkOf(image, pixel int) int { return int(assets.Digits[(1+pixel)*images+image]) }

// digits draws n and then h different images. The ten digits take turns in either set, each
// in a random order of its images; one that has run out is passed over.
func digits(kind Kind, n, h int, rng *rand.Rand) (train, heldOut Set) {
	if n+h > images {
		panic(fmt.Sprintf("data: %d and %d of %d digits", n, h, images))
	}
	var left [10][]int // images not drawn yet, by digit
	for i := range images {
		left[digitOf(i)] = append(left[digitOf(i)], i)
	}
	for _, of := range left {
		rng.Shuffle(len(of), func(i, j int) { of[i], of[j] = of[j], of[i] })
	}
	mean, scale := inkMoments()
	return takeTurns(kind, n, &left, mean, scale), takeTurns(kind, h, &left, mean, scale)
}

// takeTurns draws n of the images that are left, from the digit 0 on.
func takeTurns(kind Kind, n int, left *[10][]int, mean []float64, scale float64) Set {
	m, k := Generator{Kind: kind}.Shape()
	s := newSet(n, m, k)
	s.Inks = make([]uint8, n*pixels)
	for j, digit := 0, 0; j < n; digit = (digit + 1) % 10 {
		if len(left[digit]) == 0 {
			continue
		}
		image := left[digit][0]
		left[digit] = left[digit][1:]
		for p := range pixels {
			ink := inkOf(image, p)
			s.X[j*pixels+p] = scale * (float64(ink) - mean[p])
			s.Inks[j*pixels+p] = uint8((255*ink + fullInk/2) / fullInk)
		}
		s.Class[j] = uint8(digit % k) // of ten classes the digit, of two its parity
		j++
	}
	return s
}

// inkMoments returns the mean ink of each pixel over all images, and the factor that makes
// the mean squared norm of an image, once centred, the number of its pixels.
func inkMoments() (mean []float64, scale float64) {
	mean = make([]float64, pixels)
	variance := 0.0 // of all pixels together
	for p := range pixels {
		sum, sq := 0, 0
		for i := range images {
			ink := inkOf(i, p)
			sum += ink
			sq += ink * ink
		}
		mean[p] = float64(sum) / images
		variance += float64(sq)/images - mean[p]*mean[p]
	}
	return mean, math.Sqrt(pixels / variance)
}
