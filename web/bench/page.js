// One page, one worker a peer. The driver asks it to open a job, to run rounds of it and
// to close it again; while one peer trains, the others wait.

class Peer {
  /** @param {string} name @param {string} script */
  constructor(name, script) {
    this.worker = new Worker(script, { type: "module", name });
    this.worker.onmessage = ({ data }) => ("error" in data ? this.reject(new Error(data.error)) : this.resolve(data.value));
    this.worker.onerror = (e) => this.reject(new Error(`${name}: ${e.message}`));
  }

  /** @param {string} kind @param {any} [value] @returns {Promise<any>} */
  ask(kind, value) {
    return new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
      this.worker.postMessage([kind, value]);
    });
  }
}

/** @typedef {{steps: number, ms: number}} Training */

/** @param {Training} to @param {Training} t */
function add(to, t) {
  to.steps += t.steps;
  to.ms += t.ms;
}

/** @param {Training} t @returns {number} steps a second */
function rate(t) {
  return t.steps / t.ms * 1000;
}

const scripts = {
  go: "go.js",
  c: "c.js",
  js: "javascript.js",
  "tfjs-wasm": "../build/bench/tfjs.js?wasm",
  "tfjs-cpu": "../build/bench/tfjs.js?cpu",
  convnetjs: "../build/bench/convnet.js",
};

/** @type {Map<string, Peer>} */
const peers = new Map();

globalThis.bench = {
  /**
   * Hires peers for a job and lets each take three steps.
   * @param {object} job of go.js @param {string[]} names
   * @returns {Promise<Object<string, {before: number, after: number, missing: string}>>} losses, or why there are none
   */
  async open(job, names) {
    const go = new Peer("go", scripts.go);
    const start = await go.ask("draw", job);
    const report = {};
    for (const name of names) {
      const peer = name === "go" ? go : new Peer(name, scripts[name]);
      try {
        await peer.ask("load", start);
        const before = await peer.ask("loss");
        await peer.ask("step", 3);
        report[name] = { before, after: await peer.ask("loss"), missing: "" };
        peers.set(name, peer);
      } catch (e) {
        report[name] = { before: 0, after: 0, missing: e.message };
        peer.worker.terminate();
      }
    }
    return report;
  },

  /**
   * The peers train in turn until each has for so many ms; a turn is a quarter of that, or
   * a step, so that what else the machine does meets them all alike.
   * @param {number} ms @param {number} first whose turn it is first
   * @returns {Promise<Object<string, number>>} steps a second
   */
  async round(ms, first) {
    const names = [...peers.keys()], sums = names.map(() => ({ steps: 0, ms: 0 }));
    while (sums.some((sum) => sum.ms < ms)) {
      for (let i = 0; i < names.length; i++) {
        const k = (first + i) % names.length;
        if (sums[k].ms < ms) add(sums[k], await peers.get(names[k]).ask("train", ms / 4));
      }
    }
    return Object.fromEntries(names.map((name, k) => [name, rate(sums[k])]));
  },

  close() {
    for (const p of peers.values()) p.worker.terminate();
    peers.clear();
  },

  /** Steps a second of one job after the other, by Go alone. @param {object[]} jobs @param {number} ms */
  async sweep(jobs, ms) {
    alone ??= new Peer("go", scripts.go);
    const rates = [];
    for (const job of jobs) {
      await alone.ask("draw", job);
      await alone.ask("load");
      await alone.ask("train", ms / 4); // finds its pace
      rates.push(rate(await alone.ask("train", ms)));
    }
    return rates;
  },

  /** Steps a second of the infinitely wide bottleneck. @param {number} ms */
  async widen(ms) {
    alone ??= new Peer("go", scripts.go);
    await alone.ask("wide");
    await alone.ask("train", ms / 4);
    return rate(await alone.ask("train", ms));
  },

  /**
   * Has the page's own worker answer requests, one after the other.
   * @param {string[]} requests in base64
   * @returns {Promise<{reply: string, ms: number}[]>}
   */
  async trainer(requests) {
    if (!trainer) {
      trainer = new Worker("../worker.js", { type: "module", name: "trainer" });
      trainer.postMessage({ module: await WebAssembly.compileStreaming(fetch("../build/trainer.wasm")) });
    }
    const answers = [];
    for (const text of requests) {
      const request = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
      const began = performance.now();
      const reply = await new Promise((resolve, reject) => {
        trainer.onmessage = ({ data }) => (data.died ? reject(new Error("the trainer died")) : resolve(data.reply));
        trainer.postMessage({ request: request.buffer });
      });
      const ms = performance.now() - began;
      answers.push({ reply: btoa(Array.from(new Uint8Array(reply), (b) => String.fromCharCode(b)).join("")), ms });
    }
    return answers;
  },
};

/** Go without peers. @type {Peer} */
let alone = null;

/** @type {Worker} */
let trainer = null;
