// Plays a run: shows the frames that come as the play clock goes, and does what a visitor
// does: play, pause, go to a step, follow a thumb, turn a knob and so begin another future. A
// pause is silence; a worker that dies is started again. It knows nothing of requests.

import { Clock } from "./clock.js";
import { numbered } from "./noun.js";
import { Trainer } from "./trainer.js";

/** A thumb that stays for so many ms rests. */
const rest = 150;
/** Most edits have their picture within so many ms. */
const soon = 100;

export class Player {
  /**
   * @param {object} view the Go program of the page
   * @param {() => Promise<Worker>} hire makes a worker that has its program
   * @param {object} page what the page does about it:
   * wake() asks for an animation frame; shown(ready) follows a picture, the first of a run if
   * ready; changed() follows the state; progress(share) tells how far it is to a step that is
   * sought; turned() follows a knob that was turned under way; refused(notice) tells why one
   * was not; failed(sentence, refused) why there is no run; waits() follows slow.
   */
  constructor(view, hire, page) {
    this.view = view;
    this.page = page;
    this.progress = page.progress; // of what the trainer seeks
    this.trainer = new Trainer(view, hire, this);
    this.clock = new Clock();
    this.playing = false;
    this.inView = true;
    this.link = ""; // that the run begins from
    this.run = "";
    this.shown = -1; // the step on show
    this.slow = ""; // what is waited for, once that takes long
    this.turning = null; // a knob that waits for the worker
    this.resting = 0; // the timer of a thumb
    this.opened = -Infinity; // when a run was opened whose picture is awaited quietly, in ms
  }

  /** Opens a run at a step; quiet: what is on show stays until then. @param {{link: string, run: string, step: number, play: boolean, quiet?: boolean}} l */
  open(l) {
    this.playing = l.play;
    if (l.run === this.run && !this.broken && this.shown >= 0) {
      this.seek(l.step);
      this.page.changed();
      return;
    }
    this.link = l.link;
    this.run = l.run;
    this.shown = -1;
    this.opened = l.quiet ? performance.now() : -Infinity;
    this.turning = null;
    this.clock.steps = 1;
    this.trainer.forget();
    this.restart(l.step, l.quiet);
    this.view.forget([]);
  }

  /**
   * Another picture follows the one on show so soon that this one is not worth drawing anew.
   * @param {number} now in ms @returns {boolean}
   */
  imminent(now) {
    return this.shown < 0 && !this.broken && now - this.opened < soon;
  }

  /** Tries once more after the worker was given up. */
  again() {
    this.trainer.client.forgive();
    this.restart(Math.max(this.shown, 0));
  }

  /** Starts the run anew in the worker and goes to a step. @param {number} step @param {boolean} [quiet] whether the way to it is not wanted */
  restart(step, quiet = false) {
    clearTimeout(this.resting);
    // What is on show stays until then; of a finished picture the way to it is not wanted.
    this.trainer.begin(this.link, step, quiet || this.shown >= 0 || step === Infinity);
    this.page.changed();
    this.page.wake();
  }

  // ---- what a visitor does ----

  play() {
    if (this.broken) return;
    clearTimeout(this.resting);
    if (this.atEnd()) this.jump(0);
    this.playing = true;
    this.clock.set(this.shown);
    this.clock.rest();
    this.page.changed();
    this.page.wake();
  }

  pause() {
    this.playing = false;
    this.trainer.hold();
    this.page.changed();
  }

  /** One step on. */
  forward() {
    this.pause();
    if (!this.atEnd()) this.seek((this.trainer.goal ?? this.shown) + 1);
  }

  /** Back to the picture before. */
  back() {
    this.pause();
    const k = this.trainer.kept.upTo(this.shown - 1);
    if (k) this.jump(k.step);
    else if (this.shown > 0) this.seek(this.shown - 1);
  }

  /** On to the next picture there is, or by one step. */
  onward() {
    const k = this.trainer.kept.after(this.shown);
    if (!k) {
      this.forward();
      return;
    }
    this.pause();
    this.jump(k.step);
  }

  /** Shows a step, by way of the worker if no frame of it was kept. @param {number} step */
  seek(step) {
    const { trainer } = this;
    step = trainer.within(step);
    if (step === this.shown) {
      trainer.stay();
      return;
    }
    if (this.jump(step) || this.broken) return;
    if (!trainer.ahead(step)) {
      this.restart(step);
      return;
    }
    trainer.seek(step);
    this.page.changed();
    this.page.wake();
  }

  /**
   * Follows a thumb: shows the last kept picture up to a step at once, and if that is further
   * off than pictures are that were watched, the very step, once the thumb rests or is let go.
   * @param {number} step
   */
  scrub(step) {
    const { trainer } = this;
    this.playing = false;
    trainer.stay();
    const kept = trainer.kept.upTo(step)?.step ?? -Infinity;
    if (kept >= 0 && kept !== this.shown) this.jump(kept);
    clearTimeout(this.resting);
    if (step !== kept && trainer.ahead(step) && !this.broken) {
      trainer.seek(step);
      this.page.wake();
    } else if (!trainer.near(step)) {
      this.resting = setTimeout(() => this.seek(step), rest);
    }
    this.page.changed();
  }

  /** Turns a Live knob at the step on show. @param {string} knob @param {number} value */
  turn(knob, value) {
    this.turning = { knob, value };
    this.page.wake();
  }

