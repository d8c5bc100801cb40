// The ways between experiments: the bar's button with its sheet, one before and one after, and
// at home the list under its headings. All of it follows from the list in catalogue.json.

import { loadStory, posterAddress } from "./loader.js";
import { at, below, button, make } from "./make.js";
import { markup } from "./trust.js";
import { reference } from "./words.js";

/** @param {{link: string, presets: {link: string}[]}} e @returns {string} the link that an experiment is entered by */
export const entrance = (e) => e.presets[0]?.link ?? e.link;

/** CSS pixels of the pictures that wasm/poster paints of an experiment. */
const sizes = { still: [320, 180], thumb: [112, 72] };

export class Experiments {
  /** @param {object} catalogue */
  constructor({ experiments, build }) {
    this.list = experiments;
    this.build = build;
    this.told = false; // what stands below the figure is there
    this.bar();
    document.addEventListener("click", (e) => {
      const cell = e.target.closest?.("a.cell, a.beside, #enter");
      if (!cell || e.ctrlKey || e.metaKey || e.shiftKey || e.altKey) return;
      // Another experiment is another page to its reader: it is read from the top.
      at("sheet").close();
      scrollTo(0, 0);
      at("main").focus({ preventScroll: true });
    });
    addEventListener("hashchange", () => at("sheet").close());
  }

  /** The button in the bar, and the neighbours of what is on show, by number. */
  bar() {
    const n = this.list.length;
    this.title = make("span", "title");
    const all = button("all", () => this.open(), this.title, make("span", "every", `All ${n}`));
    all.id = "all";
    all.title = "All experiments";
    all.setAttribute("aria-haspopup", "dialog");
    all.insertAdjacentHTML("beforeend", markup(below));
    this.count = make("span", "count");
    at("experiments").replaceChildren(all, this.count);
    at("experiments").hidden = n < 2;
  }

  /** Says which one is on show. @param {object} experiment */
  show(experiment) {
    this.experiment = experiment;
    this.title.textContent = experiment.title;
    const i = this.list.indexOf(experiment);
    const way = (rel, e) => {
      const a = make(e ? "a" : "span", `beside ${rel}`);
      if (!e) {
        a.setAttribute("aria-hidden", "true");
        return a;
      }
      a.href = entrance(e);
      a.rel = rel;
      a.title = e.title;
      a.setAttribute("aria-label", `${rel === "prev" ? "Previous" : "Next"}: ${e.title}`);
      return a;
    };
    this.count.replaceChildren(way("prev", this.list[i - 1]), make("span", "", `${i + 1} of ${this.list.length}`), way("next", this.list[i + 1]));
    at("enter").href = entrance(experiment);
    if (this.told) this.neighbours();
  }

  /** The rest, which stands below the figure: not before its picture. */
  tell() {
    if (this.told) return;
    this.told = true;
    at("shelves").replaceChildren(...shelves(this.list, "still", "h2"));
    at("build").textContent = this.build && ` · version ${this.build}`;
    at("sources").parentElement.addEventListener("toggle", () => this.source());
    this.neighbours();
  }

  /** The papers that all experiments rest on, each once, when somebody asks for them. */
  async source() {
    if (at("sources").children.length) return;
    try {
      at("sources").replaceChildren(...papers(await Promise.all(this.list.map((e) => loadStory(e.name)))));
    } catch (e) {
      at("sources").replaceChildren(make("p", "", e.message));
    }
  }

  /** Before and after, below the story. */
  neighbours() {
    const i = this.list.indexOf(this.experiment);
    at("neighbours").replaceChildren(...[["Previous", this.list[i - 1]], ["Next", this.list[i + 1]]].filter(([, e]) => e).map(([word, e]) => {
      const a = cell(e, "thumb");
      a.classList.add(word.toLowerCase());
      a.lastChild.prepend(make("span", "way", word));
      return a;
    }));
    at("neighbours").hidden = this.list.length < 2;
  }

  /** Opens the sheet; its focus stands on what is on show. */
  open() {
    const sheet = at("sheet");
    if (!sheet.querySelector(".cell")) {
      sheet.addEventListener("keydown", (e) => walk(e, sheet));
      // A press beside the sheet closes it, as Escape does.
      sheet.addEventListener("click", (e) => { if (e.target === sheet) sheet.close(); });
    }
    at("sheet-list").replaceChildren(...shelves(this.list, "thumb", "h3", this.experiment));
    sheet.showModal();
    sheet.querySelector("[aria-current]").focus();
  }
}

/**
 * @param {object} e an experiment @param {string} size of its picture, still or thumb
 * @returns {HTMLAnchorElement} its picture, its finding, its name
 */
function cell(e, size) {
  const a = make("a", "cell");
  a.href = entrance(e);
  // What is not of the theme on show is never asked for.
  for (const theme of ["light", "dark"]) {
    const image = make("img", `still ${theme}`);
    image.loading = "lazy";
    [image.width, image.height] = sizes[size];
    image.alt = "";
    image.src = posterAddress(`${e.name}-${size}-${theme}.png`);
    a.append(image);
  }
  a.append(make("span", "words", make("strong", "", e.presets[0]?.finding ?? e.finding), make("span", "name", e.title)));
  return a;
}

/**
 * @param {object[]} list of experiments @param {string} size of their pictures @param {string} tag of headings
 * @param {object} [current] the one on show
 * @returns {HTMLElement[]} a row for each heading that has any
 */
function shelves(list, size, tag, current) {
  return [...new Set(list.map((e) => e.group))].map((group) => {
    const row = make("ul", "cells");
    for (const e of list.filter((x) => x.group === group)) {
      const a = cell(e, size);
      if (e === current) a.setAttribute("aria-current", "page");
      row.append(make("li", "", a));
    }
    return make("section", "shelf", make(tag, "", group), row);
  });
}

/** @param {{citations: object[]}[]} stories @returns {HTMLElement[]} each paper that they rest on, once */
function papers(stories) {
  const all = new Map(stories.flatMap((s) => s.citations).map((p) => [p.key, p]));
  return [...all.values()].map(reference);
}

/** Arrows go from cell to cell, up and down by rows as they stand. @param {KeyboardEvent} e @param {HTMLElement} sheet */
function walk(e, sheet) {
  const cells = [...sheet.querySelectorAll(".cell")];
  const i = cells.indexOf(document.activeElement);
  const middle = (c) => c.getBoundingClientRect().left + c.offsetWidth / 2;
  const line = (way) => {
    const from = cells[i].getBoundingClientRect().top;
    const rows = cells.filter((c) => way * (c.getBoundingClientRect().top - from) > 1);
    const next = rows.length && (way > 0 ? rows[0] : rows[rows.length - 1]).getBoundingClientRect().top;
    const row = rows.filter((c) => Math.abs(c.getBoundingClientRect().top - next) <= 1);
    return row.sort((a, b) => Math.abs(middle(a) - middle(cells[i])) - Math.abs(middle(b) - middle(cells[i])))[0];
  };
  if (i < 0) return;
  const to = { ArrowRight: () => cells[i + 1], ArrowLeft: () => cells[i - 1], ArrowDown: () => line(1), ArrowUp: () => line(-1), Home: () => cells[0], End: () => cells[cells.length - 1] }[e.key];
  if (!to) return;
  e.preventDefault();
  to()?.focus();
}
