// Fetches and compiles the two programs, under any base path, from hosts that know neither
// the type of WebAssembly nor compression, and says in one sentence what is missing.

/** A reason that the page cannot run, written for its reader. */
export class Apology extends Error {}

/** @param {string} name @returns {string} the address of a built file */
const built = (name) => new URL(`./build/${name}`, import.meta.url).href;

// (func (result v128) (i32x4.splat (i32.const 0))): valid only where there is SIMD.
const simd = new Uint8Array([
  0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00, // magic, version
  0x01, 0x05, 0x01, 0x60, 0x00, 0x01, 0x7b, // types: () → v128
  0x03, 0x02, 0x01, 0x00, // functions: one, of type 0
  0x0a, 0x08, 0x01, 0x06, 0x00, 0x41, 0x00, 0xfd, 0x11, 0x0b, // code
]);

/** Throws an Apology if this browser, or the policy of this host, cannot run the programs. */
export function checkPlatform() {
  if (typeof WebAssembly !== "object") {
    throw new Apology("This figure computes with WebAssembly, which this browser lacks or has switched off.");
  }
  if (!WebAssembly.validate(simd)) {
    throw new Apology("This figure computes with WebAssembly SIMD, which this browser lacks: Chrome 91, Firefox 89, Safari 16.4 and later have it.");
  }
  try {
    new WebAssembly.Module(simd);
  } catch {
    throw new Apology("The security policy of this site does not let WebAssembly run: its script-src needs 'wasm-unsafe-eval'.");
  }
  if (typeof DecompressionStream !== "function") {
    throw new Apology("This figure comes compressed, and this browser lacks DecompressionStream: Chrome 80, Firefox 113, Safari 16.4 and later have it.");
  }
}

/** @param {string} name @returns {Promise<Response>} */
async function get(name) {
  let response;
  try {
    response = await fetch(built(name), { cache: "no-cache" });
  } catch {
    throw new Apology(`${name} could not be loaded: the connection failed. Reload the page to try again.`);
  }
  if (!response.ok) {
    throw new Apology(`${name} could not be loaded: the server answered ${response.status}.`);
  }
  return response;
}

/** @returns {Promise<object>} what the page knows of the experiments */
export async function loadCatalogue() {
  const response = await get("catalogue.json");
  try {
    return await response.json();
  } catch {
    throw new Apology("catalogue.json is damaged. Reload the page to try again.");
  }
}

/** Loads the script that connects Go with JavaScript; it leaves a class globalThis.Go. */
export async function loadGo() {
  try {
    await import("./build/wasm_exec.js");
  } catch {
    throw new Apology("wasm_exec.js could not be loaded. Reload the page to try again.");
  }
  // Whatever a Go program prints, it prints as it dies. A reader's console is not the place.
  globalThis.fs.writeSync = (_, bytes) => bytes.length;
}

/**
 * Fetches name and compiles it as it comes.
 * @param {string} name
 * @param {(share: number) => void} progress from 0 to 1
 * @returns {Promise<WebAssembly.Module>}
 */
export async function loadProgram(name, progress) {
  const response = await get(name);
  const length = Number(response.headers.get("Content-Length")) || 0;
  try {
    let body = counted(response.body, (n) => length && progress(Math.min(n / length, 1)));
    const [first, rest] = await peek(body);
    // A server may have undone the compression already.
    body = first[0] === 0x1f && first[1] === 0x8b ? rest.pipeThrough(new DecompressionStream("gzip")) : rest;
    const module = await WebAssembly.compileStreaming(new Response(body, { headers: { "Content-Type": "application/wasm" } }));
    progress(1);
    return module;
  } catch (e) {
    throw new Apology(`${name} could not be loaded: it came incomplete or damaged. Reload the page to try again.`, { cause: e });
  }
}

/** @param {ReadableStream<Uint8Array>} stream @param {(bytes: number) => void} tell */
function counted(stream, tell) {
  let n = 0;
  return stream.pipeThrough(new TransformStream({
    transform(chunk, out) {
      n += chunk.length;
      tell(n);
      out.enqueue(chunk);
    },
  }));
}

/**
 * @param {ReadableStream<Uint8Array>} stream
 * @returns {Promise<[Uint8Array, ReadableStream<Uint8Array>]>} its beginning, and all of it
 */
async function peek(stream) {
  const reader = stream.getReader();
  let first = new Uint8Array(0);
  while (first.length < 2) {
    const { value, done } = await reader.read();
    if (done) break;
    const longer = new Uint8Array(first.length + value.length);
    longer.set(first);
    longer.set(value, first.length);
    first = longer;
  }
  const whole = new ReadableStream({
    start(out) {
      if (first.length) out.enqueue(first);
    },
    async pull(out) {
      const { value, done } = await reader.read();
      if (done) out.close();
      else out.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
  return [first, whole];
}
