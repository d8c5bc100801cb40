// A peer answers the page from its worker, one request at a time: load a start, take steps,
// tell the loss, or train for a while and tell how fast. It knows no other peer.

/** Steps are taken in turns of about so many ms, as a page would. */
const turn = 10;

/**
 * @typedef {{in: number, out: number, act: "identity"|"relu"|"tanh", w: Float32Array, b: Float32Array,
 * rateW: number, rateB: number}} Layer  w is out × in
 * @typedef {{samples: number, x: Float32Array, y: Float32Array, layers: Layer[]}} Start
 */

/**
 * Trains for at least so many ms.
 * @param {(n: number) => void} step @param {number} ms @param {number} size steps a turn, to begin with
 * @returns {{steps: number, ms: number, size: number}}
 */
function train(step, ms, size) {
  const began = performance.now();
  let steps = 0, now = began;
  do {
    const before = now;
    step(size);
    steps += size;
    now = performance.now();
    if (now - before < turn / 2) size *= 2;
    else if (now - before > turn * 2 && size > 1) size = Math.ceil(size / 2);
  } while (now - began < ms);
  return { steps, ms: now - began, size };
}

/**
 * @param {object} peer
 * load(start) takes what to start from; step(n) takes n steps of full-batch gradient descent on the
 * mean of ½ Σ (F − y)²; loss() is that mean, by the present weights.
 */
export function serve(peer) {
  let size = 1;
  const answers = {
    ...peer.extra,
    async load(start) {
      size = 1;
      await peer.load(start);
    },
    step: (n) => peer.step(n),
    loss: () => peer.loss(),
    train(ms) {
      const t = train((n) => peer.step(n), ms, size);
      size = t.size;
      return t;
    },
  };
  onmessage = async ({ data: [kind, value] }) => {
    try {
      postMessage({ value: await answers[kind](value) });
    } catch (e) {
      postMessage({ error: String(e?.message ?? e) });
    }
  };
}
