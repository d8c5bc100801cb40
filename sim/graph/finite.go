package graph

import (
	"math"
	"math/rand/v2"

	"narrows/sim/kernel"
	"narrows/sim/vector"
)

// A Finite is a graph network of n units a layer with drawn weights. Between nodes i and j its
// Kernel has the covariance of an output of the next layer given the units before it,
//
//	K′ = σ_b² + σ_s² F + σ_w² S F Sᵀ,   F = H Hᵀ/n
//
// where the N×n matrix H holds the units' activations: the expectation of a Layer is a mean
// over n units. The posterior under it is that of the network whose hidden weights are as
// drawn, and whose last layer is regressed on the labels: n random features, and the nugget
// for a ridge. As nothing is drawn before it, the first layer is that of the limit, but for a
// Layer with Dense ones. All of a few rectified units without biases may be 0 at all nodes; so
// is K then, from there on, and Condition returns ErrZero.
//
// The weights belong to the seed, not to the graph: another tie, or one more node at the end,
// and the same network is looked at on another graph. They are drawn anew whenever they are
// used, a few rows at a time, so that no n×n matrix is kept. Given H the columns of the next
// layer are independent normal draws of covariance K′, and drawing those by a root of K′ would
// be exact in law and cheaper where N < n; but each edit would then show other networks.
type Finite struct {
	Kernel

	width       int
	seed        uint64
	inputs      [][]entry // for each column of X the nodes that have it; used until units are drawn
	inputScale  float64   // 1/√d
	maps        uint64    // linear maps drawn so far
	hidden      []float64 // H, N×n
	heard, own  []float64 // N×n: of the weights of the mixing, and of those of the node itself
	rows        []float64 // some rows of weights
	generator   *rand.PCG
	distributed *rand.Rand
}

// An entry is one of a column of X.
type entry struct {
	node  int
	value float64
}

// together is how many rows of weights go through a product at once: each unit's sum is then
// loaded and stored once for several of them.
const together = 16

// NewFinite returns a network of some width before any layer. It is fed with rows of X, whose
// d inputs have weights of variance σ_w²/d, as in Features. Two with one seed have the same
// weights.
func NewFinite(rows [][]Feature, d int, s *Operator, l Layer, width int, seed uint64) *Finite {
	n := len(rows)
	f := &Finite{
		Kernel:     *NewKernel(Features(rows, d), s, l),
		width:      width,
		seed:       seed,
		inputScale: 1 / math.Sqrt(float64(d)),
		hidden:     make([]float64, n*width),
		heard:      make([]float64, n*width),
		rows:       make([]float64, together*width),
		generator:  rand.NewPCG(seed, weightsStream),
	}
	f.distributed = rand.New(f.generator)
	if l.SelfVar > 0 {
		f.own = make([]float64, n*width)
	}
	for i, row := range rows {
		for _, x := range row {
			for int(x.Column) >= len(f.inputs) {
				f.inputs = append(f.inputs, nil)
			}
			f.inputs[x.Column] = append(f.inputs[x.Column], entry{i, x.Value})
		}
	}
	return f
}

// Step goes on by one layer. It allocates nothing.
func (f *Finite) Step() {
	dense := f.layer.Dense
	if f.Layers > 0 {
		f.draw(dense == 0)
	}
	for d := range dense {
		f.draw(d == 0)
	}
	if f.maps > 0 {
		f.average()
	}
	if dense == 0 {
		f.mix()
	} else {
		f.dense()
	}
	f.Layers++
}

// What a map draws, each from a stream of its own.
const (
	weights = iota
	selfWeights
	biases
	kinds
)

func (f *Finite) stream(kind uint64) { f.generator.Seed(f.seed, weightsStream+f.maps*kinds+kind) }

