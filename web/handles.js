// Marks that stand for rows of a table, by hand: a click goes through what is said of one, a drag to
// another pairs them. The same by keyboard, where marks are walked through, and with a
// finger, which first shows and then does. What is done is an edit of the link.

/** A press that moves by less, in CSS pixels, is a click. */
const stray = 4;

/**
 * @typedef {object} Grip a mark with a handle
 * @property {string} input whose rows it stands for
 * @property {string} join the input whose rows pair such marks, or ""
 * @property {number} mark
 * @property {number} x in CSS pixels of the figure
 * @property {number} y
 * @property {string} words
 */

export class Handles {
  /**
   * @param {HTMLElement} stage
   * @param {object} view the Go program of the page
   * @param {{ground: () => string, edit: (change: object, by: string) => void, say: (words: string) => void, tell: (words: string) => void, wake: () => boolean, zoom: () => number}} page
   * ground names what marks stand for now; edit changes a table; say shows words under the figure, tell says them to those who hear;
   * wake asks for a new picture, and says whether there can be one; zoom is how many CSS pixels of the page are one of the figure
   */
  constructor(stage, view, page) {
    Object.assign(this, { stage, view, page });
    this.thread = thread();
    stage.append(this.thread);
    /** @type {Grip | null} */
    this.held = null; // by the pointer
    this.pointer = 0; // which one that is
    this.moved = false;
    /** @type {Grip | null} */
    this.touched = null; // what a finger has tapped
    /** @type {Grip | null} */
    this.walked = null; // by keyboard
    /** @type {Grip | null} */
    this.from = null; // a pair is begun with it
    this.ground = "";
  }

  // ---- by pointer and finger ----

  /** @param {number} x in CSS pixels of the figure @param {number} y @returns {Grip | null} */
  at(x, y) {
    const grip = this.view.gripAt(x, y);
    return grip instanceof Error ? null : grip;
  }

  /**
   * A pointer is pressed. A finger takes hold of a mark that it has tapped before.
   * @param {PointerEvent} e @param {number} x @param {number} y @returns {boolean} whether a mark is held
   */
  press(e, x, y) {
    if (this.held) return true; // one hand at a time
    const grip = e.isPrimary && e.button === 0 ? this.at(x, y) : null;
    const known = grip && (e.pointerType !== "touch" || same(this.touched, grip));
    this.fresh = e.pointerType === "touch" && grip && !known ? grip : null;
    if (!known) return false;
    this.held = grip;
    this.pointer = e.pointerId;
    this.moved = false;
    this.begun = [x, y];
    this.stage.setPointerCapture(e.pointerId);
    return true;
  }

  /** @param {PointerEvent} e @param {number} x @param {number} y @returns {boolean} whether a mark is held */
  move(e, x, y) {
    if (!this.held) return false;
    if (e.pointerId !== this.pointer) return true;
    this.moved ||= Math.hypot(x - this.begun[0], y - this.begun[1]) > stray;
    if (this.moved && this.held.join) this.stretch(this.held, x, y);
    return true;
  }

  /** @param {PointerEvent} e @param {number} x @param {number} y @returns {boolean} whether a mark was held */
  release(e, x, y) {
    if (this.held && e.pointerId !== this.pointer) return true;
    this.thread.toggleAttribute("hidden", true);
    const { held, fresh } = this;
    this.held = this.fresh = null;
    // One that scrolls the page has tapped nothing.
    if (e.pointerType === "touch") this.touched = e.type === "pointerup" ? fresh ?? held : null;
    if (!held) return false;
    if (e.type !== "pointerup") return true;
    const to = this.moved ? this.at(x, y) : null;
    if (!this.moved) this.next(held);
    else if (to && !same(to, held)) this.join(held, to);
    return true;
  }

  /** @param {Grip} from @param {number} x @param {number} y */
  stretch(from, x, y) {
    const zoom = this.page.zoom();
    this.thread.removeAttribute("hidden");
    const to = this.at(x, y) ?? { x, y };
    const line = this.thread.firstElementChild;
    for (const [name, value] of Object.entries({ x1: from.x, y1: from.y, x2: to.x, y2: to.y })) line.setAttribute(name, String(value * zoom));
  }

  // ---- by keyboard, while the canvas has the focus ----

