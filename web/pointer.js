// The pointer over the figure: what is under it lights up in every panel and says its
// numbers; a cloud of points turns by a drag, and marks with a handle are taken hold of. Wheel,
// touch scrolling and Tab are left alone.

/** A press that moves by less, in CSS pixels, is a tap. */
const tap = 4;

/**
 * @param {HTMLElement} stage
 * @param {object} view
 * @param {() => number} zoom CSS pixels of the page in one of the figure
 * @param {(words: string) => void} say what is under the pointer, in words
 * @param {() => boolean} wake asks for a new picture; false if there can be none
 * @param {() => void} turned a drag is over
 * @param {import("./handles.js").Handles} handles
 * @returns {() => void} looks anew at what is under a pointer that stands still
 */
export function followPointer(stage, view, zoom, say, wake, turned, handles) {
  let turning = null;
  let last = null;
  let still = false; // a press that has not become a drag
  const place = (e) => {
    const r = stage.getBoundingClientRect();
    return [(e.clientX - r.left) / zoom(), (e.clientY - r.top) / zoom()];
  };
  let over = []; // where the pointer was last
  const light = (...xy) => {
    if (!wake()) return;
    over = xy;
    const words = view.pick(...xy);
    say(typeof words === "string" ? words : "");
  };
  stage.addEventListener("pointerdown", (e) => {
    if (!wake()) return;
    const [x, y] = place(e);
    if (handles.press(e, x, y)) {
      light(x, y);
      return;
    }
    const panel = e.isPrimary && e.button === 0 ? view.solid(x, y) : "";
    if (panel && typeof panel === "string") {
      turning = panel;
      last = [x, y];
      still = true;
      stage.setPointerCapture(e.pointerId);
    } else if (e.pointerType === "touch") {
      light(x, y);
    }
  });
  stage.addEventListener("pointermove", (e) => {
    if (!wake()) return;
    const [x, y] = place(e);
    if (turning) {
      if (still && Math.hypot(x - last[0], y - last[1]) < tap) return;
      still = false;
      view.rotate(turning, x - last[0], y - last[1]);
      last = [x, y];
    } else if (handles.move(e, x, y)) {
      if (!handles.dragging) light(x, y);
    } else if (e.pointerType !== "touch") {
      light(x, y);
      const panel = view.solid(x, y);
      stage.style.cursor = handles.cursor(x, y) || (panel && typeof panel === "string" ? "grab" : "");
    }
  });
  // A finger that takes hold of a mark does not scroll the page; elsewhere it does.
  stage.addEventListener("touchstart", (e) => {
    if (handles.held && e.cancelable) e.preventDefault();
  }, { passive: false });
  const end = (e) => {
    if (handles.release(e, ...place(e))) return;
    if (turning && still && e.type === "pointerup") light(...place(e));
    else if (turning) turned();
    turning = null;
  };
  stage.addEventListener("pointerup", end);
  stage.addEventListener("pointercancel", end);
  stage.addEventListener("pointerleave", (e) => {
    if (e.pointerType !== "touch") light();
  });
  return () => {
    if (over.length) light(...over);
  };
}
