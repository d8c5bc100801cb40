package assets

import _ "embed"

// Graphs as text, made by graphs/pack.mjs: a line a node, with its name and its class, then a
// line a tie, with the numbers of two nodes counted from 0. Tabs stand between them.
var (
	//go:embed graphs/karate.txt
	Karate string
	//go:embed graphs/miserables.txt
	Miserables string
)
