// The rules for what is seen: the colour of words, and what is under them.

/** What lies in the middle of a place, from the top down. @param {Element} e that is there, and is scrolled into sight @param {() => DOMRect} place where it is now */
function stackAt(e, place) {
  const look = () => {
    const { left, top, width, height } = place();
    return document.elementsFromPoint(left + width / 2, top + height / 2);
  };
  const stack = look();
  if (stack.includes(e)) return stack;
  e.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
  return look();
}

/** @returns {[Element, () => DOMRect][]} each element that text in sight stands in, and where the first of that text is now */
function texts() {
  const found = new Map();
  const walk = document.createTreeWalker(scope(), NodeFilter.SHOW_TEXT);
  for (let n = walk.nextNode(); n; n = walk.nextNode()) {
    const e = n.parentElement;
    if (!n.data.trim() || found.has(e) || e.closest("script, style, noscript, option, textarea, title") || !seen(e)) continue;
    const range = document.createRange();
    range.selectNodeContents(n);
    const place = () => [...range.getClientRects()].find((r) => r.width > 1 && r.height > 1);
    if (place()) found.set(e, place);
  }
  for (const e of all("input:not([type=radio], [type=checkbox], [type=range]), select, textarea")) if (e.value && seen(e)) found.set(e, () => box(e));
  return [...found];
}

/** @param {string} css rgb(…) or rgba(…) @returns {number[] | null} red, green, blue, alpha of 0 to 1 */
function colour(css) {
  const m = /^rgba?\(([\d.]+), ([\d.]+), ([\d.]+)(?:, ([\d.]+))?\)$/.exec(css);
  return m && [m[1] / 255, m[2] / 255, m[3] / 255, Number(m[4] ?? 1)];
}
const over = ([r, g, b, a], under) => [r, g, b].map((c, i) => a * c + (1 - a) * under[i]);
/** Relative luminance and contrast, as WCAG defines them. */
const luminance = (rgb) => rgb.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)).reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
const contrastOf = (a, b) => {
  const [x, y] = [luminance(a), luminance(b)].sort((p, q) => q - p);
  return (x + 0.05) / (y + 0.05);
};
const opacity = (e) => (e ? Number(getComputedStyle(e).opacity) * opacity(e.parentElement) : 1);

/**
 * The colour under the text of an element, white where nothing has any; null where the text is
 * covered. A canvas is taken for glass: the figure has the page's colour where words lie on it.
 */
function ground(e, place) {
  const stack = stackAt(e, place);
  const at = stack.indexOf(e);
  if (at < 0) return null;
  const paint = (o) => colour(getComputedStyle(o).backgroundColor) ?? [0, 0, 0, 0];
  if (stack.slice(0, at).some((o) => !e.contains(o) && paint(o)[3] * opacity(o) > 0.5)) return null;
  const layers = [];
  // What belongs to it and comes before it lies behind its words: they are in sight.
  for (const o of [...stack.slice(0, at).filter((c) => e.contains(c)), ...stack.slice(at)]) {
    if (o !== e && o.matches("img") && Number(getComputedStyle(o).opacity) > 0) return "picture";
    const [r, g, b, a] = paint(o);
    layers.push([r, g, b, a * opacity(o)]);
    if (layers.at(-1)[3] === 1) break;
  }
  return layers.reduceRight((under, layer) => over(layer, under), [1, 1, 1]);
}

/** Text has a contrast of 4.5 to what is under it; large text, and bold text nearly as large, 3 (1.4.3). */
function* contrast() {
  for (const [e, place] of texts()) {
    if (disabled(e) || e.closest("label")?.control?.disabled || e.closest("button:disabled")) continue;
    const style = getComputedStyle(e);
    const ink = colour(style.color);
    const under = ground(e, place);
    if (under === null) continue;
    if (!ink || under === "picture") {
      yield [e, ink ? "is text over a picture" : `has a colour that was not understood, ${style.color}`];
      continue;
    }
    const size = parseFloat(style.fontSize);
    const want = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700) ? 3 : 4.5;
    const got = contrastOf(over([...ink.slice(0, 3), ink[3] * opacity(e)], under), under);
    if (got < want) yield [e, `is text with a contrast of ${got.toFixed(2)}, of ${want} at least`];
  }
}

/** A link among words is told from them by more than its colour (1.4.1). */
function* links() {
  for (const e of all(":is(p, li, dd, td, figcaption) a[href]")) {
    const style = getComputedStyle(e);
    const block = e.closest("p, li, dd, td, figcaption");
    if (!seen(e) || style.display !== "inline" || flat(block.textContent) === flat(e.textContent)) continue;
    if (!style.textDecorationLine.includes("underline") && style.borderBottomWidth === "0px") yield [e, "is a link among words, told by nothing but its colour"];
  }
}
