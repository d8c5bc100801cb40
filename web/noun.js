// What a step of the run on show is called: a step, a layer, a label. What says it in the page
// is marked with data-noun; what says it in a sentence asks here.

import { at } from "./make.js";

let noun = { one: "step", many: "steps" };

/** @param {{one: string, many: string}} now what a step is called from now on */
export function call(now) {
  if (now instanceof Error || (now.one === noun.one && now.many === noun.many)) return;
  noun = now;
  for (const e of document.querySelectorAll("[data-noun]")) e.textContent = noun[e.dataset.noun];
  at("single").textContent = `1 ${noun.one}/s`;
  at("forward").setAttribute("aria-label", `One ${noun.one}`);
  at("forward").title = `One ${noun.one} (→)`;
  at("reset").setAttribute("aria-label", `Reset to ${noun.one} 0`);
}

/** @param {string} number @returns {string} "layer 12" */
export const numbered = (number) => `${noun.one} ${number}`;

/** @param {string} text @returns {string} as a sentence begins */
export const capitalised = (text) => text.slice(0, 1).toUpperCase() + text.slice(1);
