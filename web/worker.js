// The worker's script: carries bytes between the page and the Go program that trains. The
// first message brings the compiled program, and perhaps the link that will be asked for,
// so that its run is built by then; each other one is a request and gets exactly one reply.

/** @type {Promise<WebAssembly.Exports>} */
let program = null;

// Begun at once, so that it is there when the program is.
const glue = import("./build/wasm_exec.js");
glue.catch(() => {});

/** @param {WebAssembly.Module} module */
async function start(module) {
  await glue;
  // What the program prints, it prints as it dies. A reader's console is not the place.
  globalThis.fs.writeSync = (_, bytes) => bytes.length;
  const go = new globalThis.Go();
  go.exit = () => {};
  const instance = await WebAssembly.instantiate(module, go.importObject);
  go.run(instance).catch(() => {});
  return instance.exports;
}

/** @param {WebAssembly.Exports} go @param {Uint8Array} bytes for its inbox */
function bring(go, bytes) {
  const room = go.inbox(bytes.length);
  // Memory may have grown since: each view of it is taken afresh.
  new Uint8Array(go.mem.buffer, room, bytes.length).set(bytes);
}

onmessage = async ({ data }) => {
  try {
    if (data.module) {
      program = start(data.module);
      const go = await program;
      if (data.link) {
        bring(go, new TextEncoder().encode(data.link));
        go.prepare();
      }
      return;
    }
    const go = await program;
    bring(go, new Uint8Array(data.request));
    const length = go.handle();
    const reply = go.mem.buffer.slice(go.outbox(), go.outbox() + length);
    postMessage({ reply, cost: go.cost() }, [reply]);
  } catch {
    postMessage({ died: true });
  }
};
