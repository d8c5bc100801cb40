// The page's end of one worker: carries requests to it and replies from it, each request
// getting one, and tells a worker that is dead from one that is slow. A worker lives while it
// gives signs: its program is up, a reply. An error is a death; silence is none until minutes
// have passed, for a machine may have other things to do.

/** After so many ms of silence the user of the worker is told, and again every so many. */
const slow = 3000;
/** After so many it is taken for dead. */
const patience = 180_000;
/** After so many replies, and beyond the step at which it came, a death is forgotten. */
const mourning = 10;

export class Client {
  /**
   * @param {() => Promise<Worker>} hire makes a worker that has its program
   * @param {object} user who is told:
   * replied(reply, cost) brings the reply to the first request that has none; silent(seconds, up)
   * says for how long there was no sign of life, 0 once there is one, and whether its program
   * was up before; died(again) that the
   * worker is gone, with all that was asked of it, again if not for the first time.
   */
  constructor(hire, user) {
    this.hire = hire;
    this.user = user;
    /** @type {Promise<Worker> | null} */
    this.worker = null;
    this.up = false; // its program has been there
    this.owed = 0; // replies
    this.silence = 0; // ms, as far as it was counted
    this.timer = 0;
    this.step = 0; // that the run has come to
    this.forgive();
  }

  /** Another run begins, or the same is to have another chance: no death counts. */
  forgive() {
    this.deaths = 0; // that count
    this.fatal = -1; // the furthest step at which one came
    this.since = 0; // replies since the last
  }

  /** A reply brought the run to a step: far beyond the last death it is forgotten. @param {number} step */
  reached(step) {
    this.step = step;
    if (this.deaths && ++this.since > mourning && step > this.fatal) this.forgive();
  }

  /** @param {Uint8Array} bytes of a request, which are given away */
  send(bytes) {
    this.worker ??= this.start();
    const { worker } = this;
    worker.then((w) => {
      if (worker === this.worker) w.postMessage({ request: bytes.buffer }, [bytes.buffer]);
    }, () => {});
    if (this.owed++ === 0) this.listen(0);
  }

  /** @returns {boolean} whether a worker that was up owes an answer for so long that it may be dead */
  mute() {
    return this.up && this.silence > slow;
  }

  /** Ends the worker; the next request starts another. */
  dismiss() {
    this.listen(0);
    clearTimeout(this.timer);
    this.owed = 0;
    this.worker?.then((w) => w.terminate(), () => {});
    this.worker = null;
  }

  start() {
    this.up = false;
    const worker = this.hire();
    worker.then((w) => {
      w.onmessage = ({ data }) => {
        if (worker === this.worker) this.hear(data);
      };
      w.onerror = (e) => {
        e.preventDefault();
        if (worker === this.worker) this.lose();
      };
    }, () => {
      if (worker === this.worker) this.lose();
    });
    return worker;
  }

  hear(data) {
    if (data.died) {
      this.lose();
      return;
    }
    this.up = true;
    if (data.reply) this.owed--;
    this.listen(0);
    if (data.reply) this.user.replied(data.reply, data.cost);
  }

  lose() {
    this.dismiss();
    this.deaths++;
    this.fatal = Math.max(this.fatal, this.step);
    this.since = 0;
    this.user.died(this.deaths > 1);
  }

  /** Listens for the next sign of life. @param {number} silence ms of it so far */
  listen(silence) {
    clearTimeout(this.timer);
    if (silence !== this.silence) this.user.silent(silence / 1000, this.up);
    this.silence = silence;
    if (silence >= patience) this.lose();
    else if (this.owed > 0) this.timer = setTimeout(() => this.listen(silence + slow), slow);
  }
}
