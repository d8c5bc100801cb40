// The ceiling: what a C compiler reaches on wasm with vectors of four floats. It trains
// fully connected networks by full-batch gradient descent on the mean of ½ Σ (F − y)², in
// float32 and in the tiles of package linalg: activations [tile][feature][16]. It knows no
// page, no clock and no library.
//
// Weights stand in blocks of four outputs, [out/4][in][4], the last block narrower, and
// once more transposed. A tile of 16 samples goes through the whole network, forward and
// back, before the next. Layers with one, two or three inputs or outputs have loops of
// their own and add up their gradients while the tile is in cache; a gradient of a wide
// layer is a dot product over all samples.
//
// Tried on the wide layers in Chromium 156: blocks of 5 × 2 vectors of sums in place of
// 4 × 2 are a quarter slower, blocks of 2 × 4 as fast, and loops unrolled by two or four up
// to a third slower. On the narrow ones: a tanh of degrees 13 and 6 is a sixth slower.

#include <wasm_simd128.h>

enum { lanes = 16, block = 4, chunk = 256, most = 8 };
enum { identity, relu, tangent };

typedef v128_t vec;

#define inlined static inline __attribute__((always_inline))
#define load wasm_v128_load
#define store wasm_v128_store
#define spread wasm_v128_load32_splat
#define add wasm_f32x4_add
#define mul wasm_f32x4_mul

struct layer {
	int in, out, act;
	float rate_w, rate_b;
	float *w, *wt, *b; // weights, the same transposed, biases
	float *gw, *gb;    // gradients, laid out as w and b
	float *sums;       // the same before lanes are added up, if a side is narrow
	float *dd;         // d once more, [block][tile][width][16], if no side is
	float *h, *d;      // outputs after φ, and ∂loss/∂ outputs before φ: all tiles
};

static struct layer net[most];
static int depth, samples, tiles, outputs;
static float *input, *target, *xx; // xx: a few features of all tiles, for gradient

// ---- memory: handed out, never given back -------------------------------------------

extern unsigned char __heap_base;
static unsigned long next;

__attribute__((export_name("room"))) void *room(int floats)
{
	if (!next) next = (unsigned long)&__heap_base;
	unsigned long at = (next + 63) & ~63ul;
	next = at + (unsigned long)floats * sizeof(float);
	unsigned long have = __builtin_wasm_memory_size(0) << 16;
	if (next > have && __builtin_wasm_memory_grow(0, ((next - have) >> 16) + 1) == (unsigned long)-1) __builtin_trap();
	return (void *)at;
}

static float *zeros(int n)
{
	float *p = room(n);
	for (int i = 0; i < n; i++) p[i] = 0;
	return p;
}

// ---- activations ----------------------------------------------------------------------

// tanh4 is x·P(x²)/Q(x²), of degrees 9 and 6, fitted for |x| ≤ 8 so that the largest
// relative error is least: 2.2e-7, and with the rounding of float32 an error of 5.2e-7
// (measured).
inlined vec tanh4(vec x)
{
	x = wasm_f32x4_pmax(wasm_f32x4_pmin(x, wasm_f32x4_splat(8)), wasm_f32x4_splat(-8));
	vec u = mul(x, x);
#define then(p, c) add(mul(p, u), wasm_f32x4_splat(c))
	vec p = then(wasm_f32x4_splat(-6.142306663e-9f), 7.162503607e-6f);
	p = then(p, 2.696409822e-3f);
	p = then(p, 0.1271231025f);
	p = then(p, 0.9999997616f);
	vec q = then(wasm_f32x4_splat(1.967452263e-4f), 2.285030112e-2f);
	q = then(q, 0.4604547322f);
	q = then(q, 1);
#undef then
	return wasm_f32x4_div(mul(x, p), q);
}

inlined vec activate(int act, vec x)
{
	if (act == relu) return wasm_f32x4_pmax(x, wasm_f32x4_splat(0));
	if (act == tangent) return tanh4(x);
	return x;
}