  applyTurn() {
    const { knob, value } = this.turning;
    this.turning = null;
    const at = Math.max(this.shown, 0);
    // The future that is left, as far as it was seen, stays as a ghost.
    const last = this.trainer.last();
    const { link, run, notice } = this.view.turn(at, knob, value, last?.step > at ? last : null);
    if (notice) {
      this.page.refused(notice);
      return;
    }
    this.link = link;
    this.run = run;
    this.page.turned();
    this.trainer.cut(at);
    if (this.shown === this.trainer.reached && !this.trainer.over) this.trainer.set(knob, value);
    else this.restart(at);
  }

  // ---- going on ----

  /** @returns {string} why there is no run, if there is none */
  get broken() {
    return this.trainer.broken;
  }

  /** @returns {boolean} whether a step is sought that is not on show yet */
  get seeking() {
    return this.trainer.goal !== null;
  }

  atEnd() {
    return this.shown >= this.clock.steps || (this.trainer.over && this.shown >= this.trainer.reached);
  }

  /** Whether another animation frame is needed. */
  busy() {
    if (this.trainer.answered() || this.turning) return true;
    if (this.trainer.asked()) return false; // its reply wakes the page
    return this.trainer.eager() || (this.playing && this.inView && !this.broken);
  }

  /** Goes on; called once in each animation frame. @param {number} now in ms */
  tick(now) {
    const passed = this.clock.beat(now);
    this.trainer.allow(passed);
    while (this.trainer.answered()) this.trainer.take();
    if (this.turning && this.trainer.idle()) this.applyTurn();
    if (this.playing && this.inView && !this.seeking && this.shown >= 0) this.goOn(passed);
    if (!this.playing || !this.inView) this.clock.rest();
    // Then the worker computes even while the page draws.
    if (this.seeking || this.clock.full) this.request();
  }

  /** Asks for what is due, if the worker is free; called once the page has drawn. */
  request() {
    const { full } = this.clock;
    this.trainer.request({ due: this.due(), shown: this.shown, full, ahead: full && !this.turning });
  }

  /** @returns {number | null} the step that the worker is to go to, if none is sought */
  due() {
    const { over, reached } = this.trainer;
    if (!this.playing || !this.inView || over || this.shown < reached) return null;
    return this.shown > reached ? this.shown : this.clock.due();
  }

  /** @param {number} passed seconds */
  goOn(passed) {
    const { kept, reached } = this.trainer;
    this.clock.go(passed);
    const want = this.clock.due();
    if (this.shown < Math.min(want, reached)) {
      const k = this.clock.full ? kept.after(this.shown) : kept.upTo(want);
      // Step by step none is left out: from one that was not kept on, the worker has them all.
      if (this.clock.single && want > this.shown && k?.step !== want) this.seek(want);
      else if (k && k.step > this.shown) this.show(k);
    }
    if (this.atEnd()) this.finish();
  }

  finish() {
    this.playing = false;
    this.page.changed();
  }

  // ---- what the trainer tells ----

  /** @param {boolean} open whether more steps may be asked for before the page draws */
  replied(open) {
    // What the clock is still to see comes without waiting to be drawn.
    if (open && !this.turning) {
      this.trainer.take();
      this.request();
    }
    this.page.wake();
  }

  /** @param {import("./trainer.js").News} news */
  came({ request, frame, steps, from, sought, quiet, there, finished }) {
    this.clock.steps = steps;
    // While a kept picture is looked at, or a replay is on its way, new ones only queue up.
    const hidden = sought ? quiet : this.shown >= 0 && this.shown !== from;
    const seen = !hidden || (sought && there);
    if (seen) this.show(frame, this.shown < 0 || request.kind === "start");
    if (seen && there && request.kind !== "set") this.clock.follow(frame.step, this.playing);
    if (this.atEnd() && !this.seeking) this.finish();
    else if (there) this.page.changed();
    // An earlier picture that is looked at lacks what there is by now.
    if (finished && !seen && !sought && !this.playing) this.restart(this.shown);
  }

  /** The worker died, and its run with it. */
  lost() {
    this.restart(Math.max(this.trainer.goal ?? 0, this.shown, 0));
  }

  /** @param {number} seconds without a sign of life @param {number} step that is waited for, −1: the program */
  waits(seconds, step) {
    const what = step > 0 ? numbered(step.toLocaleString("en-US")) : "the first picture";
    if (seconds === 0) this.slow = "";
    else if (step < 0) this.slow = `The program that computes is still on its way, for ${seconds} s so far.`;
    else if (seconds < 20) this.slow = `This machine is slow; ${what} is coming.`;
    else this.slow = `This machine is very slow, or busy: ${what} is coming, for ${seconds} s so far.`;
    this.page.waits();
  }

  /** @param {string} sentence @param {boolean} refused whether the run itself was */
  gave(sentence, refused) {
    this.playing = false;
    if (this.turning) {
      this.turning = null;
      this.page.turned(); // back to what the link says
    }
    this.page.failed(sentence, refused);
    this.page.changed();
  }

  // ---- kept frames ----

  /** @param {import("./kept.js").Frame} k @param {boolean} [ready] whether a new run begins with it */
  show(k, ready = false) {
    this.view.show(k);
    this.shown = k.step;
    this.page.shown(ready);
  }

  /** Shows a step if a frame of it was kept. @param {number} step @returns {boolean} */
  jump(step) {
    const k = this.trainer.kept.upTo(step);
    if (k?.step !== step) return false;
    this.trainer.stay();
    this.show(k);
    this.clock.set(step);
    this.page.changed();
    this.page.wake();
    return true;
  }
}
