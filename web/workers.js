// Starts workers from the compiled program: from the address of their script, or, where the
// page has no origin of its own (a sandbox) or the first way failed, from the script's text.
// Whether one lives is not its business.

import { Apology, damaged, glue, text } from "./loader.js";
import { script } from "./trust.js";

const address = new URL("./worker.js", import.meta.url).href;

export class Workers {
  constructor() {
    document.addEventListener("securitypolicyviolation", (e) => {
      if (/worker|script/.test(e.effectiveDirective)) this.refused = true;
    });
    /** @type {Promise<WebAssembly.Module>} */
    this.program = new Promise((resolve) => { this.bring = resolve; }); // resolved by bring(module)
    this.byText = globalThis.origin === "null";
    this.proven = false; // the program of one has been up
    this.refused = false; // the browser makes none
    this.spare = null; // one that was made ahead
  }

  /**
   * Makes one ahead: a worker's script needs this thread to load, which is soon too busy for
   * it. It builds the run of the link once the program is there.
   * @param {string} link
   */
  prepare(link) {
    const spare = this.make(link);
    const drop = () => { if (this.spare === spare) this.spare = null; };
    this.spare = spare;
    spare.then((worker) => worker.addEventListener("error", drop), drop);
  }

  /** @returns {Promise<Worker>} one that gets its program */
  hire() {
    const worker = this.spare ?? this.make("");
    this.spare = null;
    return worker;
  }

  /** @param {string} link of a run to build ahead, if any */
  async make(link) {
    const byText = this.byText || (this.made && navigator.onLine === false);
    // If none ever begins, the next one is made the other way.
    const otherWay = () => { if (!this.proven) this.byText = !byText; };
    let worker;
    try {
      worker = new Worker(script(byText ? await this.textAddress() : address));
    } catch (e) {
      this.refused = true;
      otherWay();
      throw e;
    }
    worker.addEventListener("message", ({ data }) => {
      if (!data.up || this.proven) return;
      this.proven = true;
      // The script is kept, for the next worker may be needed where there is no connection.
      this.textAddress().catch(() => {});
    });
    worker.addEventListener("error", (e) => {
      e.preventDefault();
      otherWay();
    });
    this.program.then((module) => worker.postMessage({ module, link }));
    return worker;
  }

  /** @returns {Promise<string>} the address of a script that needs no other file */
  async textAddress() {
    this.made ??= URL.createObjectURL(new Blob([await glue(), "\n", await text(address)], { type: "text/javascript" }));
    return this.made;
  }

  /**
   * Finds out why no worker begins.
   * @returns {Promise<Error>} an Apology
   */
  async why() {
    try {
      await glue();
      if (!(await text(address)).trimEnd().endsWith("workers.js looks for it.")) return damaged("worker.js");
    } catch (e) {
      return e;
    }
    if (this.refused) return new Apology("The worker that computes this figure does not start: the security policy of this site may forbid it (worker-src).");
    return new Apology("The worker that computes this figure stopped as it started.", true);
  }
}
