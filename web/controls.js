// Builds the controls from an experiment's table of knobs. A control shows what the link
// says and tells what a visitor chose; it decides nothing.

import { below, button, make } from "./make.js";
import { indexed } from "./stage.js";
import { markup } from "./trust.js";

/**
 * @typedef {object} Knob as in catalogue.json
 * @property {string} name
 * @property {string} label
 * @property {string} unit
 * @property {string} help a sentence
 * @property {string} group what it is about
 * @property {number} min
 * @property {number} max
 * @property {boolean} integer
 * @property {boolean} log
 * @property {string[]} choices
 * @property {string[]} icons
 * @property {{knob: string, is: string[]}|null} when
 * @property {boolean} live
 * @property {boolean} main
 * @property {string} role
 */

let count = 0;

/** @param {number} x @returns {string} */
const plain = (x) => (Math.abs(x) >= 1000 ? x.toLocaleString("en-US") : String(x)).replace("-", "−");

/**
 * The values a slider stops at. Logarithmic ones go by quarters of an octave, or by tenths
 * of a decade where the range is wide or not whole, and are rounded to what one would say;
 * where the least is 0 the next is a millionth of the most.
 * @param {Knob} k @returns {number[]}
 */
function stops(k) {
  const list = [];
  if (!k.log) {
    const rough = (k.max - k.min) / 100;
    const unit = 10 ** Math.floor(Math.log10(rough));
    const width = k.integer ? Math.max(1, Math.round(rough)) : [1, 2, 5, 10].map((f) => f * unit).find((s) => s >= rough * 0.999);
    for (let i = 0; k.min + i * width <= k.max * (1 + 1e-9); i++) list.push(Number((k.min + i * width).toPrecision(6)));
  } else if (k.integer && k.max / k.min < 1e4) {
    for (let i = 0; k.min * 2 ** (i / 4) <= k.max * 1.001; i++) list.push(Math.round(k.min * 2 ** (i / 4)));
  } else {
    const from = Math.ceil(Math.log10(k.min || k.max * 1e-6) * 10 - 1e-6);
    const to = Math.floor(Math.log10(k.max) * 10 + 1e-6);
    for (let i = from; i <= to; i++) {
      const x = Number((10 ** (i / 10)).toPrecision(2));
      list.push(k.integer ? Math.round(x) : x);
    }
  }
  list.push(k.min, k.max);
  return [...new Set(list)].filter((x) => x >= k.min && x <= k.max).sort((a, b) => a - b);
}

/**
 * Whether a knob does anything, and so is in sight: not if its condition is on one that is out of sight itself.
 * @param {Knob} knob
 * @param {Knob[]} knobs all of the experiment
 * @param {Record<string, string>} values by knob
 * @returns {boolean}
 */
export function inSight({ when }, knobs, values) {
  if (!when) return true;
  const seen = inSight(knobs.find((k) => k.name === when.knob), knobs, values);
  return seen ? when.is.includes(values[when.knob]) : when.unseen;
}

export class Controls {
  /**
   * @param {HTMLFormElement} form
   * @param {Knob[]} knobs
   * @param {{name: string, when: {knob: string, is: string[]} | null, of: string[], instead: boolean}[]} inputs the tables
   * @param {string[]} groups in the order of the controls behind "More"
   * @param {(knob: Knob, text: string, dragging: boolean) => void} changed
   */
  constructor(form, knobs, inputs, groups, changed) {
    this.changed = changed;
    this.values = {};
    form.addEventListener("submit", (e) => e.preventDefault());
    this.knobs = knobs;
    this.inputs = inputs;
    this.controls = knobs.map((k) => ({ knob: k, ...(k.choices.length ? this.choice(k) : this.number(k)) }));
    const row = make("div", "row");
    const rest = make("div", "rest");
    rest.id = "rest";
    for (const c of this.controls) {
      const help = make("p", "help", ...indexed(c.knob.help));
      help.id = `help-${++count}`;
      c.element.append(help);
      c.described.setAttribute("aria-describedby", help.id);
      if (!c.knob.main) continue;
      c.element.title = c.knob.help;
      row.append(c.element);
    }
    this.groups = groups.map((title) => this.group(title)).filter((g) => g.controls.length);
    rest.append(...this.groups.map((g) => g.element));
    if (this.groups.length) {
      const more = button("more", () => {
        rest.hidden = !rest.hidden;
        form.classList.toggle("open", !rest.hidden);
        more.setAttribute("aria-expanded", String(!rest.hidden));
      }, "More ");
      more.id = "more";
      more.insertAdjacentHTML("beforeend", markup(below));
      more.setAttribute("aria-controls", "rest");
      more.setAttribute("aria-expanded", "false");
      rest.hidden = true;
      row.append(more);
    }
    form.classList.remove("open");
    form.replaceChildren(row, rest);
  }