// differentiate returns d·φ′, for h after φ.
inlined vec differentiate(int act, vec d, vec h)
{
	if (act == relu) return wasm_v128_and(d, wasm_f32x4_gt(h, wasm_f32x4_splat(0)));
	if (act == tangent) return mul(d, wasm_f32x4_sub(wasm_f32x4_splat(1), mul(h, h)));
	return d;
}

// ---- layout ---------------------------------------------------------------------------

// width returns that of the block that output o of n stands in, of those pass takes.
static int width(int n, int o)
{
	if (n <= 3) return n;
	if (o < n / block * block) return block;
	return n % block;
}

static int start(int n, int o) { return n <= 3 ? 0 : o / block * block; }

// at returns where weight (o, i) stands.
static int at(int out, int in, int o, int i)
{
	int first = start(out, o);
	return first * in + i * width(out, o) + o - first;
}

// ---- products -------------------------------------------------------------------------

// A pass sets y to φ(b + W·x) if gate is null, and else to φ′(gate)·(W·x).
inlined vec finish(int act, vec y, const float *gate)
{
	return gate ? differentiate(act, y, load(gate)) : activate(act, y);
}

// rows is a block of R outputs from some of many inputs: R × 2 vectors of sums. They begin
// at b, or at zero without it, if these inputs are the first, and else where y is; what the
// last inputs leave is finished.
inlined void rows(const int R, const int act, float *y, const float *w, const float *b, const float *x, int in, const float *gate, int first, int last)
{
	for (int s = 0; s < lanes; s += 8) {
		vec p[block], q[block];
		if (first) {
#pragma clang loop unroll(full)
			for (int r = 0; r < R; r++) p[r] = q[r] = b ? spread(b + r) : wasm_f32x4_splat(0);
		} else {
#pragma clang loop unroll(full)
			for (int r = 0; r < R; r++) p[r] = load(y + r * lanes + s), q[r] = load(y + r * lanes + s + 4);
		}
		const float *v = w, *u = x + s;
		for (int i = 0; i < in; i++, v += R, u += lanes) {
			vec x0 = load(u), x1 = load(u + 4);
#pragma clang loop unroll(full)
			for (int r = 0; r < R; r++) {
				vec c = spread(v + r);
				p[r] = add(p[r], mul(c, x0));
				q[r] = add(q[r], mul(c, x1));
			}
		}
		if (last) {
#pragma clang loop unroll(full)
			for (int r = 0; r < R; r++) {
				const int at = r * lanes + s;
				p[r] = finish(act, p[r], gate ? gate + at : 0);
				q[r] = finish(act, q[r], gate ? gate + at + 4 : 0);
			}
		}
#pragma clang loop unroll(full)
		for (int r = 0; r < R; r++) store(y + r * lanes + s, p[r]), store(y + r * lanes + s + 4, q[r]);
	}
}

// few is a block of R ≤ 3 outputs from many inputs: R × 4 sums, and for one output eight.
inlined void few(const int R, const int act, float *y, const float *w, const float *b, const float *x, int in, const float *gate)
{
	vec p[3][4], q[4];
	for (int r = 0; r < R; r++)
		for (int k = 0; k < 4; k++) p[r][k] = b ? spread(b + r) : wasm_f32x4_splat(0);
	for (int k = 0; k < 4; k++) q[k] = wasm_f32x4_splat(0);
	int i = 0;
	if (R == 1)
		for (; i + 2 <= in; i += 2, x += 2 * lanes, w += 2) {
			vec c = spread(w), e = spread(w + 1);
			for (int k = 0; k < 4; k++) p[0][k] = add(p[0][k], mul(c, load(x + 4 * k))), q[k] = add(q[k], mul(e, load(x + lanes + 4 * k)));
		}
	for (; i < in; i++, x += lanes, w += R)
		for (int k = 0; k < 4; k++) {
			vec u = load(x + 4 * k);
			for (int r = 0; r < R; r++) p[r][k] = add(p[r][k], mul(spread(w + r), u));
		}
	for (int r = 0; r < R; r++)
		for (int k = 0; k < 4; k++) {
			vec sum = R == 1 ? add(p[r][k], q[k]) : p[r][k];
			const int at = r * lanes + 4 * k;
			store(y + at, finish(act, sum, gate ? gate + at : 0));
		}
}

