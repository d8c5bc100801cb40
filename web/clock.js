// The play clock: which step is due after so many seconds. It knows nothing of workers or of
// pictures.

/** Seconds that a run takes to play at speed 1. */
const length = 8;
/** A logarithmic clock begins as if so much of the run were past: the first steps change little. */
const past = 1 / 400;
/** The fastest that the clock itself goes; beyond it pictures are shown as they come. */
const fastest = 4;
/** The clock waits for a worker that does all it is asked for once it is so many seconds ahead. */
const lead = 0.1;

export class Clock {
  constructor() {
    this.speed = 1; // Infinity: as fast as the worker goes
    this.single = false; // a step each second
    this.linear = false; // evenly; else by the logarithm of the step
    this.steps = 1; // of the run
    this.seconds = 0;
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
  }

  /** @param {number} now in ms @returns {number} seconds since the last beat */
  beat(now) {
    const passed = this.before ? Math.min(now - this.before, 100) / 1000 : 0;
    this.before = now;
    return passed;
  }

  /** Stands still until the next beat. */
  rest() {
    this.before = 0;
  }

  /** @param {number} passed seconds */
  go(passed) {
    // The first step of a logarithmic clock would be a long time coming.
    if (!this.single) this.seconds = Math.max(this.seconds, this.inverse(1) - 0.05);
    this.seconds = Math.min(this.seconds + passed * Math.min(this.speed, fastest), this.end());
  }

  /**
   * Follows a picture that was shown: never behind it, and while the run plays not far ahead.
   * @param {number} step of the picture
   * @param {boolean} slow whether the worker had no time for all the steps it was asked for
   * @param {boolean} playing
   */
  follow(step, slow, playing) {
    const due = this.inverse(step);
    const most = Math.max(this.inverse(step + 1), slow ? 0 : due + lead);
    this.seconds = Math.max(playing ? Math.min(this.seconds, most) : 0, due);
  }
}
