package sim

// Dots are points at (X, Y), all slices of one length. Key.ID is the index.
type Dots struct {
	Role  Role
	Of    string // Key.Of of every point
	Label string // in the legend: "held out"
	X, Y  []float32
	Z     []float32 // in Solid panels only
	Class []uint8   // gives the shape, and the colour unless Ring; nil: class 0
	// What is said of a point that is pointed at: what it is called, nil: by number; what a network takes
	// it for and its output, nil if there is none; and what a place is called: "inside".
	Words  []string
	Guess  []uint8
	Output []float32
	Place  string
	// Of a graph's nodes: what each is taken for and by what margin, as Lead, which fills the mark inside
	// an edge in the colour of Class; and the radius of a ring around it, whose unit is as long as 3.6 radii of
	// a node: a standard deviation. nil: none.
	Lead, Spread []float32
	// How large each is against others, up to 4: a node so many times as large; a Ring of radius 3 + 3.2·Size pixels,
	// whose stroke grows with it, to 2.5 at a Size of 1.25. Such a ring has the page inside, so that it is read over any
	// field: a neuron as large as its weight, or the bend of a curve. nil: all alike. Other dots have no size.
	Size     []float32
	Unit     float64 // the standard deviation that a Spread of 1 stands for, which a legend explains; 0: it does not
	Labelled []uint8 // the class that a node was given as its label, counted from 1, else 0; nil: for none
	// Hollow: small and not filled, held out. Ring: larger and not filled, in the colour
	// of Role, in the shape of the class; where Role is Class, in its colour too.
	Hollow, Ring bool
	Given        bool // the data themselves, which no network moves: left out of a pinned run
}
