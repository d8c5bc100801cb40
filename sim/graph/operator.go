// Package graph holds infinitely wide graph networks: the operator that mixes what a node
// hears from its neighbours, the covariance of the nodes' outputs layer by layer, and what a
// Gaussian process with that covariance says of the nodes without a label (Hu, Shen, Yang and
// Shao 2020, arXiv:2002.12168).
package graph

import (
	"fmt"
	"math"
	"slices"

	"narrows/sim/vector"
)

// A Mixing is how a node weighs itself and its neighbours. Ã = A + I has a tie from each node
// to itself, D̃ is the diagonal of its row sums.
type Mixing int

const (
	Symmetric Mixing = iota // D̃^−½ Ã D̃^−½ (Kipf and Welling 2017, arXiv:1609.02907, eq. 2)
	RowWise                 // D̃⁻¹ Ã: the mean of a node and its neighbours
	Alone                   // I: no graph
)

// An Operator S is a sparse N×N matrix with a row for each node.
type Operator struct {
	n      int
	start  []int32 // n+1: where the entries of a row begin
	column []int32 // rising within a row
	weight []float64
}

// NewOperator returns the operator of an undirected graph of n nodes. Each tie names two
// nodes; one said twice, either way round, counts once. It fails for a node that is not there
// and for one tied to itself, with the number of the tie, counted from 1.
func NewOperator(n int, ties [][2]int, m Mixing) (*Operator, error) {
	neighbours := make([][]int32, n)
	for i := range neighbours {
		neighbours[i] = []int32{int32(i)}
	}
	for k, tie := range ties {
		a, b := tie[0], tie[1]
		switch {
		case min(a, b) < 0 || max(a, b) >= n:
			return nil, fmt.Errorf("tie %d joins %d and %d, but nodes go from 0 to %d", k+1, a, b, n-1)
		case a == b:
			return nil, fmt.Errorf("tie %d joins node %d to itself", k+1, a)
		case m != Alone:
			neighbours[a] = append(neighbours[a], int32(b))
			neighbours[b] = append(neighbours[b], int32(a))
		}
	}
	s := &Operator{n: n, start: make([]int32, n+1)}
	for i, list := range neighbours {
		slices.Sort(list)
		neighbours[i] = slices.Compact(list)
	}
	for i, list := range neighbours {
		for _, j := range list {
			own, other := float64(len(list)), float64(len(neighbours[j])) // D̃_ii, D̃_jj
			w := 1 / own
			if m == Symmetric {
				w = 1 / math.Sqrt(own*other)
			}
			s.column = append(s.column, j)
			s.weight = append(s.weight, w)
		}
		s.start[i+1] = int32(len(s.column))
	}
	return s, nil
}

// row returns the columns and weights of row i.
func (s *Operator) row(i int) ([]int32, []float64) {
	a, b := s.start[i], s.start[i+1]
	return s.column[a:b], s.weight[a:b]
}

// Conjugate makes k, a symmetric N×N matrix, S k Sᵀ. It takes 2N times the entries of S
// multiplications. scratch (N×N) is overwritten.
func (s *Operator) Conjugate(k, scratch []float64) {
	n := s.n
	for i := range n { // S k, row by row
		sum := scratch[i*n : (i+1)*n]
		clear(sum)
		columns, weights := s.row(i)
		for e, c := range columns {
			vector.Axpy(sum, weights[e], k[int(c)*n:(int(c)+1)*n])
		}
	}
	for i := range n { // (S k) Sᵀ, half of it
		mixed := scratch[i*n : (i+1)*n]
		for j := range i + 1 {
			columns, weights := s.row(j)
			sum := 0.0
			for e, c := range columns {
				sum += weights[e] * mixed[c]
			}
			k[i*n+j], k[j*n+i] = sum, sum
		}
	}
}
