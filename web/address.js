// The link in the address bar says what is to be seen, and follows what is seen. What
// changes the run goes onto the history, so that Back undoes it; playing, stepping and
// dragging only replace the entry that is there.

import { amend, enter } from "./entries.js";
import { headingOf } from "./glimpse.js";
import { at } from "./make.js";
import { atHome, still } from "./options.js";
import { notices, unveil } from "./veil.js";

/** Browsers count changes of the address: one waits this many ms for the next. */
const patience = 200;
/** Edits by keyboard rest once none came for so many ms. */
const rest = 600;

/**
 * How tables are edited.
 * @typedef {object} How
 * @property {boolean} [hand] whether it is done to a mark, and is seen there
 * @property {string} [by] the gesture that it belongs to, whose edits wait for the picture of the one before
 * @property {boolean} [drag] whether the gesture is a drag, one entry of the history however long it takes,
 * @property {boolean} [ends] and this is its end
 * @property {boolean} [anew] whether the run starts over, and is played once the hand lets go
 * @property {boolean} [rests] whether that is once no more comes for a while
 */

export class Address {
  /** @param {import("./page.js").Page} page */
  constructor(page) {
    this.page = page;
    this.timer = 0;
    /** @type {{changes: object[], how: How}[]} */
    this.waiting = []; // edits of tables
    this.dragging = false; // a drag of a knob has put its entry on the history
    this.dragged = ""; // a drag of a mark that has put its own
    this.resting = 0; // the timer of edits by keyboard
    this.end = false; // the end of the run is to be on show, whichever step that is
    this.hand = false; // what was edited last was a mark
    this.why = ""; // there is no run of the tables, said under the figure, for a hand is at a mark
    this.said = null; // of a change of a table, if the picture before it can stand in for its own
    this.stands = false; // it does: there is no run of the tables as they are
  }

  /** @returns {string} the link whose figure home shows */
  home() {
    const first = this.page.catalogue.experiments[0];
    return first.presets[0]?.link ?? first.link;
  }

  /**
   * Goes where a link says.
   * @param {string} hash empty: home, and in a frame what home shows
   * @param {boolean} [push] whether Back is to undo it
   * @param {string} [by] the control that is turned for it
   * @param {boolean} [quiet] whether the last picture stays until that of the link is there
   * @param {boolean} [end] whether the end of the run is to be seen, whichever step that is
   */
  visit(hash, push = false, by = "", quiet = false, end = false) {
    const { page } = this;
    if (page.stopped) return;
    if (push) this.settle();
    clearTimeout(this.resting);
    if (!quiet) {
      this.waiting = [];
      this.dragged = "";
    }
    const l = page.view.open(hash);
    if (l instanceof Error) return;
    this.said = null;
    this.stands = false;
    this.why = "";
    notices(l.notices);
    const home = atHome(hash);
    page.layout.lodge(home);
    page.introduce(page.catalogue.experiments.find((e) => e.name === l.experiment));
    page.explain();
    unveil();
    page.now = l;
    page.speech.forget();
    let { step, play } = l;
    if (end) step = Infinity;
    this.end = end;
    page.finished = false;
    if (still() && play && step === 0) {
      // Those who want no motion see the finished picture.
      play = false;
      step = Infinity;
      this.end = page.finished = true;
    }
    page.player.open({ ...l, step, play, quiet });
    this.describe();
    page.pins.follow();
    // Last, for the browser may refuse it; and a drag changes the address once it rests.
    if (push) enter(home ? "" : l.link, by);
    if (by) this.follow();
    else if (!home) amend(l.link);
  }

  /** What is pinned has changed. */
  pinned() {
    this.reread();
    enter(this.present());
  }

  /** Axes of steps and time are to run another way. @param {string} axis as links call it */
  turnAxis(axis) {
    const { page } = this;
    if (page.stopped) return;
    page.view.axis(axis);
    this.reread();
    this.follow();
    page.wake();
  }

  /** Reads the link anew after a knob was turned during the run. */
  reread() {
    const { page } = this;
    page.now = page.view.meant(page.player.shown);
    this.describe();
  }

  /** Says what the link says: heading, chips, controls, words. */
  describe() {
    const { page } = this;
    const { run, values, seed, link, own } = page.now;
    const e = page.experiment;
    const preset = e.presets.find((p) => p.link === run);
    page.head(headingOf(e, preset, run === e.link), preset);
    page.pins.tell(page.now, e.knobs);
    page.controls.update(values, own);
    at("axis").value = page.now.axis;
    page.stretch();
    page.words.fill(values);
    page.tables.follow();
    if (document.activeElement !== at("seed")) at("seed").value = String(seed);
    if (at("onward")) at("onward").href = `${location.pathname}${link}`;
  }

  /** @returns {string} the link of what is on show: while it plays the run, else the picture */
  present() {
    const { view, player, now } = this.page;
    return player.playing ? view.linkAt(0, true) : view.linkAt(player.shown < 0 ? now.step : player.shown, false);
  }

