// What careful JavaScript does without vectors: Float32Array, row by row, products in
// blocks of 4 × 2 sums that stay in registers. It knows nothing of pages and workers.

/** y (n × out) = b + x (n × in) · wᵀ (out × in). n is a multiple of 4, out may be odd. */
function affine(y, x, w, b, n, out, inputs) {
  for (let s = 0; s < n; s += 4) {
    const x0 = s * inputs, x1 = x0 + inputs, x2 = x1 + inputs, x3 = x2 + inputs;
    let o = 0;
    for (; o + 2 <= out; o += 2) {
      const w0 = o * inputs, w1 = w0 + inputs;
      let a0 = b[o], a1 = a0, a2 = a0, a3 = a0, c0 = b[o + 1], c1 = c0, c2 = c0, c3 = c0;
      for (let i = 0; i < inputs; i++) {
        const v = w[w0 + i], u = w[w1 + i], p = x[x0 + i], q = x[x1 + i], r = x[x2 + i], t = x[x3 + i];
        a0 += v * p; a1 += v * q; a2 += v * r; a3 += v * t;
        c0 += u * p; c1 += u * q; c2 += u * r; c3 += u * t;
      }
      let at = s * out + o;
      y[at] = a0; y[at + 1] = c0; at += out;
      y[at] = a1; y[at + 1] = c1; at += out;
      y[at] = a2; y[at + 1] = c2; at += out;
      y[at] = a3; y[at + 1] = c3;
    }
    for (; o < out; o++) {
      const w0 = o * inputs;
      let a0 = b[o], a1 = a0, a2 = a0, a3 = a0;
      for (let i = 0; i < inputs; i++) {
        const v = w[w0 + i];
        a0 += v * x[x0 + i]; a1 += v * x[x1 + i]; a2 += v * x[x2 + i]; a3 += v * x[x3 + i];
      }
      const at = s * out + o;
      y[at] = a0; y[at + out] = a1; y[at + 2 * out] = a2; y[at + 3 * out] = a3;
    }
  }
}

/** e (n × in) = d (n × out) · w (out × in). */
function back(e, d, w, n, out, inputs) {
  for (let s = 0; s < n; s += 4) {
    const d0 = s * out, d1 = d0 + out, d2 = d1 + out, d3 = d2 + out;
    let i = 0;
    for (; i + 2 <= inputs; i += 2) {
      let a0 = 0, a1 = 0, a2 = 0, a3 = 0, c0 = 0, c1 = 0, c2 = 0, c3 = 0;
      for (let o = 0, at = i; o < out; o++, at += inputs) {
        const v = w[at], u = w[at + 1], p = d[d0 + o], q = d[d1 + o], r = d[d2 + o], t = d[d3 + o];
        a0 += v * p; a1 += v * q; a2 += v * r; a3 += v * t;
        c0 += u * p; c1 += u * q; c2 += u * r; c3 += u * t;
      }
      let at = s * inputs + i;
      e[at] = a0; e[at + 1] = c0; at += inputs;
      e[at] = a1; e[at + 1] = c1; at += inputs;
      e[at] = a2; e[at + 1] = c2; at += inputs;
      e[at] = a3; e[at + 1] = c3;
    }
    for (; i < inputs; i++) {
      let a0 = 0, a1 = 0, a2 = 0, a3 = 0;
      for (let o = 0, at = i; o < out; o++, at += inputs) {
        const v = w[at];
        a0 += v * d[d0 + o]; a1 += v * d[d1 + o]; a2 += v * d[d2 + o]; a3 += v * d[d3 + o];
      }
      const at = s * inputs + i;
      e[at] = a0; e[at + inputs] = a1; e[at + 2 * inputs] = a2; e[at + 3 * inputs] = a3;
    }
  }
}

