package deeplinear

import "narrows/sim/net"

// A halves reads A (d×m) and b (K×d) off a finite network, from what it makes of unit
// vectors: times the start scale, so that they are those of the limit.
type halves struct {
	a, b         []float64
	at           int // the layer of the bottleneck
	small        float64
	inputs       []float32 // m×m and d×d unit vectors
	units        []float32
	fromX, fromZ []float32 // m×d, d×K
}

func newHalves(c config) halves {
	d, m, k := c.architecture.Units, c.inputs, c.outputs
	return halves{
		a: make([]float64, d*m), b: make([]float64, k*d),
		at: net.BottleneckAt(c.architecture.Depth), small: c.small,
		inputs: identity(m), units: identity(d),
		fromX: make([]float32, m*d), fromZ: make([]float32, d*k),
	}
}

// of brings a and b up to date.
func (h *halves) of(n *net.Network) {
	layers := n.Layers()
	m, d, k := layers[0].In, layers[h.at].Out, layers[len(layers)-1].Out
	n.Evaluate(h.fromX, h.inputs, m, 0, h.at+1)
	n.Evaluate(h.fromZ, h.units, d, h.at+1, len(layers))
	for e := range d {
		for i := range m {
			h.a[e*m+i] = h.small * float64(h.fromX[i*d+e])
		}
		for o := range k {
			h.b[o*d+e] = float64(h.fromZ[e*k+o]) / h.small // the multiplier is its square
		}
	}
}

func identity(n int) []float32 {
	x := make([]float32, n*n)
	for i := range n {
		x[i*n+i] = 1
	}
	return x
}
