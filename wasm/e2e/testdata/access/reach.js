// The rules for the keyboard and for the pointer.

/** What is hidden from those who hear the page does not take the focus (4.1.2). */
function* hidden() {
  for (const e of all(operable)) {
    if (tabbable(e) && e.closest('[aria-hidden="true"], [role=none], [role=presentation]')) yield [e, "takes the focus and is hidden"];
  }
}

/** No control stands in another (4.1.2). */
function* nested() {
  for (const e of all("a[href], button, summary, [role=button], [role=link], [role=img]")) {
    for (const c of e.querySelectorAll(operable)) if (focusable(c)) yield [c, "is a control in another"];
  }
}

/** The Tab key goes in the order of the page (2.4.3). */
function* order() {
  for (const e of all("[tabindex]")) if (e.tabIndex > 0) yield [e, `has tabindex ${e.tabIndex}`];
}

/** What scrolls can be scrolled by the keyboard: it, or something in it, takes the focus (2.1.1). */
function* scrolling() {
  for (const e of all("body *")) {
    if (e.scrollWidth <= e.clientWidth + 1 && e.scrollHeight <= e.clientHeight + 1) continue;
    if (!rendered(e) || e.matches("select, textarea, input")) continue;
    const { overflowX, overflowY } = getComputedStyle(e);
    const scrolls = (overflow, inside, room) => /auto|scroll/.test(overflow) && inside > room + 1;
    if (!scrolls(overflowX, e.scrollWidth, e.clientWidth) && !scrolls(overflowY, e.scrollHeight, e.clientHeight)) continue;
    if (![e, ...e.querySelectorAll(operable)].some(tabbable)) yield [e, "scrolls, but not by the keyboard"];
  }
}

/** Targets that stand where they must: of the marks in an interactive picture WCAG 2.5.8 asks no distance from each other. */
const essential = ".tick";
const box = (e) => e.getBoundingClientRect();
/** Where a control can be pressed: a button to choose by also on the words in its label. */
const reach = (e) => box(e.matches("[type=radio], [type=checkbox]") ? e.closest("label") ?? e : e);
const overlap = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 0.5 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 0.5;
const least = 24;

/** Whether a target is within the boxes that it scrolls in: beyond them nobody presses it before it is scrolled there. */
function within(e) {
  const r = box(e);
  for (let a = e.parentElement; a; a = a.parentElement) {
    const { overflowX, overflowY } = getComputedStyle(a);
    if (a === document.documentElement || a === document.body || !/auto|scroll/.test(overflowX + overflowY)) continue;
    const b = box(a);
    if (r.left < b.left - 1 || r.right > b.right + 1 || r.top < b.top - 1 || r.bottom > b.bottom + 1) return false;
  }
  return true;
}

/** Targets are 24 CSS pixels high and wide where nothing lies over them, or as far from each other (2.5.8). */
function* targets() {
  // Links in a line of words are as high as the line.
  const inline = (e) => getComputedStyle(e).display === "inline" && flat(e.parentElement.textContent) !== flat(e.textContent);
  const list = all("a[href], button, input, select, textarea, summary, [role=button], [role=link]").filter((e) => focusable(e) && seen(e) && within(e) && !inline(e));
  const large = ({ width, height }) => width > least - 0.1 && height > least - 0.1;
  const places = list.map((e) => ({ e, r: reach(e) }));
  const free = ({ e, r }) => {
    let parts = [r];
    for (const other of places) {
      if (other.e === e || !overlap(r, other.r) || e.contains(other.e) || other.e.contains(e)) continue;
      if ((e.matches(essential) && other.e.matches(essential)) || !above(other.e, e)) continue;
      parts = parts.flatMap((p) => without(p, other.r));
    }
    return parts;
  };
  const small = places.filter((p) => !free(p).some(large));
  const middle = (r) => [(r.left + r.right) / 2, (r.top + r.bottom) / 2];
  for (const { e, r } of small) {
    const [x, y] = middle(r);
    const near = places.find((o) => {
      if (o.e === e || o.e.contains(e) || e.contains(o.e)) return false;
      const [u, v] = middle(o.r);
      if (small.some((s) => s.e === o.e) && Math.hypot(u - x, v - y) < least - 0.1) return true;
      return Math.hypot(Math.max(o.r.left - x, 0, x - o.r.right), Math.max(o.r.top - y, 0, y - o.r.bottom)) < least / 2 - 0.1;
    });
    if (near) yield [e, `is a target of ${r.width.toFixed(1)} × ${r.height.toFixed(1)} px too near to ${sign(near.e)}`];
  }
}

/** @returns {DOMRect[]} what is left of one place without another, as rectangles as large as they can be */
function without(a, b) {
  if (!overlap(a, b)) return [a];
  return [
    new DOMRect(a.left, a.top, b.left - a.left, a.height), new DOMRect(b.right, a.top, a.right - b.right, a.height),
    new DOMRect(a.left, a.top, a.width, b.top - a.top), new DOMRect(a.left, b.bottom, a.width, a.bottom - b.bottom),
  ].filter((r) => r.width > 0 && r.height > 0);
}

/** Whether the one lies over the other where both are. */
function above(one, other) {
  const stack = stackAt(other, () => {
    const [a, b] = [reach(one), reach(other)];
    return new DOMRect(Math.max(a.left, b.left), Math.max(a.top, b.top), Math.min(a.right, b.right) - Math.max(a.left, b.left), Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top));
  });
  const i = stack.findIndex((e) => one.contains(e));
  const j = stack.findIndex((e) => other.contains(e));
  return i >= 0 && (j < 0 || i < j);
}
