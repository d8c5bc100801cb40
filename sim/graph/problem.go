package graph

import (
	"fmt"
	"math"
)

// A Problem is all that a posterior of the nodes of a graph follows from. There are as many
// nodes as labels.
type Problem struct {
	Ties     [][2]int // undirected, of nodes from 0 on
	Mixing   Mixing
	Features [][]Feature // sparse rows, columns from 0 on and rising; nil: no features
	Columns  int         // d, of Features
	Unscaled bool        // C⁰ is X Xᵀ, not X Xᵀ/d: weights of the first layer have variance σ_w²
	Labels   []int       // of classes from 0 on, −1 for none
	Classes  int
	Layer    Layer
	Layers   int     // so many times the features are mixed; 0 for no graph at all
	Nugget   float64 // noise on labels over the mean of the kernel's diagonal at all nodes
}

// Solve returns kernel and posterior. The posterior can take more labels; once the kernel has
// gone on by a layer it must be conditioned anew. An error names the row that is wrong, of ties or of
// features, counted from 1, or the node, counted from 0. X Xᵀ and X Xᵀ/d give the same scores
// where there is no bias.
func (p Problem) Solve() (*Kernel, *Posterior, error) {
	n := len(p.Labels)
	operator, err := NewOperator(n, p.Ties, p.Mixing)
	if err != nil {
		return nil, nil, err
	}
	rows, d, err := p.Inputs()
	if err != nil {
		return nil, nil, err
	}
	k := NewKernel(Features(rows, d), operator, p.Layer)
	for range p.Layers {
		k.Step()
	}
	known := 0
	for _, class := range p.Labels {
		if class >= 0 {
			known++
		}
	}
	posterior := NewPosterior(n, p.Classes, known)
	if err := posterior.Condition(k.K, p.Labels, p.Nugget); err != nil {
		return nil, nil, err
	}
	return k, posterior, nil
}

// Inputs returns what NewFinite and Features take: the rows of X, or of the identity where
// nodes have no features, and the d that divides X Xᵀ.
func (p Problem) Inputs() (rows [][]Feature, d int, err error) {
	if p.Features == nil {
		return Units(len(p.Labels)), 1, nil
	}
	if len(p.Features) != len(p.Labels) {
		return nil, 0, fmt.Errorf("there are %d rows of features for %d nodes", len(p.Features), len(p.Labels))
	}
	for i, row := range p.Features {
		before := int32(-1)
		for _, x := range row {
			switch {
			case x.Column < 0 || int(x.Column) >= p.Columns:
				return nil, 0, fmt.Errorf("row %d of the features has a column %d, but columns go from 0 to %d", i+1, x.Column, p.Columns-1)
			case x.Column <= before:
				return nil, 0, fmt.Errorf("row %d of the features has column %d after column %d: columns must rise", i+1, x.Column, before)
			case math.IsNaN(x.Value) || math.IsInf(x.Value, 0):
				return nil, 0, fmt.Errorf("row %d of the features has %v in column %d", i+1, x.Value, x.Column)
			}
			before = x.Column
		}
	}
	if p.Unscaled {
		return p.Features, 1, nil
	}
	return p.Features, max(p.Columns, 1), nil
}
