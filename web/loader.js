// Fetches what the page needs beyond its modules, and compiles the two programs as they come,
// under any base path, from hosts that know neither the type of WebAssembly nor compression.
// What fails is named, with what there is to do about it.

/** A reason that the page cannot run, written for its reader. */
export class Apology extends Error {
  /** @param {string} sentence @param {boolean} [again] whether a reload can help */
  constructor(sentence, again = false) {
    super(sentence);
    this.again = again;
  }
}

/** @param {string} address @returns {string} the name of its file */
const fileOf = (address) => address.replace(/.*\//, "");

/** @param {string} name @returns {string} the address of a built file */
const built = (name) => new URL(`./build/${name}`, import.meta.url).href;

/** @param {string} address @param {RequestInit} [how] @returns {Promise<Response>} */
async function get(address, how) {
  const name = fileOf(address);
  let response;
  try {
    response = await fetch(address, how);
  } catch {
    if (navigator.onLine === false) throw new Apology(`You are offline, and ${name} is not here yet. Once there is a connection again, reload the page.`, true);
    throw new Apology(`${name} could not be loaded: the connection failed.`, true);
  }
  if (!response.ok) {
    throw new Apology(`${name} is missing: the server answered ${response.status}. Whoever keeps this page has to put the file back.`);
  }
  if (/html/.test(response.headers.get("Content-Type") ?? "")) {
    throw new Apology(`${name} came as a web page: this site, or a network that wants one to sign in, sent something else in its place.`, true);
  }
  return response;
}

/** @param {string} name of a file @returns {Apology} */
export const damaged = (name) => new Apology(`${name} came incomplete or damaged.`, true);

/** @param {string} name of a built file of JSON, which index.html asks for ahead @returns {Promise<object>} */
async function loadJSON(name) {
  const response = await get(built(name));
  try {
    return await response.json();
  } catch {
    throw damaged(fileOf(name));
  }
}

/** @returns {Promise<object>} what the page knows of the experiments */
export const loadCatalogue = () => loadJSON("catalogue.json");

/** @param {string} name of an experiment @returns {Promise<{sections: string, citations: object[]}>} what stands below its figure */
export async function loadStory(name) {
  const story = await loadJSON(`stories/${name}.json`);
  if (typeof story?.sections !== "string" || !Array.isArray(story.citations)) throw damaged(`${name}.json`);
  return story;
}

/** @returns {Promise<object>} what the page knows of the pictures of finished runs */
export const loadPosters = () => loadJSON("posters/index.json");

/** @param {string} file @returns {string} the address of the picture of a finished run */
export const posterAddress = (file) => built(`posters/${file}`);

/** @param {string} address of a script @returns {Promise<string>} what it says */
export async function text(address) {
  const response = await get(address);
  try {
    return await response.text();
  } catch {
    throw damaged(fileOf(address));
  }
}

/** @returns {Promise<string>} the script that connects Go with JavaScript, as text */
export const glue = () => text(built("wasm_exec.js"));

/** Runs that script; it leaves a class globalThis.Go. */
export async function loadGo() {
  try {
    await import("./build/wasm_exec.js");
  } catch {
    await glue(); // says what is wrong with the file, if that can be told
    throw damaged("wasm_exec.js");
  }
  if (typeof globalThis.Go !== "function") throw damaged("wasm_exec.js");
  // Whatever a Go program prints, it prints as it dies. A reader's console is not the place.
  globalThis.fs.writeSync = (_, bytes) => bytes.length;
}

/**
 * Fetches name and compiles it as it comes.
 * @param {string} name
 * @param {(bytes: number, all: number) => void} tell how much has come, of how much: 0 if nobody knows
 * @returns {Promise<WebAssembly.Module>}
 */
export async function loadProgram(name, tell) {
  const response = await get(built(name), { cache: "no-cache" });
  const length = Number(response.headers.get("Content-Length")) || 0;
  try {
    const [first, rest] = await peek(counted(response.body, (n) => tell(n, length && Math.max(n, length))));
    // A server may have undone the compression already.
    const body = first[0] === 0x1f && first[1] === 0x8b ? rest.pipeThrough(new DecompressionStream("gzip")) : rest;
    return await WebAssembly.compileStreaming(new Response(body, { headers: { "Content-Type": "application/wasm" } }));
  } catch {
    throw damaged(name);
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
