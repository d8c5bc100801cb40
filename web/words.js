// The words around the figure: the story that an experiment brings, with its live values,
// the table of read-outs, and the citations.

import { loadStory } from "./loader.js";
import { make } from "./make.js";
import { options } from "./options.js";
import { indexed } from "./stage.js";
import { markup } from "./trust.js";

/** @param {string} html @returns {Document} */
const parsed = (html) => new DOMParser().parseFromString(markup(html), "text/html");

/** @param {{authors: string, title: string, year: number, url: string}} paper @returns {HTMLElement} a line of a list of papers */
export function reference({ authors, title, year, url }) {
  const a = make("a", "", title);
  a.href = url;
  a.rel = "noopener";
  return make("p", "", `${authors} (${year}). `, a, ".");
}

/** Puts an element, where it stands, in a box that scrolls if it must. @param {Element} wide @param {string} name @returns {HTMLElement} the box */
function scrolling(wide, name) {
  const box = make("span", "scroll");
  wide.replaceWith(box);
  box.append(wide);
  // The keyboard scrolls what has the focus, and what has it says what it is.
  const watch = new ResizeObserver(() => {
    for (const [attribute, value] of Object.entries({ tabindex: "0", role: "group", "aria-label": name })) {
      if (box.scrollWidth > box.clientWidth) box.setAttribute(attribute, value);
      else box.removeAttribute(attribute);
    }
  });
  watch.observe(box);
  watch.observe(wide);
  return box;
}

/** The places in the page that sections of a story go to, after the lead. */
const explanations = ["caption", "formula", "story"];

export class Words {
  /** @param {(id: string) => HTMLElement} at */
  constructor(at) {
    this.at = at;
    this.table = "";
    this.preset = ""; // the title of the one on show
  }

  /** Says what an experiment is: its lead. @param {{name: string, leads: string}} experiment */
  tell(experiment) {
    this.experiment = experiment;
    this.leads = parsed(experiment.leads);
    this.story = null; // the other sections, once they are there
    this.asked = false;
    this.values = null; // what fill was told last
    this.read = null; // and update
    this.preset = "";
    this.place("lead", this.leads);
    for (const name of explanations) this.at(name).replaceChildren();
    this.find();
  }

  /** Says what a preset shows, or without one what holds of any settings. @param {{title: string}} [preset] */
  suit(preset) {
    const title = preset?.title ?? "";
    if (title === this.preset) return;
    this.preset = title;
    this.place("lead", this.leads);
    if (this.story) this.place("caption", this.story);
    this.find();
  }

  /** Says the rest, which stands below the figure and has files and fonts of its own: not before its picture. */
  async explain() {
    if (this.asked) return;
    this.asked = true;
    const { experiment } = this;
    let story;
    try {
      story = await loadStory(experiment.name);
    } catch (e) {
      // The figure does as well without.
      if (experiment !== this.experiment) return;
      this.at("caption").textContent = e.message;
      this.asked = false; // with the next link
      return;
    }
    if (experiment !== this.experiment) return;
    this.story = parsed(story.sections);
    for (const name of explanations) this.place(name, this.story);
    this.contain();
    this.at("under").hidden = options.hide.includes("under") || (this.at("caption").hidden && this.at("formula").hidden);
    this.find();
    this.cite(story.citations);
  }

  /** @param {string} name of a section, of which the preset may have one of its own @param {Document} sections */
  place(name, sections) {
    const all = [...sections.querySelectorAll(`section.${name}`)];
    const from = all.find((s) => s.dataset.preset === this.preset) ?? all.find((s) => !s.dataset.preset);
    this.at(name).replaceChildren(...(from ? [...from.childNodes].map((n) => document.importNode(n, true)) : []));
    this.at(name).hidden = !from || options.hide.includes(name);
  }

