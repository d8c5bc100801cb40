// Pinned runs: the button that pins what is on show, a chip for each that says in what it
// differs, and the replay of those that came with a link, by a worker of their own, once
// the page's own run can be seen.

import { Client } from "./client.js";
import { inSight } from "./controls.js";
import { at, button, make } from "./make.js";
import { indexed } from "./stage.js";
import { notices } from "./veil.js";

/** At most so many runs are pinned: sim/link says so too. */
const most = 2;
/** A reply of a replay is asked for after so many ms of steps. */
const budget = 100;

export class Pins {
  /**
   * @param {object} view the Go program of the page
   * @param {() => Promise<Worker>} hire makes a worker that has its program
   * @param {object} page what the page does about it:
   * seen() tells whether the run on show can be seen; before() and changed() stand around a
   * change of what is pinned; drawn() follows other ghosts, fit() other room that is left.
   */
  constructor(view, hire, page) {
    this.view = view;
    this.page = page;
    this.now = null; // what the open link says
    this.knobs = []; // of its experiment
    this.client = new Client(hire, {
      replied: (reply) => this.replied(reply),
      silent: () => {}, // its chip stands where it stands
      died: (again) => this.died(again),
    });
    this.lacking = []; // {link, step} of those without a picture
    this.missing = []; // of these, those that are to be replayed
    this.refused = new Set(); // links of those that cannot be
    this.under = null; // the one under way
    this.share = 0; // how far it is
  }

  /** Pins what is on show. */
  add() {
    if (!at("pin").disabled) this.change(() => this.view.pin());
  }

  /** @param {number} i */
  remove(i) {
    this.change(() => this.view.unpin(i));
    at("pin").focus();
  }

  /** Changes what is pinned, and nothing else: Back undoes that. @param {() => string} how which gives the link */
  change(how) {
    this.page.before();
    if (how() === this.now.link) return;
    this.page.changed();
    this.follow();
  }

  /** Shows the pins of the open link. */
  follow() {
    this.lacking = this.view.ghosts();
    this.missing = this.lacking.filter(({ link }) => !this.refused.has(link));
    if (this.under && !this.missing.some(({ link }) => link === this.under.link)) this.dismiss();
    this.replay();
    this.label();
    this.page.drawn();
  }

  /** @param {object} now what the open link says, as view.open tells it @param {object[]} knobs */
  tell(now, knobs) {
    this.now = now;
    this.knobs = knobs;
    this.label();
  }

  /** Says what there is, and in what each differs from the run on show. */
  label() {
    const { pins, values, seed } = this.now;
    at("pin").disabled = pins.length >= most || !this.page.seen();
    at("pin").title = pins.length >= most ? "Two runs are pinned, which is the most" : "Pin this run: it stays as a ghost (I)";
    const chips = pins.map((pin, i) => {
      const differ = this.knobs.filter((k) => pin.values[k.name] !== values[k.name] && inSight(k, this.knobs, pin.values));
      const words = differ.map((k) => `${k.label[0].toLowerCase()}${k.label.slice(1)} ${pin.values[k.name]}`);
      if (pin.seed !== seed) words.push(`seed ${pin.seed}`);
      // Of two, what they differ in is all that there is room for.
      const name = pins.length === 1 ? "pinned" : words.length ? `${i + 1}` : `pinned ${i + 1}`;
      let text = words.length ? `${name}: ${words.join(", ")}` : name;
      if (!this.lacking.some(({ link }) => link === pin.link)) return text;
      if (this.refused.has(pin.link)) text += ", cannot be replayed";
      else if (this.page.seen()) text += ` … ${Math.floor(100 * (pin.link === this.under?.link ? this.share : 0))} %`;
      return text;
    });
    const box = at("pins");
    const shape = chips.join("\n");
    if (box.dataset.shape === shape) return;
    box.dataset.shape = shape;
    const before = box.children.length;
    box.replaceChildren(...chips.map((text, i) => {
      const words = make("span", "", ...indexed(text));
      words.title = text.replace(/^\d/, "pinned $&");
      const unpin = button("", () => this.remove(i), "×");
      unpin.setAttribute("aria-label", `Unpin ${text.replace(/^pinned:? ?/, "")}`.trim());
      return make("span", "pin", words, unpin);
    }));
    // They take room from the heading, and so from a figure that fills a wall.
    if (chips.length !== before) this.page.fit();
  }

  // ---- what a link brings ----

  /** Replays the next run that is missing, if the page's own can be seen. */
  replay() {
    if (this.under || !this.missing.length || !this.page.seen()) return;
    this.under = this.missing[0];
    this.client.forgive();
    this.begin();
  }

  /** Begins the run under way. */
  begin() {
    this.share = 0;
    this.client.send(this.view.replay(this.under.link, this.under.step));
  }

  /** @param {ArrayBuffer} reply */
  replied(reply) {
    const r = this.view.replayed(reply);
    if (r instanceof Error || r.error) {
      this.refuse(r.error ?? r.message);
      return;
    }
    if (r.done) {
      this.dismiss();
      this.follow();
      return;
    }
    this.client.reached(r.step);
    const { step } = this.under;
    this.share = r.step / step;
    this.label();
    this.client.send(this.view.advance(step - r.step, budget));
  }

  /** @param {boolean} again whether not for the first time */
  died(again) {
    if (again) this.refuse("The worker stopped twice.");
    else this.begin();
  }

  /** Ends the replay under way. */
  dismiss() {
    this.client.dismiss();
    this.under = null;
  }

  /** @param {string} why the run under way cannot be replayed */
  refuse(why) {
    this.refused.add(this.under.link);
    notices([`A pinned run could not be replayed. ${why}`]);
    this.dismiss();
    this.follow();
  }
}
