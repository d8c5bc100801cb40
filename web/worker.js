// The worker's script: carries bytes between the page and the Go program that trains. The
// first message brings the compiled program; each other one is a request and gets exactly
// one reply.

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

onmessage = async ({ data }) => {
  try {
    if (data.module) {
      program = start(data.module);
      await program;
      return;
    }
    const go = await program;
    const request = new Uint8Array(data.request);
    const room = go.inbox(request.length);
    // Memory may have grown since: each view of it is taken afresh.
    new Uint8Array(go.mem.buffer, room, request.length).set(request);
    const length = go.handle();
    const reply = go.mem.buffer.slice(go.outbox(), go.outbox() + length);
    postMessage({ reply, cost: go.cost() }, [reply]);
  } catch {
    postMessage({ died: true });
  }
};
