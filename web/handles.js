// Marks that stand for rows of a table, by hand: a click goes through what one may be, a drag moves it,
// or to another pairs them, a click beside them makes one more. The same by keyboard, where marks are
// walked through, and with a finger, which first shows and then does. What is done is an edit of the link.

/** A press that moves by less, in CSS pixels, is a click. */
const stray = 4;
/** Two clicks within so many ms, and so many CSS pixels, are no more than one. */
const twice = 500;
const close = 12;
/** An arrow moves a mark by such a part of its axis, with Shift by a smaller one. */
const stride = 1 / 64;
const fine = 1 / 512;

/**
 * @typedef {object} Grip a mark with a handle
 * @property {string} panel
 * @property {string} of what marks it is of
 * @property {string} input whose rows it stands for
 * @property {string} join the input whose rows pair such marks, or ""
 * @property {number} mark
 * @property {number} x in CSS pixels of the figure
 * @property {number} y
 * @property {string} words
 * @property {boolean} drag whether it can be moved
 * @property {boolean} anew whether the run starts over with an edit
 * @property {object | null} turn the change that goes on with what it is
 * @property {object | null} drop the change that takes that away
 */

/**
 * @typedef {object} Plot bare ground where marks grow
 * @property {string} panel
 * @property {string} input whose rows they stand for
 * @property {boolean} anew
 * @property {object} add the change that has one more there
 */

let drags = 0; // that were begun