  /** @param {KeyboardEvent} e @returns {boolean} whether the key was for a mark */
  key(e) {
    // Brackets are themselves even where a keyboard has them behind Alt.
    const way = { "[": -1, "]": 1 }[e.key];
    if (e.metaKey || (!way && (e.altKey || e.ctrlKey))) return false;
    const grips = this.grips();
    if (!grips.length) return false;
    const now = grips.find((g) => same(g, this.walked));
    if (way) {
      const i = now ? grips.indexOf(now) + way : way > 0 ? 0 : -1;
      this.walk(grips.at(i % grips.length));
      return true;
    }
    if (!now) return false;
    const toward = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[e.key];
    if (toward) this.walk(neighbour(grips, now, toward) ?? now);
    else if (e.key === "Enter") this.next(now);
    else if (e.key === " " && now.join) this.pair(now);
    else if (e.key === "Delete" || e.key === "Backspace") this.page.edit({ input: now.input, act: "forget", mark: now.mark }, "");
    else if (e.key === "Escape") this.leave();
    else return false;
    return true;
  }

  /** @returns {Grip[]} */
  grips() {
    const all = this.view.grips();
    return Array.isArray(all) ? all : [];
  }

  /** @param {Grip} grip */
  walk(grip) {
    this.walked = grip;
    this.follow();
    this.page.tell(grip.words);
  }

  /** Space on one mark, and then on another, is a drag from one to the other. @param {Grip} now */
  pair(now) {
    const { from } = this;
    this.from = null;
    if (!from) {
      this.from = now;
      this.page.tell(`From here to another: ${now.words}`);
    } else if (!same(from, now)) {
      this.join(from, now);
    }
  }

  /** Another picture is drawn: what is walked to stays lit, and is said anew. @param {boolean} ready whether a run begins with it */
  drawn(ready) {
    const ground = this.page.ground();
    if (ground !== this.ground) this.forget();
    this.ground = ground;
    if (!this.walked) return;
    this.follow();
    const now = this.grips().find((g) => same(g, this.walked));
    if (ready && now) this.page.tell(now.words);
  }

  /** What is walked to is lit, and said under the figure. */
  follow() {
    if (!this.walked || !this.page.wake()) return;
    this.view.light(this.walked.input, this.walked.mark);
    const now = this.grips().find((g) => same(g, this.walked));
    this.page.say(now?.words ?? "");
  }

  /** Marks stand for other things now: nothing that was begun goes on. */
  forget() {
    this.leave();
    this.held = this.touched = this.from = null;
    this.thread.toggleAttribute("hidden", true);
  }

  /** The keyboard is elsewhere. */
  leave() {
    if (!this.walked) return;
    this.walked = this.from = null;
    this.view.pick();
    this.page.say("");
    this.page.wake();
  }

  // ---- what is done ----

  /** @param {Grip} g */
  next(g) {
    this.page.edit({ input: g.input, act: "next", mark: g.mark }, "");
  }

  /** @param {Grip} a @param {Grip} b */
  join(a, b) {
    this.page.edit({ input: a.join, act: "join", mark: a.mark, other: b.mark }, "");
  }
}

/** @param {Grip | null} a @param {Grip | null} b @returns {boolean} whether they stand for one thing */
function same(a, b) {
  return a?.input === b?.input && a?.mark === b?.mark;
}

/**
 * The mark that lies nearest in a direction, those askew counting as farther.
 * @param {Grip[]} grips @param {Grip} from @param {number[]} toward @returns {Grip | undefined}
 */
function neighbour(grips, from, [dx, dy]) {
  let best;
  let least = Infinity;
  for (const g of grips) {
    const along = (g.x - from.x) * dx + (g.y - from.y) * dy;
    const aside = Math.abs((g.x - from.x) * dy) + Math.abs((g.y - from.y) * dx);
    if (along > 0 && along + 2 * aside < least) {
      least = along + 2 * aside;
      best = g;
    }
  }
  return best;
}

/** @returns {SVGSVGElement} the line that a drag draws */
function thread() {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.append(document.createElementNS("http://www.w3.org/2000/svg", "line"));
  svg.setAttribute("class", "thread");
  svg.setAttribute("aria-hidden", "true");
  svg.toggleAttribute("hidden", true);
  return svg;
}
