// What the page asks of the worker that trains: a run and steps of it, so many at a time that
// pictures come often enough. It keeps the frames that come, and begins the run once more if
// the worker dies. One request is out at a time, at full speed two. It knows nothing of the
// play clock, nor of what a visitor does.

import { Client } from "./client.js";
import { Kept, stride } from "./kept.js";

/** A request for steps asks for at least so many ms of them: one frame of a screen's. */
const budget = 12;
/** At full speed, and on the way to a step, where pictures matter less. */
const fullBudget = 120;
/** A picture that lacks something is refined for so many ms at a time: no longer, for an edit that is made meanwhile waits for it. */
const refining = 16;
/** Nor for more: a frame that took long once, as the first may, is no reason to show none. */
const mostBudget = 250;
/** Nor, while it plays, for so long that a pause would be late. */
const longest = 60;
/** So many requests for steps may leave before the next animation frame. */
const most = 4;

/**
 * A request that is out.
 * @typedef {object} Request
 * @property {"start" | "advance" | "set"} kind
 * @property {number} generation of the run it is about
 */

/**
 * What is wanted of the run while no step is sought.
 * @typedef {object} Want
 * @property {number | null} due the step to go to, if any
 * @property {number} shown the step on show, or −1
 * @property {boolean} full whether at full speed
 * @property {boolean} ahead whether one request more may wait, so that the worker need not wait for the page
 */

/**
 * What a reply brought.
 * @typedef {object} News
 * @property {Request} request
 * @property {import("./kept.js").Frame} frame
 * @property {number} steps at which the run is over
 * @property {number} from the step at which the run was before
 * @property {boolean} sought whether a step was sought, and quiet: unseen
 * @property {boolean} quiet
 * @property {boolean} there whether that is as far as was to be gone
 * @property {boolean} finished whether pictures of other steps, which lacked something, are kept no more
 */

export class Trainer {
  /**
   * @param {object} view the Go program of the page
   * @param {() => Promise<Worker>} hire makes a worker that has its program
   * @param {object} user who is told, and asked nothing:
   * replied(open) follows a reply that take is to take, open if more steps may be asked for
   * before the page draws; came(news) what it brought; progress(share) how far it is to a
   * step that is sought unseen; lost() that the worker died, and the run is to begin once more;
   * waits(seconds, step) for how long there was no sign of life, 0 once there is, and which
   * step is waited for, −1 if it is the program; gave(sentence, refused) why there is no run,
   * refused if the run itself was.
   */
  constructor(view, hire, user) {
    this.view = view;
    this.user = user;
    this.client = new Client(hire, {
      replied: (reply, cost) => {
        this.arrived.push({ reply, cost });
        user.replied(this.allowed > 0 && this.next === null && (this.quiet || this.out[0].kind === "advance"));
      },
      silent: (seconds, up) => user.waits(seconds, up ? this.reached + 1 : -1),
      died: (again) => this.died(again),
    });
    this.generation = 0; // of runs that were begun
    this.forget();
    /** @type {Request[]} */
    this.out = [];
    this.arrived = []; // replies to the first of them
    this.next = null; // the link of a run that waits for them
    this.cost = 0; // of the last frame, in ms
    this.allowed = 0; // requests that may leave before the next animation frame
    this.budget = budget; // of each
  }

  /** Another run is to begin: nothing of the last one is kept. */
  forget() {
    this.kept = new Kept();
    this.furthest = 0; // the last step that came of this future
    this.reached = -1; // where the worker's run is
    this.over = false; // it cannot go on
    this.client.forgive();
    this.goal = null; // the step that is sought
    this.quiet = false; // frames on the way to it are not shown
    this.broken = ""; // why there is no run
    this.draft = false; // the picture where the run is lacks something
  }

  /** Starts a run anew and goes to a step. @param {string} link @param {number} step @param {boolean} quiet */
  begin(link, step, quiet) {
    this.generation++;
    this.reached = -1;
    this.over = false;
    this.draft = false;
    this.goal = step;
    this.quiet ||= quiet;
    this.broken = "";
    this.next = link;
    // Of a picture that is awaited quietly there is nothing to draw on the way.
    if (quiet) this.allowed = most;
    // What the worker is at is wanted no more; if it is silent another one is quicker.
    if (this.client.mute()) {
      this.client.dismiss();
      this.out = [];
      this.arrived = [];
    }
    if (!this.out.length) this.ask();
  }

  /** Goes to a step that is further on. @param {number} step */
  seek(step) {
    this.goal = step;
  }

  /** Seeks no more. */
  stay() {
    this.goal = null;
    if (this.quiet) this.user.progress(1);
    this.quiet = false;
  }

  /** Turns a Live knob where the run is; it has to be idle. @param {string} knob @param {number} value */
  set(knob, value) {
    this.send({ kind: "set", generation: this.generation }, this.view.set(knob, value));
  }

  /** An animation frame has come. @param {number} passed seconds since the last one */
  allow(passed) {
    this.allowed = most;
    // Between pictures that are far apart the worker has as much to do as between others.
    this.budget = Math.min(Math.max(budget, 1000 * passed / most), longest);
  }

  /** The page pauses: the next request waits for an animation frame. */
  hold() {
    this.allowed = 0;
  }