// narrow is a block of R outputs from K ≤ 3 inputs, which stay in registers.
inlined void narrow(const int K, const int R, const int act, float *y, const float *w, const float *b, const float *x, const float *gate)
{
	vec u[3][4];
	for (int k = 0; k < K; k++)
		for (int s = 0; s < 4; s++) u[k][s] = load(x + k * lanes + 4 * s);
#pragma clang loop unroll(full)
	for (int r = 0; r < R; r++) {
		vec p[4], c0 = b ? spread(b + r) : wasm_f32x4_splat(0);
#pragma clang loop unroll(full)
		for (int k = 0; k < K; k++) {
			vec c = spread(w + k * R + r);
#pragma clang loop unroll(full)
			for (int s = 0; s < 4; s++) {
				vec v = mul(c, u[k][s]);
				p[s] = k ? add(p[s], v) : b ? add(c0, v) : v;
			}
		}
#pragma clang loop unroll(full)
		for (int s = 0; s < 4; s++) {
			const int at = r * lanes + 4 * s;
			store(y + at, finish(act, p[s], gate ? gate + at : 0));
		}
	}
}

// pass is one tile through a whole matrix. The inputs that are summed over at a time, a
// chunk, fill half of a first cache of 32 kB.
inlined void pass(const int act, float *y, const float *w, const float *b, const float *x, int out, int in, const float *gate)
{
	int o = 0;
#define blocks(R, call) \
	for (; o + R <= out; o += R) { \
		float *const yo = y + o * lanes; \
		const float *const wo = w + o * in, *const bo = b ? b + o : 0, *const go = gate ? gate + o * lanes : 0; \
		call; \
	}
	if (out <= 3) {
		blocks(3, few(3, act, yo, wo, bo, x, in, go));
		blocks(2, few(2, act, yo, wo, bo, x, in, go));
		blocks(1, few(1, act, yo, wo, bo, x, in, go));
		return;
	}
	if (in <= 3) {
		if (in == 1) blocks(4, narrow(1, 4, act, yo, wo, bo, x, go));
		if (in == 2) blocks(4, narrow(2, 4, act, yo, wo, bo, x, go));
		if (in == 3) blocks(4, narrow(3, 4, act, yo, wo, bo, x, go));
	}
	const int done = o;
	for (int i = 0; i < in; i += chunk) {
		const int first = i == 0, last = i + chunk >= in, n = last ? in - i : chunk;
		const float *const u = x + i * lanes;
		o = done;
		blocks(4, rows(4, act, yo, wo + i * 4, bo, u, n, go, first, last));
		blocks(3, rows(3, act, yo, wo + i * 3, bo, u, n, go, first, last));
		blocks(2, rows(2, act, yo, wo + i * 2, bo, u, n, go, first, last));
		blocks(1, rows(1, act, yo, wo + i * 1, bo, u, n, go, first, last));
	}
}

static void forward_identity(float *y, const float *w, const float *b, const float *x, int out, int in) { pass(identity, y, w, b, x, out, in, 0); }
static void forward_relu(float *y, const float *w, const float *b, const float *x, int out, int in) { pass(relu, y, w, b, x, out, in, 0); }
static void forward_tangent(float *y, const float *w, const float *b, const float *x, int out, int in) { pass(tangent, y, w, b, x, out, in, 0); }
static void back_identity(float *y, const float *w, const float *x, int out, int in, const float *h) { pass(identity, y, w, 0, x, out, in, h); }
static void back_relu(float *y, const float *w, const float *x, int out, int in, const float *h) { pass(relu, y, w, 0, x, out, in, h); }
static void back_tangent(float *y, const float *w, const float *x, int out, int in, const float *h) { pass(tangent, y, w, 0, x, out, in, h); }

// ---- gradients ------------------------------------------------------------------------

