// Plays a run: asks the worker for steps as the play clock goes, keeps the frames that come
// and brings the worker back if it dies. One request is out at a time, at full speed two; of
// those for steps each animation frame lets a few leave; a pause is silence.

import { Clock } from "./clock.js";
import { Kept, stride } from "./kept.js";

/** A worker that takes this many ms beyond its budget is taken for dead. */
const patience = 5000;
/** A request for steps asks for at least so many ms of them: one frame of a screen's. */
const budget = 12;
/** At full speed, and on the way to a step, where pictures matter less. */
const fullBudget = 120;
/** Nor for more: a frame that took long once, as the first may, is no reason to show none. */
const mostBudget = 250;
/** A thumb that stays for so many ms rests. */
const rest = 150;
/** So many requests may leave before the next animation frame. */
const ahead = 4;

export class Player {
  /**
   * @param {object} view the Go program of the page
   * @param {() => Worker} spawn makes a worker that has its program
   * @param {object} page what the page does about it:
   * wake() asks for an animation frame; shown(ready) follows a picture, the first of a run if
   * ready; changed() follows the state; progress(share) tells how far it is to a step that is
   * sought; turned() follows a knob that was turned under way; refused(notice) tells why one
   * was not; failed(sentence, refused) why there is no run.
   */
  constructor(view, spawn, page) {
    this.view = view;
    this.spawn = spawn;
    this.page = page;
    this.clock = new Clock();
    this.playing = false;
    this.inView = true;
    this.generation = 0;
    this.link = "";
    this.run = "";
    this.forgetRun();
    this.deaths = 0;
    this.out = []; // the requests that are out: {kind, generation, until: the step asked for, limit in ms}
    this.arrived = []; // replies to the first of them
    this.next = null; // a Start that waits for it
    this.turning = null; // a knob that waits for it
    this.cost = 0;
    this.resting = 0; // the timer of a thumb
    this.allowed = 0; // requests that may leave before the next animation frame
  }

  forgetRun() {
    this.kept = new Kept();
    this.shown = -1;
    this.reached = -1;
    this.furthest = 0;
    this.clock.steps = 1;
    this.over = false; // the worker's run cannot go on
    this.goal = null; // the step that is sought
    this.quiet = false; // frames on the way to it are not shown
    this.broken = "";
  }

  /**
   * Opens a run at a step.
   * @param {{link: string, run: string, step: number, play: boolean}} l
   */
  open(l) {
    this.playing = l.play;
    if (l.run === this.run && !this.broken && this.shown >= 0) {
      this.link = l.link;
      this.seek(l.step);
      this.page.changed();
      return;
    }
    this.deaths = 0;
    this.link = l.link;
    this.run = l.run;
    this.forgetRun();
    this.quiet = l.step === Infinity; // the finished picture is wanted, not the way to it
    this.restart(l.step);
    this.view.forget([]);
  }

  /** Tries once more after the worker was given up. */
  again() {
    this.deaths = 0;
    this.broken = "";
    this.restart(Math.max(this.shown, 0));
  }

  /** Starts the run anew in the worker and goes to a step. @param {number} step */
  restart(step) {
    clearTimeout(this.resting);
    this.generation++;
    this.reached = -1;
    this.over = false;
    this.goal = step;
    // What is on show stays until then.
    if (this.shown >= 0) this.quiet = true;
    this.turning = null;
    this.next = { kind: "start", generation: this.generation };
    if (!this.out.length) this.ask();
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
    this.allowed = 0;
    this.page.changed();
  }

  /** One step on. */
  forward() {
    this.pause();
    if (!this.atEnd()) this.seek((this.goal ?? this.shown) + 1);
  }

  /** Back to the picture before. */
  back() {
    this.pause();
    const k = this.kept.upTo(this.shown - 1);
    if (k) this.jump(k.step);
  }

  /** On to the next picture there is, or by one step. */
  onward() {
    const k = this.kept.after(this.shown);
    if (!k) {
      this.forward();
      return;
    }
    this.pause();
    this.jump(k.step);
  }

  /** Shows a step, by way of the worker if no frame of it was kept. @param {number} step */
  seek(step) {
    if (this.over) step = Math.min(step, this.reached);
    if (step === this.shown) {
      this.stay();
      return;
    }
    if (this.jump(step)) return;
    if (this.broken) return;
    if (this.reached >= 0 && step > this.reached) {
      this.goal = step;
      this.page.changed();
      this.page.wake();
      return;
    }
    this.restart(step);
  }

  /** Seeks no more. */
  stay() {
    this.goal = null;
    if (this.quiet) this.page.progress(1);
    this.quiet = false;
  }

