// What there is to judge: elements of the page, or of what is open over it; which of them those
// who hear it are told of, which are in sight, which can be reached.

/** @returns {Element} the page, or what is open over it and makes it inert */
const scope = () => [...document.querySelectorAll("dialog:modal")].pop() ?? document.documentElement;
const whole = () => scope() === document.documentElement;
/** @param {string} selector @returns {Element[]} */
const all = (selector) => [scope(), ...scope().querySelectorAll(selector)].filter((e) => e.matches(selector));
const rendered = (e) => e.checkVisibility({ visibilityProperty: true });
/** Whether those who hear the page are told of an element. */
const told = (e) => rendered(e) && !e.closest('[aria-hidden="true"]');
/** Whether an element is in sight; what is clipped to nothing is there for the ear alone. */
const seen = (e) => {
  if (!rendered(e)) return false;
  for (let a = e; a; a = a.parentElement) if (getComputedStyle(a).clipPath === "inset(50%)") return false;
  return true;
};
const flat = (text) => text.replace(/\s+/g, " ").trim();
const words = (text) => text.trim().split(/\s+/).filter(Boolean);
const listed = (text) => new Set(words(text));

/** What a keyboard or a pointer can reach. */
const operable = 'a[href], button, input:not([type="hidden"]), select, textarea, summary, iframe, [contenteditable="true"], [tabindex]';
const disabled = (e) => e.matches(":disabled") || e.closest('[aria-disabled="true"], [inert]') !== null;
const focusable = (e) => rendered(e) && e.matches(operable) && !disabled(e);
const tabbable = (e) => focusable(e) && e.tabIndex >= 0;

/** @param {Element} e @returns {string} its tag as it is written, and what it says */
function sign(e) {
  const tag = e.cloneNode(false).outerHTML.replace(/<\/.*$/s, "");
  return `${flat(tag).slice(0, 140)} ${flat(e.textContent).slice(0, 40)}`.trim();
}
