// Sliders under a finger. A browser moves its slider as soon as it is touched, before it
// knows whether the finger means to slide or to scroll the page; here a slider moves with a
// tap, or once the finger goes sideways. The style sheet hands the pointer of a screen that
// can be touched to the box around the slider, and lets the browser pan up and down from it.

/** CSS pixels that a finger may stray before it slides. */
const stray = 6;

const boxes = ".slide, .timeline";
/** What a tap presses that lies over a slider; a finger that goes sideways from it slides. */
const over = ".tick";

/** Listens to every slider of the page, also of controls to come. */
export function slideByFinger() {
  let held = null; // {input, pressed, pointer, x, sliding}
  addEventListener("pointerdown", (e) => {
    const input = under(e);
    if (!input || held || e.button > 0) return;
    const pressed = e.target.matches(boxes) ? null : e.target;
    if (pressed && e.pointerType === "mouse") return;
    held = { input, pressed, pointer: e.pointerId, x: e.clientX, sliding: e.pointerType === "mouse" };
    e.target.setPointerCapture(e.pointerId);
    if (held.sliding) slide(input, e.clientX);
  });
  addEventListener("pointermove", (e) => {
    if (e.pointerId !== held?.pointer) return;
    held.sliding ||= Math.abs(e.clientX - held.x) > stray;
    if (held.sliding) slide(held.input, e.clientX);
  });
  const end = (e) => {
    if (e.pointerId !== held?.pointer) return;
    const { input, pressed, sliding } = held;
    held = null;
    const tapped = e.type === "pointerup" && !sliding && !pressed;
    if (tapped) slide(input, e.clientX);
    if (tapped || sliding) input.dispatchEvent(new Event("change", { bubbles: true }));
    if (e.pointerType === "mouse") input.focus({ preventScroll: true });
  };
  addEventListener("pointerup", end);
  // The browser took the finger for its own: the page scrolls.
  addEventListener("pointercancel", end);
}

/** @param {PointerEvent} e @returns {HTMLInputElement|null} the slider that it falls on through its box */
function under({ target, clientX, clientY }) {
  if (!(target instanceof Element) || !target.matches(`${boxes}, ${over}`)) return null;
  const input = /** @type {HTMLInputElement} */ (target.closest(boxes)?.querySelector('input[type="range"]'));
  if (!input || input.disabled) return null;
  if (target.matches(over)) return input;
  const { left, right, top, bottom } = input.getBoundingClientRect();
  return clientX >= left && clientX <= right && clientY >= top && clientY <= bottom ? input : null;
}

/** @param {HTMLInputElement} input @param {number} x of the window */
function slide(input, x) {
  const { left, width } = input.getBoundingClientRect();
  const thumb = 14; // its middle goes from half of it to half of it before the end
  const share = Math.min(Math.max((x - left - thumb / 2) / (width - thumb), 0), 1);
  const value = String(Math.round(Number(input.min) + share * (Number(input.max) - Number(input.min))));
  if (value === input.value) return;
  input.value = value;
  input.dispatchEvent(new Event("input", { bubbles: true }));
}