// sums returns the totals of four vectors in one.
inlined vec sums(vec a, vec b, vec c, vec d)
{
	vec p = add(wasm_i32x4_shuffle(a, b, 0, 4, 1, 5), wasm_i32x4_shuffle(a, b, 2, 6, 3, 7));
	vec q = add(wasm_i32x4_shuffle(c, d, 0, 4, 1, 5), wasm_i32x4_shuffle(c, d, 2, 6, 3, 7));
	return add(wasm_i64x2_shuffle(p, q, 0, 2), wasm_i64x2_shuffle(p, q, 1, 3));
}

inlined float sum(vec a)
{
	return wasm_f32x4_extract_lane(sums(a, a, a, a), 0);
}

// A layer with a narrow side of K adds each tile's share to sums of four lanes while the
// tile is in cache, K for each unit of its other side, and its biases' after them.

// inward is for K inputs.
inlined void inward(const int K, float *sums, const float *d, const float *x, int out)
{
	vec u[3][4];
	for (int k = 0; k < K; k++)
		for (int s = 0; s < 4; s++) u[k][s] = load(x + k * lanes + 4 * s);
	for (int o = 0; o < out; o++, d += lanes, sums += 4 * (K + 1)) {
		vec p[3], c = load(sums + 4 * K);
		for (int k = 0; k < K; k++) p[k] = load(sums + 4 * k);
#pragma clang loop unroll(full)
		for (int s = 0; s < 4; s++) {
			vec e = load(d + 4 * s);
			for (int k = 0; k < K; k++) p[k] = add(p[k], mul(e, u[k][s]));
			c = add(c, e);
		}
		for (int k = 0; k < K; k++) store(sums + 4 * k, p[k]);
		store(sums + 4 * K, c);
	}
}

// outward is for K outputs.
inlined void outward(const int K, float *sums, const float *d, const float *x, int in)
{
	vec e[3][4];
	for (int k = 0; k < K; k++)
		for (int s = 0; s < 4; s++) e[k][s] = load(d + k * lanes + 4 * s);
	for (int i = 0; i < in; i++, x += lanes, sums += 4 * K) {
		vec p[3];
		for (int k = 0; k < K; k++) p[k] = load(sums + 4 * k);
#pragma clang loop unroll(full)
		for (int s = 0; s < 4; s++) {
			vec u = load(x + 4 * s);
			for (int k = 0; k < K; k++) p[k] = add(p[k], mul(e[k][s], u));
		}
		for (int k = 0; k < K; k++) store(sums + 4 * k, p[k]);
	}
	for (int k = 0; k < K; k++)
		store(sums + 4 * k, add(load(sums + 4 * k), add(add(e[k][0], e[k][1]), add(e[k][2], e[k][3]))));
}

static void add_tile(struct layer *l, int t, const float *x)
{
	const float *d = l->d + t * l->out * lanes;
	switch (l->out <= 3 ? -l->out : l->in) {
	case -3: outward(3, l->sums, d, x, l->in); break;
	case -2: outward(2, l->sums, d, x, l->in); break;
	case -1: outward(1, l->sums, d, x, l->in); break;
	case 1: inward(1, l->sums, d, x, l->out); break;
	case 2: inward(2, l->sums, d, x, l->out); break;
	case 3: inward(3, l->sums, d, x, l->out); break;
	}
}

// collect adds up the lanes of sums and clears them.
static void collect(struct layer *l)
{
	const int in = l->in, out = l->out;
	float *s = l->sums;
	if (out <= 3) {
		// Laid out as weights are.
		for (int k = 0; k < (in + 1) * out; k++, s += 4) {
			float v = s[0] + s[1] + s[2] + s[3];
			if (k < in * out) l->gw[k] = v;
			else l->gb[k - in * out] = v;
			store(s, wasm_f32x4_splat(0));
		}
		return;
	}
	for (int first = 0; first < out;) {
		const int R = width(out, first);
		for (int r = 0; r < R; r++)
			for (int i = 0; i <= in; i++, s += 4) {
				float v = s[0] + s[1] + s[2] + s[3];
				if (i < in) l->gw[first * in + i * R + r] = v;
				else l->gb[first + r] = v;
				store(s, wasm_f32x4_splat(0));
			}
		first += R;
	}
}

