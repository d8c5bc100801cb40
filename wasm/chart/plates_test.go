package chart_test

import (
	"math"

	"narrows/sim"
)

// A unit is a neuron over the plane: the direction that it looks, in degrees, its bias, and its weight.
type unit struct{ angle, bias, weight float64 }

var units = []unit{
	{62, .35, 1.9}, {28, -.9, -.5}, {104, .7, -1.4}, {171, .2, 1.1}, {233, -.35, .3}, {262, .9, -1.9}, {357.5, .55, .8},
}

// plane is the surface of a small network: a signed field, the line of each neuron as thick as its weight and in the
// colour of its sign, which leave the panel, and the data.
func plane() sim.Panel {
	output := func(x, y float64) (f float64) {
		for _, u := range units {
			sin, cos := math.Sincos(u.angle * math.Pi / 180)
			f += 3 * u.weight * max(x*cos+y*sin-u.bias, 0)
		}
		return f
	}
	cells := field(2, output)
	cells.Label = "output f"
	lines := sim.Segments{Role: sim.Class, Label: "neuron, as thick as |v|"}
	for _, u := range units {
		sin, cos := math.Sincos(u.angle * math.Pi / 180)
		x, y, far := u.bias*cos, u.bias*sin, 5.
		lines.X0, lines.Y0 = append(lines.X0, float32(x-far*sin)), append(lines.Y0, float32(y+far*cos))
		lines.X1, lines.Y1 = append(lines.X1, float32(x+far*sin)), append(lines.Y1, float32(y-far*cos))
		lines.Width, lines.Class = append(lines.Width, float32(math.Abs(u.weight)/1.9)), append(lines.Class, signOf(u))
	}
	points := sim.Dots{Role: sim.Class, Of: "point"}
	for i := range 40 {
		r, a := 1.9*math.Sqrt(float64(i)/40), 2.4*float64(i)
		x, y := r*math.Cos(a), r*math.Sin(a)
		class := uint8(0)
		if output(x, y) < 0 {
			class = 1
		}
		points.X, points.Y, points.Class = append(points.X, float32(x)), append(points.Y, float32(y)), append(points.Class, class)
	}
	axis := sim.Axis{Min: -2, Max: 2}
	return sim.Panel{Name: "plane", Title: "The surface", Subtitle: "each line a neuron", Square: true, X: axis, Y: axis,
		Classes: []string{"positive", "negative"}, Cells: []sim.Cells{cells}, Segments: []sim.Segments{lines}, Dots: []sim.Dots{points}}
}

// signOf is the class of a neuron's sign.
func signOf(u unit) uint8 {
	if u.weight < 0 {
		return 1
	}
	return 0
}

// cylinder is where neurons stand by direction and bias, over a certificate: it touches 1 or −1 where they are, and
// nowhere else. Two have drops to the axis, and one is at the seam.
func cylinder() sim.Panel {
	const w, h = 73, 49
	c := sim.Cells{Label: "certificate η", W: w, H: h, X1: 360, Y0: -1.5, Y1: 1.5, Smooth: true, Levels: certain}
	for i := range w * h {
		angle, bias := 360*float64(i%w)/(w-1), -1.5+3*float64(i/w)/(h-1)
		eta := 0.
		for _, u := range units {
			turn := math.Remainder(angle-u.angle, 360) / 38
			lift := (bias - u.bias) / .45
			eta += math.Copysign(1.02, u.weight) * math.Exp(-turn*turn-lift*lift)
		}
		c.Values = append(c.Values, float32(eta))
	}
	rings := sim.Dots{Role: sim.Class, Of: "neuron", Label: "neuron", Ring: true}
	drops := sim.Segments{Role: sim.Class, Dashed: true}
	for i, u := range units {
		rings.X, rings.Y, rings.Class = append(rings.X, float32(u.angle)), append(rings.Y, float32(u.bias)), append(rings.Class, signOf(u))
		rings.Size = append(rings.Size, float32(math.Abs(u.weight)/1.9))
		if i%3 == 2 {
			drops.X0, drops.Y0, drops.Class = append(drops.X0, float32(u.angle)), append(drops.Y0, float32(u.bias)), append(drops.Class, signOf(u))
			drops.X1, drops.Y1 = append(drops.X1, float32(u.angle)), append(drops.Y1, -1.5)
		}
	}
	return sim.Panel{Name: "cylinder", Title: "The certificate", Subtitle: "of all neurons", Column: 1,
		X: sim.Axis{Label: "direction of a neuron", Max: 360, Suffix: "°", Ticks: []float64{0, 90, 180, 270, 360}, Around: true},
		Y: sim.Axis{Label: "bias", Min: -1.5, Max: 1.5}, Cells: []sim.Cells{c}, Segments: []sim.Segments{drops}, Dots: []sim.Dots{rings}}
}

