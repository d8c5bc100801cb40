// One table that a visitor may fill, as a table of the page: a row for each row, with a field or
// a list of choices in each cell. It shows the rows that it is told, tells what a visitor changes,
// and decides nothing. Rows that stay are never built anew, so that the focus stays where it is.

import { button, make } from "./make.js";

/** So many rows stand there before somebody asks for more. */
const first = 100;

/** A button that was pressed says so for so many ms. */
const moment = 1500;

let made = 0;

/** @param {number} n @returns {string} */
const counted = (n) => (n === 1 ? "1 row" : `${n ? n.toLocaleString("en-US") : "no"} rows`);

export class Table {
  /**
   * @param {object} input as in catalogue.json
   * @param {object} user who is told:
   * edit(change) changes the table, as view.edit takes it but for the name, and returns whether
   * there is another run, after it has called show if so; refused() tells whether something was
   * said against it; tell(text) is for those who hear the page.
   */
  constructor(input, user) {
    this.input = input;
    this.user = user;
    /** @type {string[][]} */
    this.rows = [];
    /** @type {string[][]} what stands in the page, for to ask it of 4,000 fields takes long */
    this.shown = [];
    this.own = false; // a visitor filled it
    this.csv = "";
    this.most = first; // rows that stand there
    this.typing = null; // the field in which something is written that nobody has been told of
    this.element = this.build();
  }

  build() {
    const { input } = this;
    const id = `table-${++made}`;
    this.count = make("span");
    const caption = make("caption", "", make("b", "", input.label), " ", this.count);
    caption.id = id;
    const heads = input.columns.map((k) => {
      const th = make("th", "", k.label);
      th.scope = "col";
      th.title = k.help;
      return th;
    });
    this.body = make("tbody");
    const table = make("table", "", caption, make("thead", "", make("tr", "", make("td"), ...heads, make("td"))), this.body);
    this.listen();
    const act = (text, what) => {
      const b = button("", what, text);
      b.setAttribute("aria-label", `${text}: ${input.label}`);
      return b;
    };
    this.all = act("Show all", () => this.showAll());
    this.more = act("Add a row", () => this.add());
    this.paste = act("Paste a list", () => this.unfold(this.pasting.hidden));
    this.copy = act("Copy as CSV", () => this.copied());
    this.pasting = this.field(act, `${id}-pasting`);
    this.paste.setAttribute("aria-controls", this.pasting.id);
    this.paste.setAttribute("aria-expanded", "false");
    const help = make("p", "help", input.help);
    help.id = `${id}-help`;
    table.setAttribute("aria-describedby", help.id);
    const element = make("div", "filling", make("div", "rows", table), help, make("div", "acts", this.all, this.more, this.paste, this.copy), this.pasting);
    element.setAttribute("role", "group");
    element.setAttribute("aria-label", input.label);
    return element;
  }

  /** What a list is pasted into. @param {(text: string, what: () => void) => HTMLButtonElement} act @param {string} id */
  field(act, id) {
    this.text = make("textarea");
    this.text.rows = 6;
    this.text.spellcheck = false;
    this.text.addEventListener("keydown", (e) => {
      if (e.key === "Escape") this.unfold(false);
    });
    const names = this.input.columns.map((k) => k.label).join(", ");
    const label = make("label", "", `A row on each line: ${names}; apart by commas, tabs or spaces`, this.text);
    const box = make("div", "pasting", label, make("div", "acts", act("Use it", () => this.use(this.text.value)), act("Cancel", () => this.unfold(false))));
    box.id = id;
    box.hidden = true;
    return box;
  }

  /** Listens to all rows at once. */
  listen() {
    const { body } = this;
    body.addEventListener("input", (e) => { this.typing = e.target; });
    body.addEventListener("change", (e) => this.commit(e.target));
    body.addEventListener("keydown", (e) => {
      if (e.key !== "Enter" || e.target.tagName !== "INPUT") return;
      e.preventDefault();
      if (this.commit(e.target)) this.onward(e.target);
    });
    body.addEventListener("paste", (e) => {
      const text = e.clipboardData?.getData("text/plain") ?? "";
      if (e.target.tagName !== "INPUT" || !/[\n\r]/.test(text.trim())) return;
      e.preventDefault();
      this.use(text);
    });
    body.addEventListener("click", (e) => {
      const b = e.target.closest("button");
      if (b) this.remove([...body.rows].indexOf(b.closest("tr")));
    });
  }

  // ---- what is shown ----

  /** @param {{rows: string[][], own: boolean, csv: string}} table as view.table tells it */
  show({ rows, own, csv }) {
    Object.assign(this, { rows, own, csv });
    this.fill();
  }

  /** @returns {string} how many rows there are, and whose */
  words() {
    return `${counted(this.rows.length)}, ${this.own ? "your own" : "the example’s"}`;
  }

