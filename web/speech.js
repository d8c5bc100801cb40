// What the page says of the picture on show: the numbers in the words and the table, the
// ticks of the time line, the line under the figure, and the sentence for those who hear it.

import { at, button } from "./make.js";
import { unveil, veil, veiled } from "./veil.js";

/** While it plays the words follow the picture every so many ms. */
const pace = 100;

export class Speech {
  /** @param {import("./page.js").Page} page */
  constructor(page) {
    this.page = page;
    this.reading = null; // what the frame says, as view.reading tells it
    this.stale = false; // the words are behind the picture
    this.since = 0; // when they last followed
    this.events = []; // of the run so far
    this.turned = 0; // events among them at which the story turns, as far as they were told
    this.picked = ""; // what is under the pointer
    this.meter = ""; // for ?debug=fps
    this.timer = 0;
  }

  /** Another run begins. */
  forget() {
    this.reading = null;
    this.turned = 0;
  }

  /** Reads the picture if it is time. @param {number} now in ms */
  follow(now) {
    const { player } = this.page;
    if (!this.stale || (player.playing && now - this.since < pace)) return;
    this.stale = false;
    this.since = now;
    this.read();
  }

  read() {
    const { view, player, words, timeline, address, stage, now } = this.page;
    const r = view.reading();
    if (!r || r instanceof Error) return;
    this.reading = r;
    words.update(r.facts, r.names, r.pins);
    // An earlier picture does not know what is still to happen; its run does.
    if (player.shown >= player.trainer.furthest) this.events = r.events;
    timeline.mark(this.events);
    this.dwell();
    // Knobs turned during the run show what they were at the step on show, but for one that
    // is still to be turned: its slider is under the visitor's hand.
    if (!player.turning && (player.run !== now.run || now.link.includes("@"))) address.reread();
    stage.describe(r.summary);
    this.say();
  }

  /** Playback rests for a moment where the story has turned since the last look. */
  dwell() {
    const { player } = this.page;
    const turned = this.reading.events.filter((e) => e.rest && e.step <= player.shown).length;
    if (player.playing && turned > this.turned) player.clock.dwell();
    this.turned = turned;
  }

  /** @param {string} text what is under the pointer, in words */
  point(text) {
    if (text === this.picked) return;
    this.picked = text;
    this.say();
  }

  /** The line under the figure: what is under the pointer, how it ended, what happened last; a result in ink. */
  say() {
    const { player } = this.page;
    const r = this.reading;
    const happened = () => r?.events.filter((e) => e.step <= player.shown).pop()?.sentence;
    const { stands, why } = this.page.address;
    const broken = stands ? "This is the picture before the change." : player.broken;
    const aside = this.meter || why || this.picked || broken || player.slow || (r ? "" : "The first picture of this run is coming …");
    const result = (player.atEnd() && r?.end) || "";
    const text = aside || result || happened() || "";
    if (at("said").textContent !== text) {
      at("said").textContent = text;
      at("said").title = text;
    }
    at("status").classList.toggle("alarm", Boolean(player.broken));
    at("status").classList.toggle("result", Boolean(result && !aside));
    this.offer();
  }

  /** What there is to do next, as buttons. */
  offer() {
    const { page } = this;
    const { player, address } = page;
    const next = [];
    if (player.broken) {
      if (!veiled() && !address.stands) next.push(["Try again", () => { unveil(); player.again(); }]);
    } else if (player.atEnd() && this.reading) {
      const { offer } = this.reading;
      if (offer) next.push([offer.text, () => address.take(offer)]);
      next.push([page.finished ? "Play anyway" : "Again", () => { page.finished = false; player.play(); }, page.finished ? "" : "again"]);
      next.push(["Another seed", () => address.reseed()]);
    }
    const shape = next.map(([text]) => text).join("\n");
    const box = at("next");
    if (box.dataset.shape === shape) return;
    box.dataset.shape = shape;
    const held = box.contains(document.activeElement);
    box.replaceChildren(...next.map(([text, act, name]) => button(name, act, text)));
    // A button that goes away as it is pressed leaves the focus where one goes on.
    if (held && !next.length) at("play").focus();
  }

  /** Tells those who hear the page what it shows, once it stands still. */
  announce() {
    if (!this.reading) return;
    this.stale = true;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      if (!this.page.player.playing && this.reading) at("announce").textContent = this.reading.summary;
    }, 1000);
  }

  /** Tells them something at once. @param {string} text */
  tell(text) {
    at("announce").textContent = text;
  }

  /** @param {string} sentence @param {boolean} refused whether the run itself was refused, and nothing stands in for it */
  failed(sentence, refused) {
    if (refused) veil(sentence, this.page.player.shown >= 0);
    this.stale = false;
    this.say();
  }
}
