// Narrows as a peer: a Go program that trains as the page's does.

import { serve } from "./peer.js";
import "../build/wasm_exec.js";

const names = ["identity", "relu", "tanh"];

/** @type {WebAssembly.Exports} */
let go = null;
/** Takes n steps of what was loaded. @type {(n: number) => void} */
let step = null;

/** The program, started once. Not at the top: a worker that waits there loses messages. */
async function program() {
  if (go) return;
  const runtime = new globalThis.Go();
  const { instance } = await WebAssembly.instantiateStreaming(fetch("../build/bench/gopeer.wasm"), runtime.importObject);
  runtime.run(instance);
  go = instance.exports;
}

serve({
  load() {
    step = go.step;
    if (!go.load()) throw new Error("package net lacks the activation");
  },
  step: (n) => step(n),
  loss: () => go.loss(),
  extra: {
    /** @param {{act: string, samples: number, rate: number, seed: number, widths: number[]}} job */
    async draw(job) {
      await program();
      const numbers = [names.indexOf(job.act), job.samples, job.rate, job.seed, ...job.widths];
      const room = go.room(numbers.length);
      new Float64Array(go.mem.buffer, room, numbers.length).set(numbers);
      const length = go.draw();
      const all = new Float32Array(go.mem.buffer, go.drawn(), length).slice();
      let at = 0;
      const take = (n) => all.subarray(at, at += n).slice();
      const { widths, samples } = job;
      const start = { samples, x: take(samples * widths[0]), y: take(samples * widths.at(-1)), layers: [] };
      for (let k = 1; k < widths.length; k++) {
        const from = widths[k - 1], to = widths[k];
        const w = take(from * to), b = take(to), [rateW, rateB] = take(2);
        start.layers.push({ in: from, out: to, act: k + 1 < widths.length ? job.act : "identity", w, b, rateW, rateB });
      }
      return start;
    },
    /** Steps are from now on those of the infinitely wide network. */
    async wide() {
      await program();
      step = go.widen;
      if (!go.wide()) throw new Error("the start cannot be drawn");
    },
  },
});
