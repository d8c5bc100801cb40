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
