// TensorFlow.js as a peer, on the backend that the worker's address names. Gradients are
// written out in its operations: its own are the same ones, and a tape besides.

import "@tensorflow/tfjs-backend-cpu";
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import * as tf from "@tensorflow/tfjs-core";
import { serve } from "./peer.js";

const backend = location.search.slice(1);
let x, y, samples, layers;

/** @returns {tf.Tensor[]} the inputs of all layers, and F */
function forward() {
  const h = [x];
  for (const l of layers) {
    const a = h.at(-1);
    // One operation where there is one.
    if (l.act === "tanh") h.push(tf.tanh(tf.fused.matMul({ a, b: l.w, bias: l.b })));
    else h.push(tf.fused.matMul({ a, b: l.w, bias: l.b, activation: l.act === "relu" ? "relu" : "linear" }));
  }
  return h;
}

function once() {
  tf.tidy(() => {
    const h = forward();
    let d = tf.mul(tf.sub(h.at(-1), y), 1 / samples);
    for (let k = layers.length - 1; k >= 0; k--) {
      const { w, b, rateW, rateB } = layers[k], from = h[k];
      const gw = tf.matMul(from, d, true, false), gb = tf.sum(d, 0);
      if (k > 0) {
        const e = tf.matMul(d, w, false, true);
        // Of outputs after φ: 1 where a ReLU is above zero, and 1 − h².
        d = layers[k - 1].act === "relu" ? tf.mul(e, tf.step(from)) : tf.sub(e, tf.mul(e, tf.square(from)));
      }
      w.assign(tf.sub(w, tf.mul(gw, rateW)));
      b.assign(tf.sub(b, tf.mul(gb, rateB)));
    }
  });
}

serve({
  async load(start) {
    setWasmPaths("/web/build/bench/node_modules/@tensorflow/tfjs-backend-wasm/dist/");
    if (!await tf.setBackend(backend)) throw new Error(`there is no backend ${backend}`);
    tf.disposeVariables();
    samples = start.samples;
    x = tf.tensor2d(start.x, [samples, start.layers[0].in]);
    y = tf.tensor2d(start.y, [samples, start.layers.at(-1).out]);
    layers = start.layers.map((l) => ({
      ...l,
      w: tf.variable(tf.tidy(() => tf.transpose(tf.tensor2d(l.w, [l.out, l.in])))),
      b: tf.variable(tf.tensor1d(l.b)),
    }));
  },
  step(n) {
    while (n-- > 0) once();
  },
  loss: () => tf.tidy(() => tf.sum(tf.square(tf.sub(forward().at(-1), y))).dataSync()[0] / 2 / samples),
});