// bent is a curve of few bends, with a mark at each and a drop to the axis.
func bent() sim.Panel {
	l := sim.Line{Role: sim.Limit, Label: "cheapest"}
	bends := sim.Dots{Role: sim.Limit, Of: "bend", Label: "bend", Ring: true}
	drops := sim.Segments{Role: sim.Limit, Dashed: true}
	const low = -2
	for i, at := range [][2]float32{{-3, 1.6}, {-1.7, -.9}, {-.2, -1.3}, {.9, 1.2}, {1.9, .4}, {3, 1.4}} {
		l.X, l.Y = append(l.X, at[0]), append(l.Y, at[1])
		if i > 0 && i < 5 {
			bends.X, bends.Y, bends.Class, bends.Size = append(bends.X, at[0]), append(bends.Y, at[1]), append(bends.Class, 3), append(bends.Size, 1.25)
			drops.X0, drops.Y0 = append(drops.X0, at[0]), append(drops.Y0, at[1])
			drops.X1, drops.Y1 = append(drops.X1, at[0]), append(drops.Y1, low)
		}
	}
	return sim.Panel{Name: "curve", Title: "On a line", Column: 2, X: sim.Axis{Label: "x", Min: -3, Max: 3}, Y: sim.Axis{Min: low, Max: 2},
		Lines: []sim.Line{l}, Segments: []sim.Segments{drops}, Dots: []sim.Dots{bends}}
}

// plates are the plane and the cylinder side by side, before a curve.
func plates() sim.Frame {
	return sim.Frame{Step: 7, Steps: 9, Panels: []sim.Panel{plane(), cylinder(), bent()}}
}

// unrolled is the cylinder alone, which has a column of its own.
func unrolled() sim.Frame { return sim.Frame{Panels: []sim.Panel{cylinder()}} }

// ladders are a field with levels of its own, whole and in cells, of which one corner is not known.
func ladders() sim.Frame {
	of := field(2, func(x, y float64) float64 { return math.Sin(1.3*x+.4) * math.Cos(1.1*y) / math.Cosh(y/3) * 1.05 })
	of.Label, of.Levels, of.Zero = "certificate η", certain, false
	for i := range 60 {
		of.Values[i%6+(i/6)*of.W] = float32(math.NaN())
	}
	cells := of
	cells.Smooth, cells.Zero, cells.W, cells.H, cells.Values = false, false, 16, 16, nil
	for i := range 256 {
		cells.Values = append(cells.Values, of.Values[i%16*3+i/16*3*of.W])
	}
	axis := sim.Axis{Min: -2, Max: 2, Hidden: true}
	return sim.Frame{Panels: []sim.Panel{
		{Name: "whole", Title: "Smooth", Square: true, X: axis, Y: axis, Cells: []sim.Cells{of}},
		{Name: "cells", Title: "Cells", Square: true, X: axis, Y: axis, Cells: []sim.Cells{cells}},
	}}
}

// certain are levels for what never exceeds 1.
var certain = []float64{.03, .2, .4, .6, .8, .97, .995}
