// Package vector knows whether the machine has vectors for loops to use, and keeps them fast. With
// them, or in plain Go to the same bits, it goes through slices of numbers in double precision:
// products, exponentials, angles; and it counts the operations of all loops. It knows nothing of
// what the numbers mean.
package vector