  /** Has as many rows in the page as there are, and in each cell what it holds. */
  fill() {
    const { body, rows, shown } = this;
    const n = Math.min(rows.length, this.most);
    for (; shown.length > n; shown.pop()) body.lastChild.remove();
    for (let i = 0; i < n; i++) {
      if (!shown[i]) {
        shown[i] = [];
        body.append(this.row(i));
      }
      rows[i].forEach((text, j) => {
        if (shown[i][j] === text) return;
        shown[i][j] = text;
        const cell = body.rows[i].cells[j + 1].firstChild;
        if (cell !== this.typing) cell.value = text;
      });
    }
    this.all.hidden = n === rows.length;
    this.all.textContent = `Show all ${rows.length.toLocaleString("en-US")}`;
    this.all.setAttribute("aria-label", `${this.all.textContent}: ${this.input.label}`);
    this.count.textContent = this.words();
  }

  /** @param {number} i @returns {HTMLTableRowElement} an empty row */
  row(i) {
    const head = make("th", "", String(i + 1));
    head.scope = "row";
    const drop = button("drop", () => {}, "×");
    drop.setAttribute("aria-label", `Remove row ${i + 1}`);
    return make("tr", "", head, ...this.input.columns.map((k) => make("td", "", this.cell(k, i))), make("td", "", drop));
  }

  /** @param {import("./controls.js").Knob} k its column @param {number} i */
  cell(k, i) {
    const cell = make(k.choices.length ? "select" : "input");
    if (k.choices.length) {
      cell.append(...k.choices.map((text) => new Option(text, text)));
    } else {
      cell.inputMode = k.integer && k.min >= 0 ? "numeric" : "text"; // the keys of some phones have no minus
      cell.autocomplete = "off";
    }
    cell.setAttribute("aria-label", `${k.label}, row ${i + 1}`);
    return cell;
  }

  showAll() {
    const at = this.body.rows.length;
    this.most = Infinity;
    this.fill();
    // The button goes away.
    this.body.rows[at]?.cells[1].firstChild.focus();
  }

  /** Shows or hides what a list is pasted into. @param {boolean} open */
  unfold(open) {
    this.pasting.hidden = !open;
    this.paste.setAttribute("aria-expanded", String(open));
    (open ? this.text : this.paste).focus();
  }

  // ---- what a visitor does ----

  /** A cell is left, or done. @param {HTMLInputElement | HTMLSelectElement} cell @returns {boolean} whether it holds what it says */
  commit(cell) {
    this.typing = null;
    const row = cell.closest("tr");
    const [i, j] = [row.sectionRowIndex, cell.parentElement.cellIndex - 1];
    const { value } = cell;
    if (value === this.rows[i]?.[j]) return true;
    const taken = this.user.edit({ row: i, column: j, value }) || !this.user.refused();
    cell.value = this.rows[i]?.[j] ?? ""; // what was refused goes back, 07 becomes 7
    return taken;
  }

  /** Goes to the next cell, and behind the last to one more row. @param {HTMLElement} cell */
  onward(cell) {
    const cells = [...this.body.querySelectorAll("input, select")];
    const next = cells[cells.indexOf(cell) + 1];
    if (!next && this.all.hidden) this.add();
    this.enter(next);
  }

  /** @param {HTMLElement | undefined} cell that gets the focus, with what it holds selected, to be written over */
  enter(cell) {
    cell?.focus();
    cell?.select?.();
  }

  add() {
    const n = this.rows.length;
    this.user.edit({ act: "add", row: n });
    if (this.rows.length === n) return;
    if (n >= this.most) this.showAll();
    this.enter(this.body.rows[n]?.cells[1].firstChild);
    this.tell();
  }

  /** @param {number} i */
  remove(i) {
    if (!this.user.edit({ act: "remove", row: i })) return;
    const rows = this.body.rows;
    (rows[Math.min(i, rows.length - 1)]?.querySelector("button") ?? this.more).focus();
    this.tell();
  }

  /** @param {string} value a list */
  use(value) {
    const other = this.user.edit({ act: "paste", value });
    if (!other && this.user.refused()) return; // it stays there, to be mended
    this.text.value = "";
    if (!this.pasting.hidden) this.unfold(false);
    this.tell();
  }

  async copied() {
    let word = "Copied";
    try {
      await navigator.clipboard.writeText(this.csv);
    } catch {
      // Without the permission it stands there selected, for the reader's own copy.
      word = "Selected";
      this.text.value = this.csv;
      this.unfold(true);
      this.text.select();
    }
    this.copy.textContent = word;
    this.user.tell(`${this.input.label}: ${word.toLowerCase()}.`);
    setTimeout(() => { this.copy.textContent = "Copy as CSV"; }, moment);
  }

  tell() {
    this.user.tell(`${this.input.label}: ${this.words()}.`);
  }
}