  /** Finds the live values among the words. */
  find() {
    this.knobs = [...document.querySelectorAll("main output[data-knob]")];
    this.facts = [...document.querySelectorAll("main output[data-fact]")];
    // They change with each picture; who listens hears the summary once it stands.
    for (const o of [...this.knobs, ...this.facts]) o.setAttribute("aria-live", "off");
    if (this.values) this.fill(this.values);
    if (this.read) this.update(...this.read);
  }

  /** What may be wider than a phone scrolls by itself, not with the page. */
  contain() {
    for (const wide of this.at("story").querySelectorAll('math[display="block"], table')) scrolling(wide, wide.matches("table") ? "Table" : "Formula");
  }

  /** @param {Record<string, string>} values */
  fill(values) {
    this.values = values;
    for (const o of this.knobs ?? []) {
      const text = values[o.dataset.knob] ?? "";
      if (o.textContent !== text) o.textContent = text;
    }
  }

  /**
   * @param {{name: string, label: string, role: string, text: string, verdict: string}[]} facts
   * @param {Record<string, string>} names what the figure calls the roles
   * @param {{name: string, role: string, text: string}[][]} pins the same of each pinned run
   */
  update(facts, names, pins) {
    this.read = [facts, names, pins];
    for (const o of this.facts ?? []) {
      const { fact, role } = o.dataset;
      const f = facts.find((x) => (x.name === fact || x.label === fact) && (!role || x.role === role));
      const text = f ? f.text : "–";
      if (o.textContent !== text) o.textContent = text;
    }
    if (this.at("numbers").open) this.tabulate(facts, names, pins);
  }

  /** A row for each name, a column for each role; what is pinned stands beside, quieter. */
  tabulate(facts, heads, pins) {
    const roles = ["kernel", "limit", "finite", "theory", "data"].filter((r) => facts.some((f) => f.role === r));
    const rows = [...new Set(facts.map((f) => f.name))];
    const shape = JSON.stringify([roles, rows, heads]);
    const box = this.at("readouts");
    if (shape !== this.table) {
      this.table = shape;
      const table = make("table", "readings");
      const head = table.createTHead().insertRow();
      for (const [i, r] of ["", ...roles].entries()) {
        const text = i ? heads[r] ?? (r === "data" ? "" : r) : "";
        const cell = make(text ? "th" : "td", r, text);
        if (text) cell.scope = "col";
        head.append(cell);
      }
      const body = table.createTBody();
      for (const n of rows) {
        const row = body.insertRow();
        const th = make("th", "", ...indexed(n));
        th.scope = "row";
        row.append(th);
        for (const r of roles) row.insertCell().dataset.key = `${n}\n${r}`;
      }
      box.replaceChildren(scrolling(table, "Numbers"));
    }
    for (const cell of box.querySelectorAll("tbody td")) {
      const [name, role] = cell.dataset.key.split("\n");
      const f = facts.find((x) => x.name === name && x.role === role);
      cell.className = f?.verdict ?? "";
      cell.textContent = f ? { passed: "✓ ", failed: "△ " }[f.verdict] ?? "" : "";
      cell.append(f ? f.text : "");
      for (const pin of pins) {
        const p = pin.find((x) => x.name === name && x.role === role);
        if (!p) continue;
        cell.append(" ", make("small", "", make("span", "hidden", ", pinned "), p.text));
      }
    }
  }

  /** @param {{key: string, authors: string, title: string, year: number, url: string}[]} papers */
  cite(papers) {
    const box = this.at("citations");
    box.replaceChildren(...papers.map(reference));
    const pre = make("pre");
    pre.tabIndex = 0;
    pre.setAttribute("role", "group");
    pre.setAttribute("aria-label", "BibTeX");
    pre.textContent = [
      ...papers.map((p) => `@misc{${p.key},\n  author = {${p.authors}},\n  title = {${p.title}},\n  year = {${p.year}},\n  url = {${p.url}}\n}`),
      `@software{narrows,\n  author = {{The Narrows authors}},\n  title = {Narrows: a laboratory for infinitely wide neural networks},\n  year = {2026},\n  license = {MIT}\n}`,
    ].join("\n\n");
    box.append(pre);
  }
}