/** w (out × in) −= rate · dᵀ · x: the sums over samples of a block before the next block. */
function descend(w, b, d, x, n, out, inputs, rateW, rateB) {
  let o = 0;
  for (; o + 2 <= out; o += 2) {
    const w0 = o * inputs, w1 = w0 + inputs;
    let i = 0;
    for (; i + 4 <= inputs; i += 4) {
      let a0 = 0, a1 = 0, a2 = 0, a3 = 0, c0 = 0, c1 = 0, c2 = 0, c3 = 0;
      for (let s = 0, at = i, from = o; s < n; s++, at += inputs, from += out) {
        const v = d[from], u = d[from + 1], p = x[at], q = x[at + 1], r = x[at + 2], t = x[at + 3];
        a0 += v * p; a1 += v * q; a2 += v * r; a3 += v * t;
        c0 += u * p; c1 += u * q; c2 += u * r; c3 += u * t;
      }
      w[w0 + i] -= rateW * a0; w[w0 + i + 1] -= rateW * a1; w[w0 + i + 2] -= rateW * a2; w[w0 + i + 3] -= rateW * a3;
      w[w1 + i] -= rateW * c0; w[w1 + i + 1] -= rateW * c1; w[w1 + i + 2] -= rateW * c2; w[w1 + i + 3] -= rateW * c3;
    }
    for (; i < inputs; i++) {
      let a = 0, c = 0;
      for (let s = 0, at = i, from = o; s < n; s++, at += inputs, from += out) {
        const p = x[at];
        a += d[from] * p; c += d[from + 1] * p;
      }
      w[w0 + i] -= rateW * a; w[w1 + i] -= rateW * c;
    }
    let a = 0, c = 0;
    for (let s = 0, from = o; s < n; s++, from += out) { a += d[from]; c += d[from + 1]; }
    b[o] -= rateB * a; b[o + 1] -= rateB * c;
  }
  for (; o < out; o++) {
    const w0 = o * inputs;
    let i = 0;
    for (; i + 4 <= inputs; i += 4) {
      let a0 = 0, a1 = 0, a2 = 0, a3 = 0;
      for (let s = 0, at = i, from = o; s < n; s++, at += inputs, from += out) {
        const v = d[from];
        a0 += v * x[at]; a1 += v * x[at + 1]; a2 += v * x[at + 2]; a3 += v * x[at + 3];
      }
      w[w0 + i] -= rateW * a0; w[w0 + i + 1] -= rateW * a1; w[w0 + i + 2] -= rateW * a2; w[w0 + i + 3] -= rateW * a3;
    }
    for (; i < inputs; i++) {
      let a = 0;
      for (let s = 0, at = i, from = o; s < n; s++, at += inputs, from += out) a += d[from] * x[at];
      w[w0 + i] -= rateW * a;
    }
    let a = 0;
    for (let s = 0, from = o; s < n; s++, from += out) a += d[from];
    b[o] -= rateB * a;
  }
}

function activate(act, h) {
  if (act === "relu") for (let i = 0; i < h.length; i++) { const v = h[i]; h[i] = v > 0 ? v : 0; }
  if (act === "tanh") for (let i = 0; i < h.length; i++) h[i] = Math.tanh(h[i]);
}

function differentiate(act, d, h) {
  if (act === "relu") for (let i = 0; i < h.length; i++) { const v = d[i]; d[i] = h[i] > 0 ? v : 0; }
  if (act === "tanh") for (let i = 0; i < h.length; i++) { const v = h[i]; d[i] *= 1 - v * v; }
}

let start, layers;

function forward() {
  let x = start.x;
  for (const l of layers) {
    affine(l.h, x, l.w, l.b, start.samples, l.out, l.in);
    activate(l.act, l.h);
    x = l.h;
  }
  return x;
}

function once() {
  const n = start.samples, f = forward(), last = layers[layers.length - 1];
  for (let i = 0; i < f.length; i++) last.d[i] = (f[i] - start.y[i]) / n;
  for (let k = layers.length - 1; k > 0; k--) {
    const l = layers[k], below = layers[k - 1];
    back(below.d, l.d, l.w, n, l.out, l.in);
    differentiate(below.act, below.d, below.h);
  }
  let x = start.x;
  for (const l of layers) {
    descend(l.w, l.b, l.d, x, n, l.out, l.in, l.rateW, l.rateB);
    x = l.h;
  }
}

export const blocked = {
  load(s) {
    start = s;
    layers = s.layers.map((l) => ({
      ...l,
      w: Float32Array.from(l.w),
      b: Float32Array.from(l.b),
      h: new Float32Array(s.samples * l.out),
      d: new Float32Array(s.samples * l.out),
    }));
  },
  step(n) {
    while (n-- > 0) once();
  },
  loss() {
    let sum = 0;
    forward().forEach((f, i) => { sum += (f - start.y[i]) ** 2 / 2; });
    return sum / start.samples;
  },
};
