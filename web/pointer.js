// The pointer over the figure: what is under it lights up in every panel and says its
// numbers; a cloud of points turns by a drag. Wheel, touch scrolling and Tab are left alone.

/** A press that moves by less, in CSS pixels, is a tap. */
const tap = 4;

/**
 * @param {HTMLElement} stage
 * @param {object} view
 * @param {() => number} zoom CSS pixels of the page in one of the figure
 * @param {(words: string) => void} say what is under the pointer, in words
 * @param {() => boolean} wake asks for a new picture; false if there can be none
 * @param {() => void} turned a drag is over
 */
export function followPointer(stage, view, zoom, say, wake, turned) {
  let turning = null;
  let last = null;
  let still = false; // a press that has not become a drag
  const place = (e) => {
    const r = stage.getBoundingClientRect();
    return [(e.clientX - r.left) / zoom(), (e.clientY - r.top) / zoom()];
  };
  const light = (...xy) => {
    if (!wake()) return;
    const words = view.pick(...xy);
    say(typeof words === "string" ? words : "");
  };
  stage.addEventListener("pointerdown", (e) => {
    if (!wake()) return;
    const [x, y] = place(e);
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
    } else if (e.pointerType !== "touch") {
      light(x, y);
      const panel = view.solid(x, y);
      stage.style.cursor = panel && typeof panel === "string" ? "grab" : "";
    }
  });
  const end = (e) => {
    if (turning && still && e.type === "pointerup") light(...place(e));
    else if (turning) turned();
    turning = null;
  };
  stage.addEventListener("pointerup", end);
  stage.addEventListener("pointercancel", end);
  stage.addEventListener("pointerleave", (e) => {
    if (e.pointerType !== "touch") light();
  });
}
