// What is laid over the figure and above it: notices about the link, the progress of
// loading, and the sentence that stands in for a picture that cannot be.

import { Apology, damaged } from "./loader.js";

/** @param {string} id @returns {any} */
const at = (id) => document.getElementById(id);

/** @param {string[]} list sentences, each of which can be put away */
export function notices(list) {
  at("notices").replaceChildren(...list.map((text) => {
    const line = document.createElement("p");
    line.className = "notice";
    line.textContent = text;
    const close = document.createElement("button");
    close.type = "button";
    close.textContent = "×";
    close.setAttribute("aria-label", "Dismiss");
    close.addEventListener("click", () => line.remove());
    line.append(close);
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
 * @param {[string, () => void]} [button] what there is to do
 */
export function veil(sentence, pale, button) {
  const box = at("veil");
  const p = document.createElement("p");
  p.textContent = sentence;
  box.replaceChildren(p);
  if (button) {
    const b = document.createElement("button");
    b.type = "button";
    b.textContent = button[0];
    b.addEventListener("click", button[1]);
    box.append(b);
  }
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
