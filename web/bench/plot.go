//go:build !js

package main

import (
	"fmt"
	"image/color"
	"math"
	"os"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgsvg"
)

// plotGrowth writes one plot for each sweep, two a row, on logarithmic axes: dots are
// measured, the line is what each size would reach if it got as much done as the best.
func plotGrowth(file string, sweeps []sweep) error {
	const side = 9 * vg.Centimeter
	var plots [][]*plot.Plot
	for i, s := range sweeps {
		p, err := s.plot()
		if err != nil {
			return err
		}
		if i%2 == 0 {
			plots = append(plots, make([]*plot.Plot, 2))
		}
		plots[i/2][i%2] = p
	}
	rows := len(plots)
	canvas := vgsvg.New(2*side, vg.Length(rows)*side*3/4)
	tiles := draw.Tiles{Rows: rows, Cols: 2, PadX: vg.Centimeter / 2, PadY: vg.Centimeter / 2,
		PadTop: vg.Centimeter / 4, PadBottom: vg.Centimeter / 4, PadLeft: vg.Centimeter / 4, PadRight: vg.Centimeter / 2}
	areas := plot.Align(plots, tiles, draw.New(canvas))
	for i, row := range plots {
		for k, p := range row {
			if p != nil {
				p.Draw(areas[i][k])
			}
		}
	}
	f, err := os.Create(file)
	if err != nil {
		return err
	}
	if _, err := canvas.WriteTo(f); err != nil {
		return err
	}
	return f.Close()
}

func (s *sweep) plot() (*plot.Plot, error) {
	p := plot.New()
	p.BackgroundColor = color.White // legible on a dark page as well
	p.X.Label.Text, p.Y.Label.Text = s.name, "steps/s"
	p.X.Scale, p.Y.Scale = plot.LogScale{}, plot.LogScale{}
	p.Y.Tick.Marker = decades{}
	p.X.Tick.Label.Font.Size, p.Y.Tick.Label.Font.Size = 7, 7 // or sizes would touch
	var ticks plot.ConstantTicks
	measured, expected := make(plotter.XYs, len(s.sizes)), make(plotter.XYs, len(s.sizes))
	best := s.best()
	for i, x := range s.sizes {
		measured[i] = plotter.XY{X: x, Y: s.rates[i]}
		expected[i] = plotter.XY{X: x, Y: best / s.work[i]}
		ticks = append(ticks, plot.Tick{Value: x, Label: fmt.Sprint(x)})
	}
	p.X.Tick.Marker = ticks
	line, err := plotter.NewLine(expected)
	if err != nil {
		return nil, err
	}
	line.Color = color.Gray{0x99}
	dots, err := plotter.NewScatter(measured)
	if err != nil {
		return nil, err
	}
	dots.Shape, dots.Radius, dots.Color = draw.CircleGlyph{}, vg.Points(2.5), color.RGBA{0x1b, 0x5e, 0xa8, 0xff}
	p.Add(plotter.NewGrid(), line, dots)
	return p, nil
}

// decades are ticks at 1, 2 and 5 of each power of ten.
type decades struct{}

func (decades) Ticks(low, high float64) (ticks []plot.Tick) {
	for power := math.Pow(10, math.Floor(math.Log10(low))); power <= high; power *= 10 {
		for _, m := range []float64{1, 2, 5} {
			if v := m * power; v >= low && v <= high {
				ticks = append(ticks, plot.Tick{Value: v, Label: fmt.Sprint(math.Round(v))})
			}
		}
	}
	return ticks
}