  /**
   * Follows a thumb: shows the last kept picture up to a step at once, and if that is further
   * off than pictures are that were watched, the very step, once the thumb rests or is let go.
   * @param {number} step
   */
  scrub(step) {
    this.playing = false;
    this.stay();
    const kept = this.kept.upTo(step)?.step ?? -Infinity;
    if (kept >= 0 && kept !== this.shown) this.jump(kept);
    clearTimeout(this.resting);
    if (step !== kept && step > this.reached && this.reached >= 0 && !this.over && !this.broken) {
      this.goal = step;
      this.page.wake();
    } else if (!this.near(step)) {
      this.resting = setTimeout(() => this.seek(step), rest);
    }
    this.page.changed();
  }

  /** @param {number} step @returns {boolean} whether the picture that is kept for it is near enough */
  near(step) {
    if (this.over) step = Math.min(step, this.reached);
    const kept = this.kept.upTo(step);
    return kept !== null && (kept.step === step || step - kept.step < stride(step));
  }

  /**
   * Turns a Live knob at the step on show.
   * @param {string} knob @param {number} value
   */
  turn(knob, value) {
    this.turning = { knob, value };
    this.page.wake();
  }

  // ---- going on ----

  /** @returns {number} the step at which the run is over */
  get steps() {
    return this.clock.steps;
  }

  atEnd() {
    return this.shown >= this.steps || (this.over && this.shown >= this.reached);
  }

  /** Whether another animation frame is needed. */
  busy() {
    if (this.arrived.length || this.turning) return true;
    if (this.out.length) return false; // its reply wakes the page
    if (this.next || this.goal !== null) return true;
    return this.playing && this.inView && !this.broken;
  }

  /** Goes on; called once in each animation frame. @param {number} now in ms */
  tick(now) {
    const passed = this.clock.beat(now);
    this.allowed = ahead;
    while (this.arrived.length) this.take();
    if (this.turning && !this.out.length && !this.next) this.applyTurn();
    if (this.playing && this.inView && this.goal === null && this.shown >= 0) this.goOn(passed);
    if (!this.playing || !this.inView) this.clock.rest();
    if (this.hurried()) this.request();
  }

  /** Whether the worker is to compute even while the page draws. */
  hurried() {
    return this.goal !== null || this.clock.speed === Infinity;
  }

  /**
   * Asks for what is due, if the worker is free; called once the page has drawn. At full speed
   * one request more waits at the worker's door, so that it need not wait for the page.
   */
  request() {
    if (!this.out.length) this.ask();
    const full = this.clock.speed === Infinity && this.goal === null && !this.turning;
    if (full && this.out.length === 1 && this.out[0].kind === "advance") this.ask();
  }

  /** @param {number} passed seconds */
  goOn(passed) {
    this.clock.go(passed);
    const want = this.clock.due();
    if (this.shown < Math.min(want, this.reached)) {
      const k = this.clock.speed === Infinity ? this.kept.after(this.shown) : this.kept.upTo(want);
      // Step by step none is left out: from one that was not kept on, the worker has them all.
      if (this.clock.single && want > this.shown && k?.step !== want) this.seek(want);
      else if (k && k.step > this.shown) this.show(k);
    }
    if (this.atEnd()) this.finish();
  }

  finish() {
    this.playing = false;
    this.goal = null;
    this.page.changed();
  }

  /** Sends the request that is due, if one is. */
  ask() {
    if (this.next) {
      const r = this.next;
      this.next = null;
      this.send(r, this.view.start(this.link), 2 * patience);
      return;
    }
    if (this.broken || this.reached < 0) return;
    let want = this.goal;
    if (want === null) {
      if (!this.playing || !this.inView || this.over || this.shown < this.reached) return;
      want = this.shown > this.reached ? this.shown : this.clock.due();
    }
    if (want <= this.reached || this.over) {
      this.stay();
      return;
    }
    if (this.shown > this.reached) {
      // After a replay the worker is behind the picture: it catches up unseen.
      this.goal = want;
      this.quiet = true;
    }
    this.allowed--;
    let steps = want - this.reached;
    let time = Math.max(fullBudget, Math.min(8 * this.cost, mostBudget));
    if (!this.hurried()) {
      // A frame may take a quarter of the worker's time, at full speed a ninth. Those that
      // are watched are a hundredth of the step apart; at full speed that many would double
      // the time of the first preset.
      time = Math.max(budget, 3 * this.cost);
      steps = Math.min(steps, stride(this.reached));
    }
    this.send({ kind: "advance", generation: this.generation, until: this.reached + steps }, this.view.advance(steps, time), time + patience);
  }

