package chart_test

import (
	"flag"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"narrows/sim"
	"narrows/wasm/chart"
	"narrows/wasm/raster"
)

var update = flag.Bool("update", false, "write the golden pictures anew")

var goldens = []struct {
	name  string
	frame func() sim.Frame
	look  chart.Look
}{
	{"start", func() sim.Frame { return headline(0) }, chart.Look{Width: 1008, Scale: 1}},
	{"middle-976", func() sim.Frame { return headline(90) }, chart.Look{Width: 976, Scale: 1}},
	{"end", func() sim.Frame { return headline(2000) }, chart.Look{Width: 1008, Scale: 1}},
	{"end-dark", func() sim.Frame { return headline(2000) }, chart.Look{Width: 1008, Scale: 1, Theme: chart.Dark}},
	{"end-present", func() sim.Frame { return headline(2000) }, chart.Look{Width: 1216, Scale: 1, Theme: chart.Projector, Profile: chart.Present}},
	{"end-embed", func() sim.Frame { return headline(2000) }, chart.Look{Width: 688, Scale: 1, Profile: chart.Embed}},
	{"end-phone", func() sim.Frame { return headline(2000) }, chart.Look{Width: 350, Scale: 2}},
	{"lit", func() sim.Frame { return headline(1000) }, chart.Look{Width: 900, Scale: 1.25, Lit: sim.Key{Of: "point", ID: 7}}},
	{"modes", modes, chart.Look{Width: 1008, Scale: 1}},
	{"modes-phone", modes, chart.Look{Width: 350, Scale: 1}},
	{"cloud", cloud, chart.Look{Width: 1008, Scale: 1, Cameras: map[string]chart.Camera{"representation": {Yaw: 1, Pitch: .3}}}},
	{"line", onLine, chart.Look{Width: 1008, Scale: 1}},
	{"cells", matrix, chart.Look{Width: 1008, Scale: 1}},
	{"wheel", func() sim.Frame { return wheel(6) }, chart.Look{Width: 1008, Scale: 1}},
	{"wheel-dark", func() sim.Frame { return wheel(6) }, chart.Look{Width: 976, Scale: 1.25, Theme: chart.Dark}},
	{"digits", func() sim.Frame { return digits(100) }, chart.Look{Width: 1008, Scale: 1}},
	{"held-out", func() sim.Frame { return sim.Frame{Panels: []sim.Panel{heldOut(.45)}} }, chart.Look{Width: 500, Scale: 1}},
	{"ghost", func() sim.Frame { return headline(1200) }, chart.Look{Width: 1008, Scale: 1, Ghosts: []*sim.Frame{other()}}},
	{"ghost-dark", func() sim.Frame { return headline(60) }, chart.Look{Width: 1008, Scale: 1, Theme: chart.Dark, Ghosts: []*sim.Frame{other()}}},
	{"ghost-phone", func() sim.Frame { return headline(2000) }, chart.Look{Width: 350, Scale: 1, Ghosts: []*sim.Frame{other()}}},
	{"ghost-two", func() sim.Frame { return wheel(6) }, chart.Look{Width: 1008, Scale: 1, Ghosts: twoWheels()}},
	{"linear", func() sim.Frame { return headline(1200) }, chart.Look{Width: 1008, Scale: 1, Steps: chart.LinearAxis, Ghosts: []*sim.Frame{other()}}},
	{"linear-phone", func() sim.Frame { return headline(600) }, chart.Look{Width: 350, Scale: 1, Steps: chart.LinearAxis}},
	{"modes-log", timed, chart.Look{Width: 1008, Scale: 1, Steps: chart.LogAxis}},
	{"nodes", nodes, chart.Look{Width: 500, Scale: 1}},
	{"nodes-dark", nodes, chart.Look{Width: 350, Scale: 2, Theme: chart.Dark, Lit: sim.Key{Of: "node", ID: 2}}},
	{"notes", club, chart.Look{Width: 500, Scale: 1}},
	{"notes-phone", club, chart.Look{Width: 328, Scale: 2, Theme: chart.Dark}},
	{"notes-three", three, chart.Look{Width: 256, Scale: 2}},
	{"tied", tied, chart.Look{Width: 700, Scale: 1, Lit: sim.Key{Of: "node", ID: 4}}},
	{"tied-dark", tied, chart.Look{Width: 600, Scale: 1.5, Theme: chart.Dark, Lit: sim.Key{Of: "node", ID: 6}}},
	{"tied-pair", tied, chart.Look{Width: 700, Scale: 1, Lit: sim.Key{Of: "node", ID: 4}, With: sim.Key{Of: "node", ID: 5}}},
	{"plates", plates, chart.Look{Width: 1008, Scale: 1}},
	{"plates-dark", plates, chart.Look{Width: 1008, Scale: 1, Theme: chart.Dark}},
	{"plates-present", plates, chart.Look{Width: 1216, Scale: 1, Theme: chart.Projector, Profile: chart.Present}},
	{"plates-phone", plates, chart.Look{Width: 350, Scale: 2}},
	{"cylinder", unrolled, chart.Look{Width: 700, Scale: 1}},
	{"cylinder-phone", unrolled, chart.Look{Width: 350, Scale: 2, Theme: chart.Dark}},
	{"cylinder-lit", unrolled, chart.Look{Width: 500, Scale: 2, Lit: sim.Key{Of: "neuron", ID: 6}}},
	{"levels", ladders, chart.Look{Width: 640, Scale: 1}},
	{"levels-dark", ladders, chart.Look{Width: 640, Scale: 1, Theme: chart.Dark}},
	{"kernel", func() sim.Frame { return sorted(10) }, chart.Look{Width: 1008, Scale: 1}},
}

