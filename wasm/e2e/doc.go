//go:build !js

// Package e2e holds the tests of the whole: the page in a real browser, what a visitor
// downloads, and which package may import which. It knows the page only from outside, by
// what it shows and by the hooks that it offers to scripts.
package e2e
