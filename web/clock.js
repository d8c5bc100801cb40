// The play clock: which step is due after so many seconds. It knows nothing of workers or of
// pictures.

/** Seconds that a run takes to play at speed 1. */
const length = 8;
/** A logarithmic clock begins as if so much of the run were past: the first steps change little. */
const past = 1 / 400;
/** The fastest that the clock itself goes; beyond it pictures are shown as they come. */
const fastest = 4;
/** The clock waits for the worker once it is so many seconds ahead, or as many as the last beat took. */
const lead = 0.1;
/** A beat that took longer, in seconds, was no beat: the page stood still. */
const longest = 1;
/** Where the story turns the clock dwells for so many seconds, */
const pause = 0.6;
/** and what is left of the run makes up for it, unless that is less than so many. */
const least = 1.5;

export class Clock {
  constructor() {
    this.speed = 1; // Infinity: as fast as the worker goes
    this.single = false; // a step each second
    this.linear = false; // evenly; else by the logarithm of the step
    this.steps = 1; // of the run
    this.seconds = 0; // of the run's length that are over
    this.haste = 1; // so many pass in a second of play, where dwelling is made up for
    this.dwelling = 0; // seconds of play that it is still to stay where it is
    this.passed = 0; // seconds that the last beat took
    this.before = 0; // of the last beat, in ms; 0: it stood still
  }

  /** @param {string} speed "step" is one step a second, another that many times the usual */
  choose(speed) {
    const step = this.at(this.seconds);
    this.single = speed === "step";
    this.speed = this.single ? 1 : Number(speed);
    this.set(step);
  }

  /** @returns {boolean} whether pictures are shown as they come */
  get full() {
    return this.speed === Infinity;
  }

  /** The run is to be played as its axes run, from the step that is due on. @param {boolean} linear */
  stretch(linear) {
    const step = this.at(this.seconds);
    this.linear = linear;
    this.set(step);
  }

  /** @returns {number} the steps u of a logarithmic clock that count as past */
  get unit() {
    return Math.max(this.steps * past, 1);
  }

  /** @param {number} seconds @returns {number} u (1 + steps/u)^(seconds/8) − u, not rounded, or evenly */
  at(seconds) {
    if (this.single) return seconds;
    if (this.linear) return this.steps * seconds / length;
    return this.unit * Math.expm1(Math.log1p(this.steps / this.unit) * seconds / length);
  }

  /** @param {number} step @returns {number} the seconds after which it is due */
  inverse(step) {
    const s = Math.max(step, 0);
    if (this.single) return s;
    if (this.linear) return length * s / this.steps;
    return length * Math.log1p(s / this.unit) / Math.log1p(this.steps / this.unit);
  }

  /** @returns {number} seconds that the whole run takes */
  end() {
    return this.single ? this.steps : length;
  }

  /** @returns {number} the step that is due */
  due() {
    if (this.full || this.seconds >= this.end()) return this.steps;
    return Math.min(Math.floor(this.at(this.seconds)), this.steps);
  }

  /** Puts the clock where a step is due. @param {number} step */
  set(step) {
    this.seconds = this.inverse(step);
    this.haste = 1;
    this.dwelling = 0;
  }

  /** Stays where it is for a moment, and goes faster from there on. */
  dwell() {
    if (this.single || this.full) return;
    const left = length - this.seconds;
    const wait = left / this.haste - pause;
    if (wait < least) return;
    this.dwelling = pause;
    this.haste = left / wait;
  }

  /** @param {number} now in ms @returns {number} seconds since the last beat */
  beat(now) {
    this.passed = this.before ? Math.min((now - this.before) / 1000, longest) : 0;
    this.before = now;
    return this.passed;
  }

  /** Stands still until the next beat. */
  rest() {
    this.before = 0;
  }

  /** @param {number} passed seconds */
  go(passed) {
    // The first step of a logarithmic clock would be a long time coming.
    if (!this.single) this.seconds = Math.max(this.seconds, this.inverse(1) - 0.05);
    let played = passed * Math.min(this.speed, fastest);
    const dwelt = Math.min(played, this.dwelling);
    this.dwelling -= dwelt;
    played -= dwelt;
    this.seconds = Math.min(this.seconds + played * (this.single ? 1 : this.haste), this.end());
  }

  /**
   * Follows a picture that was shown: never behind it, and while the run plays not far ahead.
   * @param {number} step of the picture
   * @param {boolean} playing
   */
  follow(step, playing) {
    const due = this.inverse(step);
    const most = Math.max(this.inverse(step + 1), due + Math.max(lead, this.passed));
    this.seconds = playing ? Math.max(Math.min(this.seconds, most), due) : due;
  }
}