  /** @param {object} request @param {Uint8Array} bytes @param {number} limit in ms */
  send(request, bytes, limit) {
    this.worker ??= this.hire();
    this.out.push({ ...request, limit });
    this.await();
    this.worker.postMessage({ request: bytes.buffer }, [bytes.buffer]);
  }

  /** Waits for the next reply, but not for ever. */
  await() {
    clearTimeout(this.timer);
    const next = this.out[this.arrived.length];
    if (next) this.timer = setTimeout(() => this.died(), next.limit);
  }

  hire() {
    const worker = this.spawn();
    worker.onmessage = ({ data }) => {
      if (worker !== this.worker) return;
      if (data.died) {
        this.died();
        return;
      }
      this.arrived.push(data);
      this.await();
      // What the clock is still to see comes without waiting to be drawn.
      if (this.allowed > 0 && !this.turning && !this.next && this.out[0].kind === "advance") {
        this.take();
        this.request();
      }
      this.page.wake();
    };
    worker.onerror = (e) => {
      e.preventDefault();
      if (worker === this.worker) this.died();
    };
    return worker;
  }

  // ---- what the worker sends ----

  take() {
    const { reply, cost } = this.arrived.shift();
    const request = this.out.shift();
    this.cost = cost;
    if (request.generation !== this.generation) return;
    const sought = this.goal !== null;
    // While a kept picture is looked at, or a replay is on its way, new ones only queue up.
    const hidden = this.shown >= 0 && (sought ? this.quiet : this.shown !== this.reached);
    const bytes = new Uint8Array(reply);
    const r = this.view.receive(request.generation, bytes, false);
    if (r instanceof Error || r.error) {
      this.give(r.error ?? r.message, true);
      return;
    }
    const frame = { step: r.step, generation: request.generation, bytes: reply };
    this.reached = r.step;
    this.furthest = Math.max(this.furthest, r.step);
    this.clock.steps = r.steps;
    this.over = r.over;
    this.kept.put(frame);
    const there = !sought || r.step >= this.goal || r.over;
    if (there) {
      this.stay();
      if (sought) this.view.forget([this.generation, ...this.kept.generations()]);
    } else if (this.quiet) {
      this.page.progress(r.step / Math.min(this.goal, r.steps));
    }
    const seen = !hidden || (sought && there);
    if (seen) this.show(frame, request.kind === "start");
    if (seen && there && request.kind !== "set") this.clock.follow(r.step, r.step < request.until, this.playing);
    if (this.atEnd() && this.goal === null) this.finish();
    else if (there) this.page.changed();
  }

  applyTurn() {
    const { knob, value } = this.turning;
    this.turning = null;
    const at = Math.max(this.shown, 0);
    const { link, notice } = this.view.turn(this.fork(at), at, knob, value);
    if (notice) {
      this.page.refused(notice);
      return;
    }
    this.link = link;
    this.page.turned();
    this.run = this.view.read(this.link).run;
    // What was kept beyond belongs to another future.
    this.kept.cut(at);
    this.furthest = at;
    if (this.shown === this.reached && !this.over) {
      this.send({ kind: "set", generation: this.generation }, this.view.set(knob, value), patience);
      return;
    }
    this.restart(at);
  }

  /**
   * The link with the future that is about to be left, as far as it was seen, pinned: it stays
   * as a ghost, if there is room for one.
   * @param {number} at the step at which another begins
   */
  fork(at) {
    const last = this.kept.upTo(this.furthest);
    if (!last || last.step <= at) return this.link;
    return this.view.pin(this.link, last.step, last.generation, new Uint8Array(last.bytes));
  }

  died() {
    clearTimeout(this.timer);
    this.worker?.terminate();
    this.worker = null;
    this.out = [];
    this.arrived = [];
    this.deaths++;
    if (this.deaths > 1) {
      this.give("The worker that computes this run stopped twice.", false);
      return;
    }
    this.restart(Math.max(this.goal ?? 0, this.shown, 0));
  }

  /** @param {string} sentence @param {boolean} refused whether the run itself was */
  give(sentence, refused) {
    this.stay();
    this.broken = sentence;
    this.playing = false;
    this.page.failed(sentence, refused);
    this.page.changed();
  }

  // ---- kept frames ----

  /** @param {import("./kept.js").Frame} k @param {boolean} [ready] whether a new run begins with it */
  show(k, ready = false) {
    this.view.receive(k.generation, new Uint8Array(k.bytes), true);
    this.shown = k.step;
    this.page.shown(ready);
  }

  /** Shows a step if a frame of it was kept. @param {number} step @returns {boolean} */
  jump(step) {
    const k = this.kept.upTo(step);
    if (k?.step !== step) return false;
    this.stay();
    this.show(k);
    this.clock.set(step);
    this.page.changed();
    this.page.wake();
    return true;
  }
}
