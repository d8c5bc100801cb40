// The time line: a slider on the scale log(1 + step), or on a linear one, with a tick for each
// event of the run so far.

import { button, make } from "./make.js";
import { capitalised, numbered } from "./noun.js";
import { indexed } from "./stage.js";

const thousands = new Intl.NumberFormat("en-US");

/** @param {number} step @returns {string} with commas between thousands */
export const counted = (step) => thousands.format(step);

export class Timeline {
  /**
   * @param {{track: HTMLInputElement, ticks: HTMLElement, scale: HTMLElement}} parts
   * scrub follows the thumb, seek goes to the very step, neighbour goes to the picture before
   * or after.
   * @param {{scrub: (step: number) => void, seek: (step: number) => void, neighbour: (way: number) => void}} act
   */
  constructor(parts, act) {
    Object.assign(this, parts);
    this.act = act;
    this.steps = 0;
    this.step = 0;
    this.linear = false;
    this.events = [];
    this.shownEvents = "";
    this.held = false; // the thumb is the visitor's
    this.track.addEventListener("input", () => {
      this.held = true;
      act.scrub(this.stepAt(Number(this.track.value)));
    });
    this.track.addEventListener("change", () => {
      this.held = false;
      this.place(this.step);
    });
    this.track.addEventListener("keydown", (e) => {
      // A step of the slider is no step of the run; the neighbouring picture is meant.
      const way = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[e.key];
      if (!way || e.ctrlKey || e.metaKey || e.altKey) return;
      e.preventDefault();
      e.stopPropagation();
      act.neighbour(way);
    });
    new ResizeObserver(() => this.fit()).observe(this.ticks);
  }

  /** @param {number} step @returns {number} 0 … 1 */
  share(step) {
    if (this.linear) return this.steps ? Math.min(step / this.steps, 1) : 0;
    return this.steps ? Math.min(Math.log1p(step) / Math.log1p(this.steps), 1) : 0;
  }

  /** @param {number} value of the slider */
  stepAt(value) {
    if (this.linear) return Math.round((value / 1000) * this.steps);
    return Math.round(Math.expm1((value / 1000) * Math.log1p(this.steps)));
  }

  /** @param {number} step */
  place(step) {
    this.step = step;
    if (!this.held) this.track.value = String(Math.round(this.share(step) * 1000));
    this.track.parentElement.style.setProperty("--at", `${Number(this.track.value) / 10}%`);
    this.track.setAttribute("aria-valuetext", `${numbered(counted(step))} of ${counted(this.steps)}`);
  }

  /** @param {boolean} linear whether the scale is */
  stretch(linear) {
    if (linear === this.linear) return;
    this.linear = linear;
    const { steps } = this;
    this.steps = 0;
    this.extend(steps);
    this.place(this.step);
    this.mark(this.events);
  }

  /** @returns {number[]} the steps that the scale names */
  marks() {
    const list = [0];
    if (this.linear) {
      const unit = 10 ** Math.floor(Math.log10(this.steps / 4));
      const apart = Math.max([1, 2, 5, 10].find((m) => m * unit * 4 >= this.steps * (1 - 1e-9)) * unit, 1);
      for (let i = 1; i * apart <= this.steps; i++) list.push(i * apart);
    } else {
      for (let step = 1; step <= this.steps; step *= 10) list.push(step);
    }
    return list;
  }

  /** @param {number} steps of the run */
  extend(steps) {
    if (steps === this.steps) return;
    this.steps = steps;
    this.scale.replaceChildren();
    for (const step of this.marks()) {
      const mark = make("span", "", counted(step));
      mark.style.left = `${this.share(step) * 100}%`;
      if (step > 9999 && this.share(step) > 0.97) mark.className = "last";
      this.scale.append(mark);
    }
  }

  /** @param {{step: number, role: string, label: string, sentence: string}[]} events */
  mark(events) {
    this.events = events;
    const now = JSON.stringify([numbered(""), this.steps, this.linear, events]);
    if (now === this.shownEvents) return;
    this.shownEvents = now;
    const focused = [...this.ticks.children].indexOf(document.activeElement);
    this.ticks.replaceChildren(...events.map((e) => {
      const label = make("span", "", ...indexed(e.label));
      const happened = `${capitalised(numbered(counted(e.step)))}: ${e.sentence || e.label}`;
      const sentence = make("i", "", happened);
      sentence.setAttribute("aria-hidden", "true");
      const tick = button(`tick ${e.role}`, () => this.act.seek(e.step), label, sentence);
      tick.style.left = `${this.share(e.step) * 100}%`;
      // Who names the button by what is written on it means this one.
      tick.setAttribute("aria-label", `${label.textContent}. ${happened}`);
      return tick;
    }));
    if (focused >= 0) this.ticks.children[focused]?.focus();
    this.fit();
  }

  /** Shows the labels that have room, the latest first, and keeps sentences within the window. */
  fit() {
    let free = Infinity;
    const end = this.ticks.clientWidth;
    const { left: from } = this.ticks.getBoundingClientRect();
    const edge = document.documentElement.clientWidth - 8;
    const narrow = end < 490;
    [...this.ticks.children].reverse().forEach((tick, i) => {
      const label = tick.firstChild;
      label.classList.remove("mute");
      const at = parseFloat(tick.style.left) / 100 * end;
      const half = label.offsetWidth / 2;
      // At the right end a label keeps within the line.
      const shift = Math.min(0, end + 8 - (at + half));
      label.style.marginLeft = `${shift}px`;
      const fits = at + shift + half + 6 <= free && at - half > -20 && !(narrow && i > 1);
      label.classList.toggle("mute", !fits);
      if (fits) free = at + shift - half;
      const sentence = tick.lastChild;
      const left = Math.max(Math.min(at - sentence.offsetWidth / 2, edge - from - sentence.offsetWidth), 8 - from);
      sentence.style.left = `${left - at + tick.offsetWidth / 2}px`;
    });
  }
}
