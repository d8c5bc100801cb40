// ConvNetJS as a peer, with its own trainer: plain gradient descent, one update a batch of
// all samples.

import * as convnetjs from "convnetjs";
import { serve } from "./peer.js";

let net, trainer, points;

serve({
  load({ samples, x, y, layers }) {
    const m = layers[0].in, k = layers.at(-1).out;
    const defs = [{ type: "input", out_sx: 1, out_sy: 1, out_depth: m }];
    for (const l of layers.slice(0, -1)) defs.push({ type: "fc", num_neurons: l.out, activation: l.act });
    defs.push({ type: "regression", num_neurons: k });
    net = new convnetjs.Net();
    net.makeLayers(defs);
    const full = net.layers.filter((l) => l.layer_type === "fc");
    full.forEach((l, i) => {
      l.filters.forEach((f, o) => f.w.set(layers[i].w.subarray(o * l.num_inputs, (o + 1) * l.num_inputs)));
      l.biases.w.set(layers[i].b);
    });
    // The trainer has one rate, ours is one for each layer's weights and biases: gradients
    // are scaled as it takes them, once a batch.
    const rates = layers.flatMap((l) => [...Array(l.out).fill(l.rateW), l.rateB]);
    const plain = net.getParamsAndGrads.bind(net);
    net.getParamsAndGrads = () => {
      const all = plain();
      all.forEach(({ grads }, i) => {
        for (let j = 0; j < grads.length; j++) grads[j] *= rates[i];
      });
      return all;
    };
    trainer = new convnetjs.Trainer(net, { method: "sgd", momentum: 0, learning_rate: 1, batch_size: samples });
    points = Array.from({ length: samples }, (_, s) => {
      const v = new convnetjs.Vol(1, 1, m, 0);
      v.w.set(x.subarray(s * m, (s + 1) * m));
      return { x: v, y: Array.from(y.subarray(s * k, (s + 1) * k)) };
    });
  },
  step(n) {
    while (n-- > 0) for (const p of points) trainer.train(p.x, p.y);
  },
  // Its own measure of a loss counts it four times.
  loss: () => points.reduce((sum, p) => sum + p.y.reduce((part, y, c) => part + (net.forward(p.x).w[c] - y) ** 2 / 2, 0), 0) / points.length,
});
