package graph

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"

	"narrows/sim/graph"
)

// A wording is what nodes and classes of a graph are called.
type wording struct {
	title   string // of the picture
	node    string // one of them: "member"
	classes []string
	names   []string // of each node; nil: they have only numbers
}

// draw returns a graph, and what is said of it.
func draw(data string, nodes int, seed uint64) (graph.Example, wording) {
	switch data {
	case "karate":
		e := graph.Karate()
		return e, wording{"The club", "member", []string{"stayed with Mr. Hi", "left with the officer"}, members(len(e.Class))}
	case "miserables":
		e := graph.Miserables()
		return e, wording{"Les Misérables", "person", groups(e.Classes), e.Names}
	case "own":
		return bowTie(), wording{"Your graph", "node", groups(2), nil}
	}
	blocks := map[string]func(int) graph.Blocks{"blocks": graph.PlantedPartition, "chain": graph.Chain, "heterophilous": graph.Heterophilous}
	e := blocks[data](nodes).Draw(seed)
	return e, wording{"The graph", "node", groups(e.Classes), nil}
}

// members are called by their numbers, but for the two whom the club broke over.
func members(n int) (names []string) {
	for i := range n {
		names = append(names, fmt.Sprintf("member %d", i+1))
	}
	names[0], names[n-1] = "Mr. Hi", "the officer"
	return names
}

// bowTie is what a graph of a visitor's own begins with: two triangles, and a tie between them. What
// is true of its nodes nobody knows.
func bowTie() graph.Example {
	return graph.Example{
		Names: numbered(6), Class: unlabelled(6), Classes: 2,
		Ties: [][2]int{{0, 1}, {0, 2}, {1, 2}, {2, 3}, {3, 4}, {3, 5}, {4, 5}},
	}
}

func numbered(n int) (names []string) {
	for i := range n {
		names = append(names, strconv.Itoa(i+1))
	}
	return names
}

// unlabelled is a class for each node that nobody knows.
func unlabelled(n int) []int { return slices.Repeat([]int{-1}, n) }

func groups(count int) (names []string) {
	for c := range count {
		names = append(names, fmt.Sprintf("group %d", c+1))
	}
	return names
}

// labelled gives so many nodes of each class a label, or all of a smaller one: those with the most
// ties, of equal ones the first, or some drawn by chance.
func (c *config) labelled(count int, drawn bool) []int {
	class := c.example.Class
	order := rand.New(rand.NewPCG(c.seed, 2)).Perm(len(class)) // a stream of its own: see sim/graph/stream.go
	if !drawn {
		ties := make([]int, len(class))
		for _, t := range c.example.Ties {
			ties[t[0]]++
			ties[t[1]]++
		}
		slices.Sort(order)
		slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(ties[b], ties[a]) })
	}
	labels, given := unlabelled(len(class)), make([]int, c.example.Classes)
	for _, i := range order {
		if given[class[i]] < count {
			labels[i] = class[i]
			given[class[i]]++
		}
	}
	return labels
}