// dots sets g[q·R + r] to Σ_samples d_r x_q for R outputs and Q inputs, each with all
// tiles in a row.
inlined void dots(const int R, const int Q, float *g, const float *d, const float *x)
{
	vec p[10];
	for (int k = 0; k < R * Q; k++) p[k] = wasm_f32x4_splat(0);
	for (int t = 0; t < tiles; t++, d += R * lanes, x += Q * lanes) {
#pragma clang loop unroll(disable)
		for (int s = 0; s < lanes; s += 4) {
			vec u[Q];
			for (int q = 0; q < Q; q++) u[q] = load(x + q * lanes + s);
#pragma clang loop unroll(full)
			for (int r = 0; r < R; r++) {
				vec e = load(d + r * lanes + s);
				for (int q = 0; q < Q; q++) p[q * R + r] = add(p[q * R + r], mul(e, u[q]));
			}
		}
	}
	int k = 0;
	for (; k + 4 <= R * Q; k += 4) store(g + k, sums(p[k], p[k + 1], p[k + 2], p[k + 3]));
	for (; k < R * Q; k++) g[k] = sum(p[k]);
}

// gather copies n features of all tiles so that they stand in a row, [tile][n][16].
static void gather(float *to, const float *from, int n, int stride)
{
	for (int t = 0; t < tiles; t++, from += stride)
		for (int i = 0; i < n * lanes; i += 4, to += 4) store(to, load(from + i));
}

// gradient is that of a layer without a narrow side: few inputs at a time, which stay in
// the first cache while all outputs pass.
static void gradient(struct layer *l, const float *x)
{
	enum { pairs = 8 };
	const int in = l->in, out = l->out, all = tiles * lanes;
	for (int o = 0; o < out; o += width(out, o)) gather(l->dd + o * all, l->d + o * lanes, width(out, o), out * lanes);
	for (int o = 0; o < out; o++) {
		vec c = wasm_f32x4_splat(0);
		const float *e = l->d + o * lanes;
		for (int t = 0; t < tiles; t++, e += out * lanes) c = add(c, add(add(load(e), load(e + 4)), add(load(e + 8), load(e + 12))));
		l->gb[o] = sum(c);
	}
	for (int from = 0; from < in; from += 2 * pairs) {
		const int n = in - from < 2 * pairs ? in - from : 2 * pairs;
		for (int i = 0; i < n; i += 2) gather(xx + i * all, x + (from + i) * lanes, n - i < 2 ? 1 : 2, in * lanes);
		int o = 0;
#define each(R) \
	for (; o + R <= out; o += R) { \
		const float *d = l->dd + o * all; \
		float *g = l->gw + o * in + from * R; \
		int i = 0; \
		for (; i + 2 <= n; i += 2) dots(R, 2, g + i * R, d, xx + i * all); \
		if (i < n) dots(R, 1, g + i * R, d, xx + i * all); \
	}
		each(4);
		each(3);
		each(2);
		each(1);
	}
}

// ---- training -------------------------------------------------------------------------

static void transpose(struct layer *l)
{
	const int in = l->in, out = l->out;
	for (int first = 0; first < out;) {
		const int R = width(out, first);
		const float *w = l->w + first * in;
		for (int i0 = 0; i0 < in;) {
			const int Q = width(in, i0);
			float *t = l->wt + i0 * out + first * Q;
			for (int r = 0; r < R; r++)
				for (int q = 0; q < Q; q++) t[r * Q + q] = w[(i0 + q) * R + r];
			i0 += Q;
		}
		first += R;
	}
}

static void descend(float *w, const float *g, float rate, int n)
{
	const vec c = wasm_f32x4_splat(rate);
	int i = 0;
	for (; i + 4 <= n; i += 4) store(w + i, wasm_f32x4_sub(load(w + i), mul(c, load(g + i))));
	for (; i < n; i++) w[i] -= rate * g[i];
}

static void forward(int t)
{
	const float *x = input + t * net[0].in * lanes;
	for (int k = 0; k < depth; k++) {
		struct layer *l = &net[k];
		float *y = l->h + t * l->out * lanes;
		if (l->act == relu) forward_relu(y, l->w, l->b, x, l->out, l->in);
		else if (l->act == tangent) forward_tangent(y, l->w, l->b, x, l->out, l->in);
		else forward_identity(y, l->w, l->b, x, l->out, l->in);
		x = y;
	}
}

