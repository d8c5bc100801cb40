package graph

import (
	"strconv"
	"strings"

	"narrows/assets"
)

// An Example is a graph whose nodes are known by name and by class.
type Example struct {
	Names    []string
	Class    []int
	Classes  int
	Ties     [][2]int
	Features [][]Feature // sparse rows; nil where nodes have none
	Columns  int         // of Features
}

// Karate returns Zachary's karate club: 34 members, 78 ties, and the two clubs that it became
// (Zachary 1977, Journal of Anthropological Research 33, 452–473). Member 1 is node 0.
func Karate() Example { return read(assets.Karate) }

// Miserables returns who meets whom in Les Misérables: 77 persons, 254 ties, eleven groups
// (Knuth 1993, The Stanford GraphBase).
func Miserables() Example { return read(assets.Miserables) }

// read reads the text of an embedded graph; it panics where that is broken.
func read(text string) (e Example) {
	number := func(s string) int {
		n, err := strconv.Atoi(s)
		if err != nil {
			panic("graph: " + err.Error())
		}
		return n
	}
	for line := range strings.Lines(text) {
		words := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		switch words[0] {
		case "node":
			class := number(words[2])
			e.Names = append(e.Names, words[1])
			e.Class = append(e.Class, class)
			e.Classes = max(e.Classes, class+1)
		case "tie":
			e.Ties = append(e.Ties, [2]int{number(words[1]), number(words[2])})
		}
	}
	return e
}
