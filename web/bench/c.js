// The C reference as a peer.

import { serve } from "./peer.js";

const acts = { identity: 0, relu: 1, tanh: 2 };
let c = null;

serve({
  async load({ samples, x, y, layers }) {
    const { instance } = await WebAssembly.instantiateStreaming(fetch("../build/bench/reference.wasm"));
    c = instance.exports;
    const put = (numbers) => {
      const at = c.room(numbers.length);
      new Float32Array(c.memory.buffer, at, numbers.length).set(numbers);
      return at;
    };
    c.begin(put(x), put(y), samples, layers[0].in, layers.at(-1).out);
    for (const l of layers) c.layer(put(l.w), put(l.b), l.in, l.out, acts[l.act], l.rateW, l.rateB);
  },
  step: (n) => c.step(n),
  loss: () => c.loss(),
});
