package chart_test

import (
	"math"

	"narrows/sim"
)

// A unit is a neuron over the plane: the direction that it looks, in degrees, its bias, and its weight.
type unit struct{ angle, bias, weight float64 }

var units = []unit{
	{28, .35, 1.9}, {28, -.9, -.5}, {104, .7, -1.4}, {171, .2, 1.1}, {233, -.35, .3}, {262, .9, -1.9}, {317, .55, .8},
}

// plane is the surface of a small network: a signed field, the line of each neuron as thick as its weight and in the
// colour of its sign, which leave the panel, and the data.
func plane() sim.Panel {
	output := func(x, y float64) (f float64) {
		for _, u := range units {
			sin, cos := math.Sincos(u.angle * math.Pi / 180)
			f += u.weight * max(x*cos+y*sin-u.bias, 0)
		}
		return f
	}
	cells := field(2, output)
	cells.Label, cells.Unit = "output f", .25
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

// plates are the plane alone.
func plates() sim.Frame { return sim.Frame{Step: 7, Steps: 9, Panels: []sim.Panel{plane()}} }

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