static void backward(int t)
{
	struct layer *last = &net[depth - 1];
	const int size = outputs * lanes;
	const float *f = last->h + t * size, *y = target + t * size;
	const vec share = wasm_f32x4_splat(1.0f / samples);
	for (int i = 0; i < size; i += 4) store(last->d + t * size + i, mul(share, wasm_f32x4_sub(load(f + i), load(y + i))));
	for (int k = depth - 1; k > 0; k--) {
		struct layer *l = &net[k], *p = &net[k - 1];
		const float *d = l->d + t * l->out * lanes, *h = p->h + t * l->in * lanes;
		float *e = p->d + t * l->in * lanes;
		if (p->act == relu) back_relu(e, l->wt, d, l->in, l->out, h);
		else if (p->act == tangent) back_tangent(e, l->wt, d, l->in, l->out, h);
		else back_identity(e, l->wt, d, l->in, l->out, h);
	}
	const float *x = input + t * net[0].in * lanes;
	for (int k = 0; k < depth; k++) {
		struct layer *l = &net[k];
		if (l->sums) add_tile(l, t, x);
		x = l->h + t * l->out * lanes;
	}
}

__attribute__((export_name("step"))) void step(int n)
{
	while (n-- > 0) {
		for (int t = 0; t < tiles; t++) {
			forward(t);
			backward(t);
		}
		const float *x = input;
		for (int k = 0; k < depth; k++) {
			struct layer *l = &net[k];
			if (l->sums) collect(l);
			else gradient(l, x);
			x = l->h;
		}
		for (int k = 0; k < depth; k++) {
			struct layer *l = &net[k];
			descend(l->w, l->gw, l->rate_w, l->in * l->out);
			descend(l->b, l->gb, l->rate_b, l->out);
			if (k) transpose(l);
		}
	}
}

// loss returns the mean of ½ Σ (F − y)².
__attribute__((export_name("loss"))) double loss(void)
{
	double total = 0;
	for (int t = 0; t < tiles; t++) forward(t);
	const float *f = net[depth - 1].h;
	for (int i = 0; i < tiles * outputs * lanes; i++) {
		double r = (double)f[i] - target[i];
		total += r * r / 2;
	}
	return total / samples;
}

// ---- what the page brings -------------------------------------------------------------

// begin takes the samples, row by row. Their number is a multiple of 16.
__attribute__((export_name("begin"))) void begin(const float *x, const float *y, int n, int in, int out)
{
	samples = n, tiles = n / lanes, outputs = out, depth = 0;
	xx = zeros(n * lanes), input = zeros(n * in), target = zeros(n * out);
	for (int s = 0; s < n; s++) {
		float *a = input + s / lanes * in * lanes + s % lanes, *b = target + s / lanes * out * lanes + s % lanes;
		for (int i = 0; i < in; i++) a[i * lanes] = x[s * in + i];
		for (int o = 0; o < out; o++) b[o * lanes] = y[s * out + o];
	}
}

// layer adds one, with its weights row by row.
__attribute__((export_name("layer"))) void layer(const float *w, const float *b, int in, int out, int act, float rate_w, float rate_b)
{
	if (depth == most) __builtin_trap();
	struct layer *l = &net[depth++];
	l->in = in, l->out = out, l->act = act, l->rate_w = rate_w, l->rate_b = rate_b;
	l->w = zeros(in * out), l->wt = zeros(in * out), l->gw = zeros(in * out);
	l->b = zeros(out), l->gb = zeros(out);
	l->h = zeros(samples * out), l->d = zeros(samples * out);
	l->sums = l->dd = 0;
	if (out <= 3) l->sums = zeros((in + 1) * out * 4);
	else if (in <= 3) l->sums = zeros((in + 1) * out * 4);
	else l->dd = zeros(samples * out);
	for (int o = 0; o < out; o++) {
		for (int i = 0; i < in; i++) l->w[at(out, in, o, i)] = w[o * in + i];
		l->b[o] = b[o];
	}
	transpose(l);
}
