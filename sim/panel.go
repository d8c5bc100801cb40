package sim

// A Panel is one chart. Its marks are drawn in the order of the fields below, and in
// order within each.
type Panel struct {
	Name     string // unique in a frame; the key of view settings
	Title    string // "Training loss"
	Subtitle string // quiet words after the title
	X, Y, Z  Axis
	Square   bool     // a map with equal scales and no frame, not a chart with axes
	Solid    bool     // three-dimensional: the marks' Z count
	Classes  []string // names of classes 0, 1, …, for the legend; empty: none is drawn
	Column   int      // in which column it stands where there is room for several, from the left
	Share    float64  // of the height of its column; 0: as much as others that say nothing
	Minor    bool     // left out where room is scarce, and Instead is said in its place
	Instead  string   // "growth of its kernel"; its number is the label of the Big line

	Cells    []Cells
	Tiles    []Tiles
	Lines    []Line
	Segments []Segments
	Dots     []Dots
	Notes    []Note
}