  /** @returns {boolean} whether there are replies to take */
  answered() {
    return this.arrived.length > 0;
  }

  /** @returns {boolean} whether a reply is still to come or to be taken */
  asked() {
    return this.out.length > 0;
  }

  /** @returns {boolean} whether there is something to ask for, whatever the play clock says */
  eager() {
    return this.next !== null || this.goal !== null || this.draft;
  }

  /** @returns {boolean} whether neither a reply is to come nor a run to begin */
  idle() {
    return !this.out.length && this.next === null;
  }

  // ---- where the run is ----

  /** @param {number} step @returns {number} it, or the last one of a run that cannot go on */
  within(step) {
    return this.over ? Math.min(step, this.reached) : step;
  }

  /** @param {number} step @returns {boolean} whether the worker has only to go on to it */
  ahead(step) {
    return this.reached >= 0 && step > this.reached && !this.over;
  }

  /** @param {number} step @returns {boolean} whether the picture that is kept for it is near enough */
  near(step) {
    step = this.within(step);
    const kept = this.kept.upTo(step);
    return kept !== null && (kept.step === step || step - kept.step < stride(step));
  }

  /** @returns {import("./kept.js").Frame | null} the last one of this future */
  last() {
    return this.kept.upTo(this.furthest);
  }

  /** Another future begins: what was kept beyond belongs to the last one. @param {number} step */
  cut(step) {
    this.kept.cut(step);
    this.furthest = step;
  }

  // ---- what the worker is asked for ----

  /** Asks for what is due, if nothing is out or that is to wait at the worker's door. @param {Want} want */
  request(want) {
    if (!this.out.length) this.ask(want);
    if (want.ahead && this.goal === null && this.out.length === 1 && this.out[0].kind === "advance") this.ask(want);
  }

  /** Sends the request that is due, if one is. @param {Want} [want] */
  ask({ due, shown, full } = {}) {
    if (this.next !== null) {
      const bytes = this.view.start(this.next);
      this.next = null;
      this.send({ kind: "start", generation: this.generation }, bytes);
      return;
    }
    if (this.broken || this.reached < 0) return;
    const want = this.goal ?? due;
    if (want === null || want <= this.reached || this.over) {
      if (want !== null) this.stay();
      if (this.draft) this.refine();
      return;
    }
    if (shown > this.reached) {
      // After a replay the worker is behind the picture: it catches up unseen.
      this.goal = want;
      this.quiet = true;
    }
    this.allowed--;
    let steps = want - this.reached;
    let time = Math.max(fullBudget, Math.min(8 * this.cost, mostBudget));
    if (this.goal === null && !full) {
      // A frame may take a quarter of the worker's time, at full speed a ninth. Those that
      // are watched are a hundredth of the step apart; at full speed that many would double
      // the time of the first preset. Where pictures come too seldom for that, some are left out.
      time = Math.max(this.budget, 3 * this.cost);
      steps = Math.min(steps, Math.max(stride(this.reached), Math.ceil(steps / most)));
    }
    this.send(
      { kind: "advance", generation: this.generation },
      this.view.advance(steps, time),
    );
  }

  /** Asks for what the picture lacks where the run is. */
  refine() {
    this.allowed--;
    this.send({ kind: "advance", generation: this.generation }, this.view.advance(0, refining));
  }

  /** @param {Request} request @param {Uint8Array} bytes */
  send(request, bytes) {
    this.out.push(request);
    this.client.send(bytes);
  }

  // ---- what the worker sends ----

  /** @param {boolean} again whether not for the first time */
  died(again) {
    this.out = [];
    this.arrived = [];
    if (again) this.give("The worker that computes this run stopped twice.", false);
    else this.user.lost();
  }

  /** There is no run. @param {string} sentence that says why @param {boolean} refused whether the run itself was */
  give(sentence, refused) {
    this.stay();
    this.broken = sentence;
    this.user.gave(sentence, refused);
  }

  /** Takes the first reply there is. */
  take() {
    const { reply, cost } = this.arrived.shift();
    const request = this.out.shift();
    this.cost = cost;
    if (request.generation !== this.generation || this.broken) return;
    const { reached: from, quiet } = this;
    const sought = this.goal !== null;
    const r = this.view.receive(request.generation, reply);
    if (r instanceof Error || r.error) {
      this.give(r.error ?? r.message, true);
      return;
    }
    const frame = { step: r.step, generation: request.generation, bytes: reply, draft: r.draft };
    this.reached = r.step;
    this.client.reached(r.step);
    this.furthest = Math.max(this.furthest, r.step);
    this.over = r.over;
    this.draft = r.draft;
    this.kept.put(frame);
    // What the picture lacked is there: those of earlier steps, which lack it still, are to be had anew.
    const finished = !r.draft && this.kept.finish();
    const there = !sought || r.step >= this.goal || r.over;
    if (there) {
      this.stay();
      if (sought) this.view.forget([this.generation, ...this.kept.generations()]);
    } else if (this.quiet) {
      this.user.progress(r.step / Math.min(this.goal, r.steps));
    }
    this.user.came({ request, frame, steps: r.steps, from, sought, quiet, there, finished });
  }
}