  /** Lets the address follow the picture, a little later. */
  follow() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.settle(), patience);
  }

  /** Writes the link of what is on show into the address bar. */
  settle() {
    clearTimeout(this.timer);
    const { player, layout } = this.page;
    // The address of home stands for whatever its figure shows.
    if (layout.home || !player || (player.shown < 0 && !player.broken) || player.seeking) return;
    amend(this.present());
  }

  /**
   * A visitor has turned a knob.
   * @param {import("./controls.js").Knob} knob @param {string} text @param {boolean} dragging
   */
  turned(knob, text, dragging) {
    const { view, player, controls, now } = this.page;
    const { link, run, notice, value } = view.with(knob.name, text);
    if (notice) {
      notices([notice]);
      controls.update(now.values, now.own);
      return;
    }
    const push = !this.dragging;
    this.dragging = dragging;
    if (knob.live && player.shown > 0 && !player.broken && !player.atEnd()) {
      if (push) {
        this.settle();
        enter(location.hash || now.link, knob.name);
      }
      notices([]); // what was said of another value
      player.turn(knob.name, Number(value));
      return;
    }
    // The last value of a drag has been visited already.
    if (!push && !dragging && run === player.run) return;
    this.visit(link, push, knob.name);
  }

  /**
   * A visitor changes tables, or marks that stand for their rows. The picture stays at its step, or at the end,
   * unless the run starts over. What cannot be made before the run of the last change has begun waits for it;
   * and so does what goes on with a gesture, or it would never be seen.
   * @param {object | object[]} change as view.edit takes it: several are made at once
   * @param {How} [how]
   * @returns {boolean} whether there is another run
   */
  edit(change, how = {}) {
    const { page } = this;
    const { player, view } = page;
    if (page.stopped) return false;
    clearTimeout(this.resting);
    if (player.playing) player.pause();
    const awaited = player.shown < 0 && !player.broken;
    if (!awaited) this.waiting = [];
    if (awaited && (how.by || this.waiting.length)) return this.wait(change, how);
    const end = !how.anew && this.ended();
    const play = how.anew && !how.rests && (how.ends || !how.drag);
    const { link, run, notice, early } = view.edit(how.anew ? view.linkAt(0, play) : this.sought(), change);
    if (early && awaited) return this.wait(change, how);
    const other = run !== player.run;
    if (other) this.turnTo(link, how, end, notice);
    else if (how.ends && how.anew) this.start();
    if (other && how.rests && how.anew) this.resting = setTimeout(() => this.start(), rest);
    // What was done to a mark is seen where it was done; a line above the figure would move it from under the hand.
    const seen = other && how.hand;
    if (seen && notice) page.speech.tell(notice);
    // Of a change that was not made something is said, whatever was said before.
    if (other || notice || !this.stands) notices(seen || !notice ? [] : [notice]);
    return other;
  }

  /** Goes to the run of an edit. @param {string} link @param {How} how @param {boolean} end @param {string} notice */
  turnTo(link, how, end, notice) {
    const { player } = this.page;
    const stood = player.shown >= 0 || this.said !== null;
    const push = !how.drag || this.dragged !== how.by;
    this.visit(link, push, how.by, true, end);
    if (how.drag) this.dragged = how.by;
    if (stood) this.said = notice ? [notice] : [];
    this.hand = how.hand === true;
  }

  /**
   * An edit waits for the picture of the one before. Those of one gesture are made at once then, and of places
   * that a mark is dragged to only the last.
   * @param {object | object[]} change @param {How} how @returns {boolean} that there is no other run
   */
  wait(change, how) {
    const last = this.waiting[this.waiting.length - 1];
    if (how.by && last?.how.by === how.by) {
      if (how.drag) last.changes = [];
      last.changes.push(change);
      last.how = how;
    } else {
      this.waiting.push({ changes: [change].flat(), how });
    }
    return false;
  }

  /** The first picture of a run is there. */
  begun() {
    this.resume(this.waiting.splice(0));
  }

  /** Makes edits that waited. @param {{changes: object[], how: How}[]} waiting */
  resume(waiting) {
    if (waiting.length) queueMicrotask(() => { for (const { changes, how } of waiting) this.edit(changes, how); });
  }

  /** A run that was started over by hand is played. Those who want no motion see it finished. */
  start() {
    const { page } = this;
    const { player } = page;
    if (page.stopped || player.broken || player.playing || player.shown > 0) return;
    if (!still()) {
      player.play();
      this.settle();
      return;
    }
    this.end = page.finished = true;
    player.seek(Infinity);
  }

  /** @returns {boolean} whether the end of the run is to be on show, though its picture may still be on its way */
  ended() {
    const { player } = this.page;
    const { goal } = player.trainer;
    if (player.shown < 0) return this.end;
    return goal === null ? player.atEnd() : goal >= player.clock.steps;
  }

  /** @returns {string} the link of the step that is to be on show, though its picture may still be on its way */
  sought() {
    const { view, player } = this.page;
    const { goal } = player.trainer;
    return Number.isFinite(goal ?? NaN) ? view.linkAt(goal, false) : this.present();
  }

  /**
   * There is no run of the tables as they are: the picture before the change stays, if there is one.
   * @param {string} sentence that says why @returns {boolean} whether it does
   */
  refuse(sentence) {
    if (this.said === null || this.page.player.shown >= 0) return false;
    this.stands = true;
    // A hand that is at a mark goes on, and may mend it.
    this.resume(this.waiting.splice(0).filter(({ how }) => how.by));
    this.why = this.hand ? sentence : "";
    if (this.hand) this.page.speech.tell(sentence);
    else notices([sentence, ...this.said]);
    return true;
  }

  /** @param {string} text of a seed @returns {boolean} whether it is one */
  seed(text) {
    const { link, notice } = this.page.view.with("seed", text);
    if (notice) notices([notice]);
    else this.visit(link, true, "seed");
    return !notice;
  }

  /** The same run from another seed. */
  reseed() {
    this.visit(this.page.view.seeded(1 + Math.floor(Math.random() * 9999)), true, "seed");
  }

  /** What a run that ended badly offers. @param {{knob: string, value: number}} offer */
  take(offer) {
    this.visit(this.page.view.offered(offer.knob, offer.value), true);
  }
}
