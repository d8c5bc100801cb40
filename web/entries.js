// The entries of the browser's history: one for each thing a visitor does, however many values
// it passes through. A browser may refuse an entry (Safari takes 100 in half a minute, a page
// without an origin none at all); then the address stays as it was, and nothing else changes.

/** What is done to one control within so many ms of the last time is one gesture. */
const gesture = 1000;

let last = "";
let when = 0;

/**
 * Puts an entry onto the history, which Back leaves, unless the same gesture has put one.
 * @param {string} link empty: the address of the page alone
 * @param {string} [by] what is gestured at; nothing: a gesture of its own
 */
export function enter(link, by = "") {
  const now = performance.now();
  const goesOn = by !== "" && by === last && now - when < gesture;
  last = by;
  when = now;
  if (goesOn) return;
  write("pushState", link, depth() + 1);
}

/** @returns {number} how many entries of this page Back leaves before it leaves the page */
const depth = () => Number(history.state?.depth) || 0;

/** Does what Back does, while that stays on this page. @returns {boolean} whether it does */
export function undo() {
  if (depth() > 0) history.back();
  return depth() > 0;
}

/** Changes the entry that is there. @param {string} link */
export function amend(link) {
  if (location.hash !== link) write("replaceState", link, depth());
}

/** @returns {string} the address of the page alone, where its wordmark leads */
const home = () => new URL(document.getElementById("home").href).pathname + location.search;

/** @param {"pushState" | "replaceState"} how @param {string} link @param {number} depth */
function write(how, link, depth) {
  try {
    history[how]({ depth }, "", link || home());
  } catch {
    // The address stays behind the picture until the next time.
  }
}

/** The visitor went elsewhere in the history: what was a gesture is over. */
export function rest() {
  last = "";
}
