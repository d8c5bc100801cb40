package limit

import (
	"math"

	"narrows/sim/vector"
)

// Kernel fills dst with the kernel of the network at present between the given training
// points, by number: the matrix of (1/K) Σ_c [K_F]_cc(x_i, x_j), for the network with
// bottleneck has a kernel between outputs too. A nil points means all N.
func (b *BottleneckFlow) Kernel(dst []float64, points []int) {
	b.complete()
	fillKernel(dst, points, b.k.Problem.N, b.kernelAt)
}

// kernelAt returns (1/K) Σ_c [K_F]_cc(x_i, x_j) = K_f(z_i, z_j) + Θ_g(x_i, x_j) ⟨J_i, J_j⟩/K.
func (b *BottleneckFlow) kernelAt(i, j int) float64 {
	n, outs := b.k.Problem.N, b.k.Problem.K
	size := outs * b.k.Architecture.Units
	inner := vector.Dot(b.jacobian[i*size:][:size], b.jacobian[j*size:][:size])
	return b.f.kernel(i, j) + b.k.thetaG[i*n+j]*inner/float64(outs)
}

// Theta fills dst with Θ_∞ between the given training points, by number; nil means all N.
func (k *Kernels) Theta(dst []float64, points []int) {
	fillKernel(dst, points, k.Problem.N, k.thetaAt)
}

func (k *Kernels) thetaAt(i, j int) float64 { return k.theta[i*k.Problem.N+j] }

// Alignment returns the kernel–target alignment of the present kernel: with y_c the
// targets (N×K, any K) centred over the points, and Y = Σ_c y_c y_cᵀ,
//
//	⟨K, Y⟩/(‖K‖ ‖Y‖),
//
// in Frobenius norm, K being the matrix of Kernel (Cristianini and others 2001, On
// kernel-target alignment). It is 1 if the kernel knows the targets and nothing else, and
// 0 if no target differs from another.
func (b *BottleneckFlow) Alignment(targets []float64) float64 {
	b.complete()
	return alignment(targets, b.k.Problem.N, b.kernelAt)
}

// Alignment returns the kernel–target alignment of Θ_∞, as for a BottleneckFlow.
func (k *Kernels) Alignment(targets []float64) float64 {
	return alignment(targets, k.Problem.N, k.thetaAt)
}

func fillKernel(dst []float64, points []int, n int, at func(i, j int) float64) {
	size := len(points)
	if points == nil {
		size = n
	}
	number := func(i int) int {
		if points == nil {
			return i
		}
		return points[i]
	}
	if len(dst) != size*size {
		panic("limit: kernel of another size")
	}
	vector.CountDouble(size * size * 8)
	for i := range size {
		for j := range i + 1 {
			v := at(number(i), number(j))
			dst[i*size+j], dst[j*size+i] = v, v
		}
	}
}

func alignment(targets []float64, n int, at func(i, j int) float64) float64 {
	outs := len(targets) / n
	if outs < 1 || outs*n != len(targets) {
		panic("limit: targets of another number of points")
	}
	y := make([]float64, len(targets))
	for c := range outs {
		mean := 0.0
		for i := range n {
			mean += targets[i*outs+c] / float64(n)
		}
		for i := range n {
			y[i*outs+c] = targets[i*outs+c] - mean
		}
	}
	both, kernels, outer := 0.0, 0.0, 0.0
	for i := range n {
		for j := range i + 1 {
			twice := 2.0 // a matrix off its diagonal
			if i == j {
				twice = 1
			}
			k, v := at(i, j), vector.Dot(y[i*outs:][:outs], y[j*outs:][:outs])
			both += twice * k * v
			kernels += twice * k * k
			outer += twice * v * v
		}
	}
	if kernels == 0 || outer == 0 {
		return 0
	}
	return both / math.Sqrt(kernels*outer)
}