// draw puts the units through the next linear map and the activation:
// H ← φ(σ_w S H W/√n + σ_s H W_s/√n + b) with S, or without S and W_s in a dense layer.
func (f *Finite) draw(mixes bool) {
	scale := 1 / math.Sqrt(float64(f.width))
	if f.maps == 0 {
		scale = f.inputScale
	}
	f.product(f.heard, weights)
	own := mixes && f.own != nil
	if own {
		f.product(f.own, selfWeights)
	}
	heard, self := math.Sqrt(f.layer.WeightVar)*scale, math.Sqrt(f.layer.SelfVar)*scale
	bias := f.rows[:f.width]
	f.stream(biases)
	for j := range bias {
		bias[j] = math.Sqrt(f.layer.BiasVar) * f.distributed.NormFloat64()
	}
	for i := range f.n {
		unit := f.row(f.hidden, i)
		copy(unit, bias)
		if mixes {
			columns, shares := f.operator.row(i)
			for e, c := range columns {
				vector.Axpy(unit, heard*shares[e], f.row(f.heard, int(c)))
			}
		} else {
			vector.Axpy(unit, heard, f.row(f.heard, i))
		}
		if own {
			vector.Axpy(unit, self, f.row(f.own, i))
		}
		apply(f.layer.Activation, unit)
	}
	f.maps++
}

func (f *Finite) row(x []float64, i int) []float64 { return x[i*f.width : (i+1)*f.width] }

// product makes dst (N×n) the inputs of the next map times its weights, all of N(0, 1).
func (f *Finite) product(dst []float64, kind uint64) {
	f.stream(kind)
	clear(dst)
	if f.maps == 0 {
		w := f.rows[:f.width]
		for _, column := range f.inputs {
			f.normal(w)
			for _, x := range column {
				vector.Axpy(f.row(dst, x.node), x.value, w)
			}
		}
		return
	}
	for k := 0; k < f.width; k += together {
		count := min(together, f.width-k)
		f.normal(f.rows[:count*f.width])
		for i := range f.n {
			vector.Combine(f.row(dst, i), f.row(f.hidden, i)[k:k+count], f.rows[:count*f.width])
		}
	}
}

func (f *Finite) normal(w []float64) {
	for j := range w {
		w[j] = f.distributed.NormFloat64()
	}
}

// average makes K the F of the drawn units, two rows by two.
func (f *Finite) average() {
	n := f.n
	set := func(i, j int, sum float64) {
		sum /= float64(f.width)
		f.K[i*n+j], f.K[j*n+i] = sum, sum
	}
	for i := 0; i < n; i += 2 {
		next := min(i+1, n-1)
		a, b := f.row(f.hidden, i), f.row(f.hidden, next)
		for j := 0; j <= i; j += 2 {
			after := min(j+1, n-1)
			c, d := f.row(f.hidden, j), f.row(f.hidden, after)
			ac, ad, bc, bd := vector.Dot4(a, b, c, d)
			set(i, j, ac)
			set(i, after, ad)
			set(next, j, bc)
			set(next, after, bd)
		}
	}
}

// apply is h ← φ(h).
func apply(phi kernel.Activation, h []float64) {
	slope, rectifies := phi.Rectifies()
	for j, x := range h {
		switch {
		case !rectifies:
			h[j] = math.Erf(x)
		case x < 0:
			h[j] = slope * x
		}
	}
}

// FlopsOfLayer returns how many additions and multiplications a layer of a Finite takes at
// most, with N nodes, E ties and n units: 2Nn² for the weights of each linear map, N²n for the
// mean over units, and what the operator takes. A drawn weight counts as eight of them.
func FlopsOfLayer(nodes, ties, width int, l Layer) float64 {
	n, m := float64(nodes), float64(width)
	entries := n + 2*float64(ties) // of S
	matrices := 1 + float64(l.Dense)
	if l.SelfVar > 0 {
		matrices++
	}
	return matrices*(2*n*m*m+8*m*m) + n*n*m + 2*entries*(m+2*n) + 4*n*n
}

// FlopsOfLimit returns how many operations a layer of a Kernel takes, an angle counted as
// forty of them.
func FlopsOfLimit(nodes, ties int, l Layer) float64 {
	n := float64(nodes)
	entries := n + 2*float64(ties)
	return 4*entries*n + float64(1+l.Dense)*n*n*(40/2+4)
}

// Fewer returns how many networks of some width fit in a budget of operations a layer, at
// least one and at most as many as wanted.
func Fewer(wanted int, budget, each float64) int {
	return max(1, int(min(float64(wanted), budget/each)))
}