// TestGolden compares pictures of every mark, axis and profile with those in testdata. The
// tolerance leaves room for another processor's rounding (fused multiplication moves an
// edge by a thousandth of a pixel): half a level of 255 in the mean, and one pixel in a
// thousand off by more than 24.
func TestGolden(t *testing.T) {
	for _, g := range goldens {
		t.Run(g.name, func(t *testing.T) {
			f := g.frame()
			var p raster.Painter
			got := p.Paint(chart.New().Scene(&f, g.look))
			file := filepath.Join("testdata", g.name+".png")
			if *update {
				write(t, file, got)
				return
			}
			want := read(t, file)
			if got.Bounds() != want.Bounds() {
				t.Fatalf("got a picture of %v, want %v", got.Bounds().Size(), want.Bounds().Size())
			}
			diff, mean, off := compare(got, want)
			if mean > .5 || off > .001 {
				dir := filepath.Join(os.TempDir(), "narrows-golden")
				if err := os.MkdirAll(dir, 0o755); err != nil {
					t.Fatal(err)
				}
				write(t, filepath.Join(dir, g.name+"-got.png"), got)
				write(t, filepath.Join(dir, g.name+"-diff.png"), diff)
				t.Errorf("got a mean difference of %.3f and %.4f of the pixels off, want at most 0.5 and 0.001; see %s", mean, off, dir)
			}
		})
	}
}

// compare returns a picture of the differences, their mean over pixels and channels, and
// the share of pixels with one above 24.
func compare(a, b image.Image) (diff *image.RGBA, mean, off float64) {
	r := a.Bounds()
	diff = image.NewRGBA(r)
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			p, q := color.RGBAModel.Convert(a.At(x, y)).(color.RGBA), color.RGBAModel.Convert(b.At(x, y)).(color.RGBA)
			most := 0
			for _, d := range [...]int{int(p.R) - int(q.R), int(p.G) - int(q.G), int(p.B) - int(q.B)} {
				d = max(d, -d)
				mean += float64(d)
				most = max(most, d)
			}
			if most > 24 {
				off++
			}
			v := uint8(min(255, 8*most))
			diff.SetRGBA(x, y, color.RGBA{v, v, v, 255})
		}
	}
	n := float64(r.Dx() * r.Dy())
	return diff, mean / n / 3, off / n
}

func write(t *testing.T, file string, m image.Image) {
	t.Helper()
	w, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(w, m); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, file string) image.Image {
	t.Helper()
	r, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	m, err := png.Decode(r)
	if err != nil {
		t.Fatal(err)
	}
	return m
}
