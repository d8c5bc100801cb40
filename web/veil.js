// What is laid over the figure and above it: notices about the link, the progress of
// loading, and the sentence that stands in for a picture that cannot be.

import { Apology, damaged } from "./loader.js";
import { at, button, make } from "./make.js";

/** @param {string[]} list sentences, each of which can be put away */
export function notices(list) {
  at("notices").replaceChildren(...list.map((text) => {
    const close = button("", () => line.remove(), "×");
    close.setAttribute("aria-label", "Dismiss");
    const line = make("p", "notice", text, close);
    return line;
  }));
}

/** @param {number} share of what is to be loaded */
export function progress(share) {
  const bar = at("progress");
  bar.hidden = share >= 1;
  bar.style.setProperty("--done", String(share));
  bar.setAttribute("aria-valuenow", String(Math.round(100 * share)));
}

/**
 * Lays a sentence over the figure.
 * @param {string} sentence
 * @param {boolean} pale whether a picture shows through
 * @param {[string, () => void]} [way] what there is to do
 */
export function veil(sentence, pale, way) {
  const box = at("veil");
  box.replaceChildren(make("p", "", sentence), ...(way ? [button("", way[1], way[0])] : []));
  box.classList.toggle("pale", pale);
  box.hidden = false;
  progress(1);
}

export function unveil() {
  at("veil").hidden = true;
}

/** @returns {boolean} */
export const veiled = () => !at("veil").hidden;

/**
 * The page cannot run: the script that stands by says so, and takes away what is no use.
 * @param {Error & {again?: boolean}} e
 */
export function apologise(e) {
  // A name that nobody knows stood in a script that was cut off.
  const file = e instanceof ReferenceError && /[\w-]+\.js(?=[?:])/.exec(e.stack ?? "")?.[0];
  if (file) e = damaged(file);
  // Only what was written for a reader is shown to one.
  const sentence = e instanceof Apology ? e.message : "This figure could not start: a part of the page failed.";
  const way = e instanceof Apology && !e.again ? undefined : ["Reload the page", () => location.reload()];
  if (globalThis.narrowsBoot) globalThis.narrowsBoot.fail(sentence, way);
  else veil(sentence, false, way);
}
