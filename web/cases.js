// The presets of an experiment: a few in sight, in the order of the argument, with a gap
// between where its finding holds and where it fails; the others behind "More cases", each
// with what it finds.

import { make } from "./make.js";

/** So many stand in sight. */
const most = 6;

export class Cases {
  /** @param {HTMLElement} nav */
  constructor(nav) {
    this.nav = nav;
    this.presets = [];
    this.links = [];
    // A press or a focus elsewhere folds the others away, as Escape does.
    for (const kind of ["pointerdown", "focusin"]) {
      document.addEventListener(kind, (e) => { if (this.more && !this.more.contains(e.target)) this.more.open = false; });
    }
    nav.addEventListener("keydown", (e) => {
      if (e.key !== "Escape" || !this.more?.open) return;
      e.preventDefault();
      this.more.open = false;
      this.more.firstChild.focus();
    });
  }

  /** @param {{presets: {title: string, link: string, finding: string, against: boolean}[]}} experiment */
  tell({ presets }) {
    this.presets = presets;
    this.links = presets.map((p, i) => {
      const a = i < most ? make("a", "chip", p.title) : make("a", "", make("strong", "", p.title), " ", make("span", "", p.finding));
      a.href = p.link;
      a.addEventListener("click", () => {
        // What is folded away leaves the focus where it came from.
        if (this.more?.contains(a)) this.more.firstChild.focus();
        if (this.more) this.more.open = false;
      });
      return a;
    });
    const first = presets.findIndex((p) => p.against);
    if (first > 0) this.links[first].classList.add("against");
    this.row = make("div", "chips", ...this.links.slice(0, most));
    this.more = null;
    if (presets.length > most) {
      this.more = make("details", "cases", make("summary", "chip", "More cases"), make("ul", "", ...this.links.slice(most).map((a) => make("li", "", a))));
    }
    this.nav.replaceChildren(this.row, ...(this.more ? [this.more] : []));
  }

  /** @param {object} [preset] the one on show */
  mark(preset) {
    this.presets.forEach((p, i) => {
      const a = this.links[i];
      const current = p === preset;
      // On a phone the row scrolls: what becomes current comes to its middle.
      if (current && i < most && !a.hasAttribute("aria-current")) this.row.scrollLeft = a.offsetLeft - this.row.offsetLeft - (this.row.clientWidth - a.clientWidth) / 2;
      if (current) a.setAttribute("aria-current", "true");
      else a.removeAttribute("aria-current");
    });
    this.more?.classList.toggle("current", this.presets.indexOf(preset) >= most);
  }

  /** Goes to the n-th, counted from 1. @param {number} n */
  choose(n) {
    this.links[n - 1]?.click();
  }
}
