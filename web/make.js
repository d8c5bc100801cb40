// Elements of the page: those that are there, found, and others, made.

/** @param {string} id @returns {any} */
export const at = (id) => document.getElementById(id);

/**
 * Makes an element with what is in it.
 * @param {string} tag @param {string} [name] its class @param {...(Node|string)} inside
 * @returns {any}
 */
export function make(tag, name = "", ...inside) {
  const e = document.createElement(tag);
  if (name) e.className = name;
  e.append(...inside);
  return e;
}

/**
 * Makes a button.
 * @param {string} name its class @param {() => void} act what a press does @param {...(Node|string)} inside
 * @returns {HTMLButtonElement}
 */
export function button(name, act, ...inside) {
  const b = make("button", name, ...inside);
  b.type = "button";
  b.addEventListener("click", act);
  return b;
}

/** What says that more opens below, as SVG. */
export const below = '<svg viewBox="0 0 12 12" aria-hidden="true"><path d="m2 4 4 4 4-4" fill="none" stroke="currentColor" stroke-width="1.6"/></svg>';
