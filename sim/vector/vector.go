// Package vector goes through slices of numbers in double precision, with vectors where the machine
// has them: products, exponentials, angles; it keeps vectors fast, and counts operations. It knows
// nothing of what the numbers mean.
package vector
