// The tables that a visitor may fill, below the controls: one line that says whose they are and
// leads back to the example, and under it, when it is opened, a table for each. They follow the
// open link; what a visitor changes goes into it, and onto the history.

import { inSight } from "./controls.js";
import { at, below, button, make } from "./make.js";
import { Table } from "./table.js";
import { markup } from "./trust.js";

/** @param {string[]} list @returns {string} "Labels", "Labels and ties", "Points, labels and ties" */
function joined(list) {
  const rest = list.slice(1).map((text) => text[0].toLowerCase() + text.slice(1));
  return [[list[0], ...rest.slice(0, -1)].join(", "), ...rest.slice(-1)].join(" and ");
}

export class Tables {
  /** @param {import("./page.js").Page} page */
  constructor(page) {
    this.page = page;
    this.experiment = null; // whose tables these are
    /** @type {{table: import("./table.js").Table, run: string}[]} with the run whose rows each shows */
    this.parts = [];
  }

  /** Shows what the open link says of the tables, as far as it is known: those of an example its run tells. */
  follow() {
    const { page, parts } = this;
    if (page.experiment !== this.experiment) {
      this.build(page.experiment);
      this.follow();
      return;
    }
    if (!parts.length) return;
    const { now, view } = page;
    for (const p of parts) p.table.element.hidden = !inSight(p.table.input, page.experiment.knobs, now.values);
    this.name();
    const any = this.seen().some((input) => now.own.includes(input.name));
    this.whose.textContent = any ? "your own" : "the example’s";
    if (!any && document.activeElement === this.example) this.toggle.focus();
    this.example.disabled = !any;
    this.line.hidden = !this.seen().length;
    if (this.panel.hidden) return;
    for (const p of parts) {
      if (p.run === now.run) continue;
      const told = view.table(now.link, p.table.input.name);
      // While they are on their way those of the run before stay.
      if (!told || told instanceof Error) continue;
      p.run = now.run;
      p.table.show(told);
    }
  }

  /** @returns {object[]} the inputs whose tables are in sight */
  seen() {
    return this.parts.filter((p) => !p.table.element.hidden).map((p) => p.table.input);
  }

  /** @returns {string} what they are called */
  called() {
    return joined(this.seen().map((input) => input.label));
  }

  /** Calls the line by the tables in sight. */
  name() {
    if (!this.seen().length) return;
    const text = `${this.called()} `;
    if (this.toggle.firstChild.data === text) return;
    this.toggle.firstChild.data = text;
    this.clear.setAttribute("aria-label", `Clear ${this.called().toLowerCase()}`);
  }

  /** Makes the tables of an experiment. @param {object} experiment */
  build(experiment) {
    const { inputs } = experiment;
    const host = at("tables");
    this.experiment = experiment;
    this.parts = inputs.map((input) => ({ table: this.table(input), run: "" }));
    host.replaceChildren();
    at("main").classList.remove("filled");
    if (!inputs.length) return;
    this.toggle = button("fold", () => this.open(this.panel.hidden), " ");
    this.toggle.id = "fill";
    this.toggle.insertAdjacentHTML("beforeend", markup(below));
    this.toggle.setAttribute("aria-controls", "inputs");
    this.toggle.setAttribute("aria-expanded", "false");
    this.whose = make("span", "whose");
    this.example = button("", () => this.each("example"), "Back to the example");
    this.clear = button("", () => this.each("clear"), "Clear");
    this.panel = make("div", "inputs", ...this.parts.map((p) => p.table.element));
    this.panel.id = "inputs";
    this.panel.hidden = true;
    // Whoever fills a table writes numbers, also where the focus is on a button: they choose no preset.
    this.panel.addEventListener("keydown", (e) => {
      if (e.key.length === 1) e.stopPropagation();
    });
    this.line = make("div", "line", this.toggle, this.whose, make("div", "acts", this.example, this.clear));
    host.append(this.line, this.panel);
  }

  /** @param {object} input @returns {import("./table.js").Table} */
  table(input) {
    return new Table(input, {
      edit: (change) => this.page.address.edit({ ...change, input: input.name }, { anew: this.anew(input) }),
      refused: () => at("notices").childElementCount > 0,
      tell: (text) => this.page.speech.tell(text),
    });
  }

  /** @param {object} input @returns {boolean} whether its run starts over with an edit, as it does by hand */
  anew(input) {
    return this.experiment.handles.some((h) => h.input === input.name && h.anew);
  }

  /** @param {boolean} open */
  open(open) {
    this.panel.hidden = !open;
    this.toggle.setAttribute("aria-expanded", String(open));
    // What there is to say of a row stays in sight beside it.
    at("main").classList.toggle("filled", open);
    this.follow();
  }

  /** Does the same to all tables in sight, as one thing that Back undoes. @param {"example" | "clear"} act */
  each(act) {
    const { address, speech } = this.page;
    const seen = this.seen();
    address.edit(seen.map((input) => ({ input: input.name, act })), { anew: seen.some((input) => this.anew(input)) });
    speech.tell(`${this.called()}: ${this.whose.textContent}.`);
  }
}
