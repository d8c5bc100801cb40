// The worker's script: carries bytes between the page and the Go program that trains. The
// first message brings the compiled program, and perhaps the link that will be asked for, so
// that its run is built by then; each other one is a request and gets exactly one reply. Once
// the program is there it says so, as a sign of life.
//
// It is a classic script, for a page without an origin may start one only from a text that it
// brings itself, in which the glue of Go stands before this.

if (!self.Go) {
  const address = "build/wasm_exec.js";
  // Where a host demands Trusted Types, an address needs a policy here as in the page.
  importScripts(self.trustedTypes ? trustedTypes.createPolicy("narrows", { createScriptURL: () => address }).createScriptURL("") : address);
}

/** @type {Promise<WebAssembly.Exports>} */
let program = null;

/** @param {WebAssembly.Module} module */
async function start(module) {
  // What the program prints, it prints as it dies. A reader's console is not the place.
  self.fs.writeSync = (_, bytes) => bytes.length;
  const go = new self.Go();
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

self.onmessage = async ({ data }) => {
  try {
    if (data.module) {
      program = start(data.module);
      const go = await program;
      postMessage({ up: true });
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
// This line says that the script came whole: workers.js looks for it.
