package chart_test

import (
	"testing"

	"narrows/wasm/chart"
	"narrows/wasm/raster"
)

// BenchmarkScene draws the headline as it trains: the fields change with every frame.
func BenchmarkScene(b *testing.B) {
	f, c := headline(1000), chart.New()
	l := chart.Look{Width: 1008, Scale: 1}
	b.ReportAllocs()
	for b.Loop() {
		for i := range 2 {
			f.Panels[i].Cells[0].Values[0]++
		}
		c.Scene(&f, l)
	}
}

// BenchmarkSceneSharp is BenchmarkScene on a screen of two device pixels to a CSS pixel.
func BenchmarkSceneSharp(b *testing.B) {
	f, c := headline(1000), chart.New()
	l := chart.Look{Width: 1008, Scale: 2}
	for b.Loop() {
		for i := range 2 {
			f.Panels[i].Cells[0].Values[0]++
		}
		c.Scene(&f, l)
	}
}

// BenchmarkSceneStill draws a frame whose fields stay.
func BenchmarkSceneStill(b *testing.B) {
	f, c := headline(1000), chart.New()
	b.ReportAllocs()
	for b.Loop() {
		c.Scene(&f, chart.Look{Width: 1008, Scale: 1})
	}
}

// BenchmarkPaint paints about 800×500 pixels in software.
func BenchmarkPaint(b *testing.B) {
	f := headline(1000)
	s := chart.New().Scene(&f, chart.Look{Width: 1008, Scale: 1})
	var p raster.Painter
	b.ReportAllocs()
	for b.Loop() {
		p.Paint(s)
	}
	b.ReportMetric(float64(s.W*s.H), "pixels")
}

// BenchmarkSectors bakes a wheel of six classes onto 600×600 pixels. The bar is 6 ms.
func BenchmarkSectors(b *testing.B) { benchmarkSectors(b, 6) }

// BenchmarkSectorsTen is BenchmarkSectors with ten classes.
func BenchmarkSectorsTen(b *testing.B) { benchmarkSectors(b, 10) }

func benchmarkSectors(b *testing.B, classes int) {
	f, c := alone(sectors(2, classes, 36)), chart.New()
	l := chart.Look{Width: 625, Scale: 2} // a map of 300 CSS pixels
	b.ReportAllocs()
	for b.Loop() {
		f.Panels[0].Cells[0].Values[0] += 1e-4
		c.Scene(&f, l)
	}
}