export class Handles {
  /**
   * @param {HTMLElement} stage
   * @param {object} view the Go program of the page
   * @param {{ground: () => string, edit: (change: object, how: import("./address.js").How) => boolean, say: (words: string) => void, tell: (words: string) => void, wake: () => boolean, zoom: () => number}} page
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
    this.begun = [0, 0]; // where it was pressed
    this.by = ""; // names the drag
    /** @type {Grip | null} */
    this.fresh = null; // what a finger is on for the first time
    this.moved = false;
    /** @type {Plot | null} */
    this.plot = null; // what it was pressed on
    this.change = null; // that a drag has come to
    this.grown = { x: 0, y: 0, when: -Infinity }; // where and when the last mark was made
    /** @type {Grip | Plot | null} */
    this.touched = null; // what a finger has tapped
    this.tapped = [0, 0]; // and where
    /** @type {Grip | null} */
    this.walked = null; // by keyboard
    /** @type {Grip | null} */
    this.from = null; // a pair is begun with it
    this.spoken = false; // its words stand under the figure, as it is walked to by keyboard
    this.sprouts = ""; // an input that has got one more mark, which is walked to
    /** @type {Grip | null} */
    this.gone = null; // a mark that is taken away: the nearest to it is walked to
    this.ground = "";
  }

  // ---- by pointer and finger ----

  /** @param {number} x in CSS pixels of the figure @param {number} y @returns {Grip | null} */
  at(x, y) {
    return sound(this.view.gripAt(x, y));
  }

  /** @param {number} x @param {number} y @returns {string} what the pointer looks like there, if not as ever */
  cursor(x, y) {
    const grip = this.at(x, y);
    if (grip) return grip.drag ? "grab" : "pointer";
    return sound(this.view.bare(x, y)) ? "crosshair" : "";
  }

  /**
   * A pointer is pressed. A finger takes hold of a mark that it has tapped before.
   * @param {PointerEvent} e @param {number} x @param {number} y @returns {boolean} whether a mark is held
   */
  press(e, x, y) {
    if (this.held) return true; // one hand at a time
    const ours = e.isPrimary && e.button === 0;
    const grip = ours ? this.at(x, y) : null;
    const known = grip && (e.pointerType !== "touch" || same(this.touched, grip));
    this.fresh = e.pointerType === "touch" && grip && !known ? grip : null;
    this.plot = ours && !grip && !e.target.closest(".veil") ? sound(this.view.bare(x, y)) : null;
    if (!known && !this.plot) return false;
    this.pointer = e.pointerId;
    this.moved = false;
    this.begun = [x, y];
    if (!known) return false;
    this.held = grip;
    this.change = null;
    this.by = `drag ${++drags}`;
    this.stage.setPointerCapture(e.pointerId);
    return true;
  }

  /** @param {PointerEvent} e @param {number} x @param {number} y @returns {boolean} whether a mark is held */
  move(e, x, y) {
    this.tread();
    if (e.pointerId === this.pointer && (this.held || this.plot)) this.moved ||= Math.hypot(x - this.begun[0], y - this.begun[1]) > stray;
    if (!this.held) return false;
    if (e.pointerId !== this.pointer || !this.moved) return true;
    if (this.held.join) this.stretch(this.held, x, y);
    if (this.held.drag) this.drag(this.held, x, y);
    return true;
  }

  /** @returns {boolean} whether a mark follows the pointer */
  get dragging() {
    return this.held?.drag === true && this.moved;
  }

  /** A mark follows the pointer, from where it was taken hold of on. @param {Grip} grip @param {number} x @param {number} y */
  drag(grip, x, y) {
    this.stage.style.cursor = "grabbing";
    const [fromX, fromY] = this.begun;
    this.change = sound(this.view.dragged(grip.panel, grip.of, grip.mark, grip.x + x - fromX, grip.y + y - fromY)) ?? this.change;
    if (this.change) this.page.edit(this.change, { hand: true, by: this.by, drag: true, anew: grip.anew });
    this.show(grip);
  }

  /** @param {Grip} grip that was dragged and is let go */
  drop(grip) {
    this.stage.style.cursor = "";
    if (this.change) this.page.edit(this.change, { hand: true, by: this.by, drag: true, ends: true, anew: grip.anew });
    this.walk(this.now(grip) ?? grip, false);
    this.page.say(""); // what the run has come to is to be read again
  }

  /** @param {PointerEvent} e @param {number} x @param {number} y @returns {boolean} whether a mark was held */
  release(e, x, y) {
    this.tread();
    if (this.held && e.pointerId !== this.pointer) return true;
    this.thread.toggleAttribute("hidden", true);
    const { held, fresh, plot, dragging, touched } = this;
    const up = e.type === "pointerup";
    this.held = this.fresh = this.plot = null;
    const tapped = fresh ?? held ?? (this.moved ? null : plot);
    // One that scrolls the page has tapped nothing.
    const before = this.tapped;
    if (e.pointerType === "touch") [this.touched, this.tapped] = [up ? tapped : null, [x, y]];
    if (dragging) this.drop(held);
    else if (up && held && this.moved) this.join(held, this.at(x, y));
    else if (up && fresh?.drag) this.page.say(`${fresh.words}. Now drag it.`);
    else if (up && tapped && tapped !== fresh && !this.again(e, x, y)) {
      if (held) this.click(held);
      else if (e.pointerType !== "touch" || (same(touched, plot) && Math.hypot(x - before[0], y - before[1]) < 2 * close)) this.sprout(plot, e, x, y);
    }
    return held !== null;
  }

  /** @param {PointerEvent} e @param {number} x @param {number} y @returns {boolean} whether that is the second half of a double click */
  again(e, x, y) {
    const { grown } = this;
    return e.timeStamp - grown.when < twice && Math.hypot(x - grown.x, y - grown.y) < close;
  }

  /** @param {Plot} plot @param {PointerEvent} e @param {number} x @param {number} y */
  sprout(plot, e, x, y) {
    this.grown = { x, y, when: e.timeStamp };
    this.grow(plot, {});
  }

  /** @param {Grip} grip */
  click(grip) {
    if (grip.drag) this.walk(grip, false);
    this.page.say(""); // what it was is said no more
    this.next(grip, {});
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
    const now = grips.find((g) => same(g, this.walked));
    if (e.key === "Insert" || (e.key === "+" && now)) return this.add(now, e.repeat);
    if (!grips.length) return false;
    if (way) {
      const i = now ? grips.indexOf(now) + way : way > 0 ? 0 : -1;
      this.walk(grips[(i + grips.length) % grips.length]);
      return true;
    }
    if (!now) return false;
    const toward = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[e.key];
    if (toward && now.drag) this.nudge(now, toward, e.shiftKey ? fine : stride);
    else if (toward) this.walk(neighbour(grips, now, toward) ?? now);
    else if (e.key === "Enter") this.next(now, { rests: true });
    else if (e.key === " " && now.join) this.pair(now);
    else if (now.drop && (e.key === "Delete" || e.key === "Backspace")) this.take(now, e.repeat);
    else if (e.key === "Escape") this.leave();
    else return false;
    return true;
  }

  /** @param {Grip} now @param {number[]} toward @param {number} part of its axis */
  nudge(now, [dx, dy], part) {
    this.spoken = true;
    const change = sound(this.view.nudged(now.panel, now.of, now.mark, dx * part, dy * part));
    if (change) this.page.edit(change, { hand: true, by: `nudge ${now.input} ${now.mark}`, anew: now.anew, rests: true });
  }

  /** One more mark, beside the one that is walked to. @param {Grip | undefined} now @param {boolean} repeated @returns {boolean} whether there can be one */
  add(now, repeated) {
    const plot = sound(this.view.bareBeside(...(now ? [now.x, now.y] : [])));
    if (plot && !repeated) this.grow(plot, { rests: true });
    return plot !== null;
  }

  /** One mark less; a key that is kept down does not take the next as well. @param {Grip} now @param {boolean} repeated */
  take(now, repeated) {
    if (!repeated && this.page.edit(now.drop, { hand: true, anew: now.anew, rests: true })) this.gone = now;
  }

  /** @returns {Grip[]} */
  grips() {
    const all = this.view.grips();
    return Array.isArray(all) ? all : [];
  }

  /** @param {Grip} grip @param {boolean} [spoken] whether its words stand under the figure */
  walk(grip, spoken = true) {
    this.walked = grip;
    this.spoken = spoken;
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

  /**
   * Another picture is drawn: what is dragged, or walked to, stays lit, and is said anew.
   * @param {boolean} ready whether a run begins with it
   * @returns {boolean} whether a mark is lit, whatever else the pointer is on
   */
  drawn(ready) {
    this.tread();
    if (this.dragging) {
      this.show(this.held);
      return true;
    }
    if (ready) this.settle();
    if (!this.walked) return false;
    this.follow();
    const now = this.now(this.walked);
    if (ready && !this.spoken) this.page.say("");
    if (ready && now) this.page.tell(now.words);
    return true;
  }

  /** What was begun on another ground ends. */
  tread() {
    const ground = this.page.ground();
    if (ground !== this.ground) this.forget();
    this.ground = ground;
  }

  /** Walks to a mark that has come, and from one that has gone to the nearest that there is. */
  settle() {
    const least = (input, of) => this.grips().filter((g) => g.input === input).reduce((a, b) => (a && of(a) <= of(b) ? a : b), null);
    const near = (to) => (g) => Math.hypot(g.x - to.x, g.y - to.y);
    const { gone, walked } = this;
    if (this.sprouts) this.walked = least(this.sprouts, (g) => -g.mark);
    else if (gone) this.walked = least(gone.input, near(gone));
    else if (walked?.drag && !this.now(walked)) this.walked = least(walked.input, near(walked));
    this.sprouts = "";
    this.gone = null;
  }

  /** @param {Grip} grip @returns {Grip | undefined} what stands for the same on the last picture */
  now(grip) {
    return this.grips().find((g) => same(g, grip));
  }

  /** What is walked to is lit, and by keyboard said under the figure. */
  follow() {
    if (this.walked) this.show(this.walked, this.spoken);
  }

  /** A mark is lit, and said under the figure. @param {Grip} grip @param {boolean} [said] */
  show(grip, said = true) {
    if (!this.page.wake()) return;
    this.view.light(grip.input, grip.mark);
    if (said) this.page.say(this.now(grip)?.words ?? "");
  }

  /** Marks stand for other things now: nothing that was begun goes on. */
  forget() {
    this.leave();
    this.held = this.plot = this.touched = this.from = null;
    this.sprouts = "";
    this.gone = null;
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

  /** @param {Grip} g @param {import("./address.js").How} how */
  next(g, how) {
    if (g.turn) this.page.edit(g.turn, { hand: true, anew: g.anew, ...how });
  }

  /** @param {Grip} a @param {Grip | null} b */
  join(a, b) {
    if (a.join && b && !same(a, b)) this.page.edit({ input: a.join, act: "join", mark: a.mark, other: b.mark }, { hand: true, anew: a.anew });
  }

  /** @param {Plot} plot @param {import("./address.js").How} how */
  grow(plot, how) {
    if (!this.page.edit(plot.add, { hand: true, anew: plot.anew, ...how })) return;
    this.sprouts = plot.input;
    this.spoken = how.rests === true;
  }
}

/** @template T @param {T | Error | null | undefined} x what the view gave @returns {T | null} */
function sound(x) {
  return x instanceof Error || x === undefined ? null : x;
}

/** @param {Grip | Plot | null} a @param {Grip | Plot | null} b @returns {boolean} whether they stand for one thing */
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
