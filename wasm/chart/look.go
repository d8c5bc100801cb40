// Package chart turns a frame into a scene: layout, scales, ticks, colour, text and
// picking. It knows no experiment, no painter and no browser.
package chart

import (
	"narrows/sim"
	"narrows/sim/palette"
)

// A Look is how a frame is to be shown.
type Look struct {
	Theme   Theme
	Profile Profile
	Width   float64 // of the figure, in CSS pixels
	Scale   float64 // device pixels in a CSS pixel
	Lit     sim.Key // the elements to light up; zero: none
	With    sim.Key // and those of another key: Lit is the row of a matrix, With its column
	Cameras map[string]Camera
	// Waist, if positive, is drawn instead of the strait's units: d on its way from one
	// value to the next.
	Waist float64
	// Ghosts are pinned frames, at most two: their curves, points and zero lines stand pale
	// behind those of the frame, in the panels of the same name. They must not change.
	Ghosts []*sim.Frame
	// Steps is how the axes of steps and of time run.
	Steps StepAxis
	// Gap is a height that a figure of one column keeps free under its maps, for what the page
	// sets there; Plan.Gap says where.
	Gap float64
	// Room, if positive, is the height there is. A figure gives way to it as far as it can
	// still be read; it may be higher.
	Room float64
	// Moving: another frame is about to follow. Then at most one of the fields is painted
	// anew, in turn, and the others stay as they were a frame ago, while Chart.Behind says
	// so.
	Moving bool
}

// A Theme is a set of colours.
type Theme = palette.Theme

const (
	Light     = palette.Light
	Dark      = palette.Dark
	Projector = palette.Projector
)

// A Profile says what the picture is for; it sets proportions and sizes of type.
type Profile uint8

const (
	Page Profile = iota
	Embed
	Present
)

// A Camera turns a Solid panel, angles in radians.
type Camera struct{ Yaw, Pitch float64 }

// A Rect is a rectangle in CSS pixels.
type Rect struct{ X, Y, W, H float64 }

// A Plan is where everything goes.
type Plan struct {
	Width, Height float64
	Gap           float64 // where Look.Gap begins; 0 without one column
	Strait        Rect
	Places        []Place // one a panel that is shown, in the frame's order
}

// A Place is where one panel goes. The page sets its title with its baseline at TitleY,
// from TitleX on and at most TitleW wide.
type Place struct {
	Panel                  int  // index in Frame.Panels
	Plot                   Rect // the plotting area itself, without ticks and labels
	TitleX, TitleY, TitleW float64
}