  /** The controls behind "More" that are about one thing. @param {string} title */
  group(title) {
    const controls = this.controls.filter((c) => !c.knob.main && c.knob.group === title);
    const name = make("p", "about", title);
    name.id = `group-${++count}`;
    const element = make("div", "group", name, make("div", "fields", ...controls.map((c) => c.element)));
    element.setAttribute("role", "group");
    element.setAttribute("aria-labelledby", name.id);
    return { element, controls };
  }

  /** @param {Record<string, string>} values by knob, as links write them @param {string[]} own names of the tables that a visitor filled */
  update(values, own) {
    this.values = values;
    // What a table stands in the place of is not chosen.
    const instead = this.inputs.filter((i) => i.instead && own.includes(i.name) && inSight(i, this.knobs, values)).flatMap((i) => i.of);
    for (const c of this.controls) {
      c.element.hidden = !inSight(c.knob, this.knobs, values);
      c.set(c.knob.choices.length && instead.includes(c.knob.name) ? "" : values[c.knob.name]);
    }
    for (const g of this.groups) g.element.hidden = g.controls.every((c) => c.element.hidden);
  }

  /** The words above a control: its label, its letter, and its value if that is not in it. */
  words(k, tag) {
    const words = make(tag, `label ${k.role}`);
    words.append(make("span", "", ...indexed(k.label)));
    if (k.name.length === 1) words.append(make("i", k.role, k.name));
    const value = make("b");
    words.append(value);
    return { words, value };
  }

  /** @param {Knob} k */
  choice(k) {
    const set = make("fieldset", "knob");
    const { words, value } = this.words(k, "legend");
    const box = make("div", k.icons.length ? "choices pictures" : "choices");
    const radios = k.choices.map((text, i) => {
      const radio = document.createElement("input");
      radio.type = "radio";
      radio.name = k.name;
      radio.value = text;
      radio.addEventListener("change", () => this.changed(k, text, false));
      const label = make("label", "", radio);
      if (k.icons[i]) {
        label.insertAdjacentHTML("beforeend", markup(`<svg viewBox="0 0 24 24" aria-hidden="true">${k.icons[i]}</svg>`));
        radio.setAttribute("aria-label", text);
        label.title = text;
        label.append(make("span", "name", text));
      } else {
        label.append(text);
      }
      box.append(label);
      return radio;
    });
    set.append(words, box);
    return {
      element: set,
      described: set,
      set: (text) => {
        for (const r of radios) r.checked = r.value === text;
        value.textContent = k.icons.length ? text : "";
      },
    };
  }

  /** @param {Knob} k */
  number(k) {
    const id = `knob-${++count}`;
    const group = make("div", "knob");
    const { words, value } = this.words(k, "label");
    words.htmlFor = id;
    const list = stops(k);
    const slider = document.createElement("input");
    slider.type = "range";
    slider.id = id;
    slider.name = k.name;
    slider.min = "0";
    slider.max = String(list.length - 1);
    slider.className = k.role;
    const text = () => String(list[Number(slider.value)]);
    const write = (t) => {
      value.textContent = plain(Number(t));
      slider.setAttribute("aria-valuetext", `${t} ${k.unit}`.trim());
      slider.style.setProperty("--at", `${Number(slider.value) / (list.length - 1) * 100}%`);
    };
    slider.addEventListener("input", () => {
      write(text());
      if (exact) exact.value = text();
      this.changed(k, text(), true);
    });
    slider.addEventListener("change", () => this.changed(k, text(), false));
    const slide = make("div", "slide", slider);
    let exact = null;
    let typing = false; // somebody is about to type a value
    if (!k.main) {
      exact = document.createElement("input");
      exact.className = "exact";
      exact.inputMode = "decimal";
      exact.autocomplete = "off";
      exact.setAttribute("aria-label", `${k.label}, exact`);
      exact.addEventListener("input", () => typing = true);
      exact.addEventListener("change", () => {
        // From here on the field says what is in force, whether that is what was typed or not.
        typing = false;
        this.changed(k, exact.value, false);
      });
      exact.addEventListener("blur", () => {
        typing = false;
        exact.value = this.values[k.name] ?? "";
      });
      slide.append(exact);
    }
    if (k.unit) words.append(make("span", "unit", k.unit));
    group.append(words, slide);
    return {
      element: group,
      described: slider,
      set: (t) => {
        const x = Number(t);
        if (Number(text()) !== x) slider.value = String(nearest(list, x, k.log));
        if (exact && !typing) exact.value = t;
        write(t);
      },
    };
  }
}

/** @param {number[]} list @param {number} x @param {boolean} log @returns {number} an index */
function nearest(list, x, log) {
  const far = (y) => (log ? Math.abs(Math.log(y / x)) : Math.abs(y - x));
  let best = 0;
  list.forEach((y, i) => {
    if (far(y) < far(list[best])) best = i;
  });
  return best;
}
