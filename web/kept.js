// Keeps the frames of a run by their step, as the bytes that came: all of them while there
// is room, and then fewer, evenly on the scale of the time line. It knows nothing of what
// the bytes say.

/** Bytes that are kept at most. */
const room = 64 << 20;
/** Once it is full so much of it is cleared, so that not every frame makes it thinner. */
const spare = 1 / 16;
/** The least distance of frames, in log(1 + step), at which thinning begins. */
const finest = 1 / 1024;

/** @param {number} step @returns {number} steps from a frame to the next, as they are watched */
export const stride = (step) => Math.max(1, Math.floor(step / 100));

/** @typedef {{step: number, generation: number, bytes: ArrayBuffer, draft?: boolean}} Frame draft: it lacks something */

export class Kept {
  constructor() {
    /** @type {Frame[]} ascending in step */
    this.frames = [];
    this.bytes = 0;
  }

  /** Keeps a frame, in place of one of the same step. @param {Frame} frame */
  put(frame) {
    const i = this.find(frame.step);
    this.bytes += frame.bytes.byteLength;
    if (i >= 0 && this.frames[i].step === frame.step) {
      this.bytes -= this.frames[i].bytes.byteLength;
      this.frames[i] = frame;
    } else {
      this.frames.splice(i + 1, 0, frame);
    }
    if (this.bytes <= room) return;
    for (let apart = finest; this.bytes > room * (1 - spare) && this.frames.length > 2; apart *= 1.1) this.thin(apart);
  }

  /** @param {number} step @returns {Frame | null} the last one up to it */
  upTo(step) {
    return this.frames[this.find(step)] ?? null;
  }

  /** @param {number} step @returns {Frame | null} the first one beyond it */
  after(step) {
    return this.frames[this.find(step) + 1] ?? null;
  }

  /** Drops what lies beyond a step. @param {number} step */
  cut(step) {
    for (const f of this.frames.splice(this.find(step) + 1)) this.bytes -= f.bytes.byteLength;
  }

  /** Drops what lacks something. @returns {boolean} whether there was any */
  finish() {
    const { frames } = this;
    this.frames = frames.filter((f) => !f.draft);
    for (const f of frames) if (f.draft) this.bytes -= f.bytes.byteLength;
    return this.frames.length < frames.length;
  }

  /** @returns {number[]} whose frames there are */
  generations() {
    return [...new Set(this.frames.map((f) => f.generation))];
  }

  /** @param {number} step @returns {number} the index of the last one up to it, or −1 */
  find(step) {
    let low = 0;
    let high = this.frames.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.frames[middle].step <= step) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  /**
   * Drops frames whose neighbours are near enough to each other to do without them; the
   * first and the last stay.
   * @param {number} apart in log(1 + step)
   */
  thin(apart) {
    const { frames } = this;
    let n = 1;
    for (let i = 1; i < frames.length; i++) {
      const next = frames[i + 1];
      if (next && Math.log1p(next.step) - Math.log1p(frames[n - 1].step) <= apart) this.bytes -= frames[i].bytes.byteLength;
      else frames[n++] = frames[i];
    }
    frames.length = n;
  }
}
