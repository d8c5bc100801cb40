// Finds what keeps people out of the page on show: those who hear it, who speak to it, who
// have a keyboard alone, who see little. The rules are those of WCAG 2.2, levels A and AA, that
// can be judged by a program and have something to judge here; roles and attributes are those of
// WAI-ARIA 1.2, names are computed after accname-1.2. It knows one thing of Narrows: the ticks of
// a time line, see essential.
//
//   access.faults()          all faults, each as "rule: why: element"
//   access.listen()          from here on notes what live regions say
//   access.heard()           faults of those that spoke again and again since then
(() => {
  /** Targets that stand where they must: of the marks in an interactive picture WCAG 2.5.8 asks no distance from each other. */
  const essential = ".tick";

  // ---- what there is to judge ----

  /** @returns {Element} the page, or what is open over it and makes it inert */
  const scope = () => [...document.querySelectorAll("dialog:modal")].pop() ?? document.documentElement;
  const whole = () => scope() === document.documentElement;
  /** @param {string} selector @returns {Element[]} */
  const all = (selector) => [scope(), ...scope().querySelectorAll(selector)].filter((e) => e.matches(selector));
  const rendered = (e) => e.checkVisibility({ visibilityProperty: true });
  /** Whether those who hear the page are told of an element. */
  const told = (e) => rendered(e) && !e.closest('[aria-hidden="true"]');
  /** Whether an element is in sight; what is clipped to nothing is there for the ear alone. */
  const seen = (e) => {
    if (!rendered(e)) return false;
    for (let a = e; a; a = a.parentElement) if (getComputedStyle(a).clipPath === "inset(50%)") return false;
    return true;
  };
  const flat = (text) => text.replace(/\s+/g, " ").trim();
  const words = (text) => text.trim().split(/\s+/).filter(Boolean);
  const listed = (text) => new Set(words(text));

  /** What a keyboard or a pointer can reach. */
  const operable = 'a[href], button, input:not([type="hidden"]), select, textarea, summary, iframe, [contenteditable="true"], [tabindex]';
  const disabled = (e) => e.matches(":disabled") || e.closest('[aria-disabled="true"], [inert]') !== null;
  const focusable = (e) => rendered(e) && e.matches(operable) && !disabled(e);
  const tabbable = (e) => focusable(e) && e.tabIndex >= 0;

  /** @param {Element} e @returns {string} its tag as it is written, and what it says */
  function sign(e) {
    const tag = e.cloneNode(false).outerHTML.replace(/<\/.*$/s, "");
    return `${flat(tag).slice(0, 140)} ${flat(e.textContent).slice(0, 40)}`.trim();
  }

  // ---- roles ----

  const roles = listed(`alert alertdialog application article banner blockquote button caption cell checkbox code
    columnheader combobox complementary contentinfo definition deletion dialog directory document emphasis feed figure
    form generic grid gridcell group heading img insertion link list listbox listitem log main marquee math menu menubar
    menuitem menuitemcheckbox menuitemradio meter navigation none note option paragraph presentation progressbar radio
    radiogroup region row rowgroup rowheader scrollbar search searchbox separator slider spinbutton status strong
    subscript superscript switch tab table tablist tabpanel term textbox time timer toolbar tooltip tree treegrid treeitem`);

  const inPage = ":not(:is(article, aside, main, nav, section) *)";
  const implicit = [
    ["a[href]", "link"], ["button, summary", "button"], ["input:is([type=button], [type=submit], [type=reset], [type=image])", "button"],
    ["input[type=checkbox]", "checkbox"], ["input[type=radio]", "radio"], ["input[type=range]", "slider"], ["input[type=number]", "spinbutton"],
    ["input:not([type=hidden]), textarea", "textbox"], ["select:is([multiple], [size])", "listbox"], ["select", "combobox"], ["option", "option"],
    ["h1, h2, h3, h4, h5, h6", "heading"], ['img[alt=""]', "none"], ["img", "img"], ["math", "math"], ["figure", "figure"],
    ["main", "main"], ["nav", "navigation"], ["aside", "complementary"], [`header${inPage}`, "banner"], [`footer${inPage}`, "contentinfo"],
    [":is(form):is([aria-label], [aria-labelledby], [title])", "form"], ["section:is([aria-label], [aria-labelledby], [title])", "region"],
    ["ul, ol, menu", "list"], ["li", "listitem"], ["table", "table"], ["tr", "row"], ["th[scope=row]", "rowheader"], ["th", "columnheader"], ["td", "cell"],
    ["fieldset, details", "group"], ["dialog", "dialog"], ["output", "status"], ["progress", "progressbar"], ["meter", "meter"], ["hr", "separator"], ["article", "article"],
  ];
  /** @param {Element} e @returns {string} empty where there is none that matters here */
  const roleOf = (e) => words(e.getAttribute("role") ?? "").find((r) => roles.has(r)) ?? implicit.find(([selector]) => e.matches(selector))?.[1] ?? "";

  const landmarks = listed("banner complementary contentinfo form main navigation region search");

  // ---- accessible names (accname-1.2, section 4.3.2; its steps stand beside the lines) ----

  const namedByContent = listed("button cell checkbox columnheader gridcell heading link menuitem menuitemcheckbox menuitemradio option radio row rowheader switch tab tooltip treeitem");

  /** @param {Element} e @returns {string} */
  const nameOf = (e) => flat(computed(e));

  /** @param {Element} e @param {"" | "reference" | "content"} by how it was reached @param {Element} [asking] whose label it is part of */
  function computed(e, by = "", asking = undefined) {
    if (by !== "reference" && !told(e)) return ""; // 2A
    if (by !== "reference") {
      const parts = words(e.getAttribute("aria-labelledby") ?? "").map((id) => document.getElementById(id)).filter(Boolean);
      const text = parts.map((r) => (told(r) ? computed(r, "reference") : r.textContent)).join(" ");
      if (text.trim()) return text; // 2B
    }
    if (by && e.matches("textarea, input:not([type=checkbox], [type=radio], [type=button], [type=submit])")) return e.getAttribute("aria-valuetext") ?? e.value; // 2C
    if (by && e.matches("select")) return e.selectedOptions[0]?.text ?? "";
    const label = e.getAttribute("aria-label");
    if (label?.trim()) return label; // 2D
    const own = native(e);
    if (own.trim()) return own; // 2E
    const text = by || namedByContent.has(roleOf(e)) ? content(e, asking) : ""; // 2F
    return text.trim() ? text : e.getAttribute("title") ?? e.getAttribute("placeholder") ?? ""; // 2I
  }

  /** What HTML and SVG name an element by. */
  function native(e) {
    if (e.matches("img, input[type=image]")) return e.getAttribute("alt") ?? "";
    if (e.matches("input:is([type=button], [type=submit], [type=reset])")) return e.value;
    if (e.labels?.length) return [...e.labels].map((l) => content(l, e)).join(" ");
    const part = { FIELDSET: "legend", FIGURE: "figcaption", TABLE: "caption", svg: "title" }[e.tagName];
    const from = part && [...e.children].find((c) => c.matches(part));
    return from ? content(from) : "";
  }

  function content(e, asking) {
    const made = (which) => /^"(.*)"$/.exec(getComputedStyle(e, which).content)?.[1] ?? "";
    const parts = [...e.childNodes].map((n) => {
      if (n.nodeType === Node.TEXT_NODE) return n.data;
      if (n.nodeType !== Node.ELEMENT_NODE || n === asking) return "";
      const text = computed(n, "content", asking);
      return getComputedStyle(n).display === "inline" ? text : ` ${text} `;
    });
    return made("::before") + parts.join("") + made("::after");
  }

  // ---- names and references ----

  /** Every control has a name, and so has all else that one comes to by the keyboard (4.1.2, 2.4.4, 1.3.1). */
  function* name() {
    const more = "fieldset, dialog, [role=dialog], [role=group], [role=progressbar], progress, meter";
    for (const e of all(`${operable}, ${more}`)) {
      if (!told(e) || (e.matches("[tabindex]") && e.tabIndex < 0 && !roleOf(e)) || roleOf(e) === "main") continue;
      if (!nameOf(e)) yield [e, "has no name"];
      else if (!roleOf(e) && !e.matches("iframe")) yield [e, "takes the focus and has no role"];
    }
  }

  const letters = (text) => ` ${words(text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ")).join(" ")} `;

  /** What is written on a control is in its name, for who speaks to the page (2.5.3). Signs are no words. */
  function* label() {
    const written = (e) => [...e.childNodes].map((n) => (n.nodeType === Node.TEXT_NODE ? (seen(e) ? n.data : "")
      : n.nodeType !== Node.ELEMENT_NODE || n.matches("select, textarea, script, style") ? ""
        : getComputedStyle(n).display === "inline" ? written(n) : ` ${written(n)} `)).join("");
    for (const e of all("a[href], button, summary, input, select, textarea, [role=button], [role=link]")) {
      if (!told(e)) continue;
      const text = letters(e.labels?.length ? [...e.labels].map(written).join(" ") : written(e));
      if (text.trim() && !letters(nameOf(e)).includes(text)) yield [e, `is called “${nameOf(e)}”, but says “${text.trim()}”`];
    }
  }

  /** An id is given once (4.1.1 of WCAG 2.1; what refers to it needs it). */
  function* ids() {
    const met = new Set();
    for (const e of document.querySelectorAll("[id]")) {
      if (met.has(e.id)) yield [e, `has an id that another has, “${e.id}”`];
      met.add(e.id);
    }
  }

  /** What refers to an element by its id finds it (1.3.1, 4.1.2, 2.4.1). */
  function* references() {
    for (const attribute of ["aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "aria-details", "aria-flowto", "aria-errormessage", "aria-activedescendant", "for", "headers", "list"]) {
      for (const e of all(`[${attribute}]`)) {
        for (const id of words(e.getAttribute(attribute))) if (!document.getElementById(id)) yield [e, `names by ${attribute} what is not there, “${id}”`];
      }
    }
    for (const e of all('a[href^="#"]')) {
      const id = /^#([\w-]+)$/.exec(e.getAttribute("href"))?.[1];
      if (id && !document.getElementById(id)) yield [e, "leads to a place of the page that is not there"];
    }
  }

  // ---- roles, states and properties (4.1.2) ----

  const everywhere = listed(`aria-atomic aria-braillelabel aria-brailleroledescription aria-busy aria-controls aria-current
    aria-describedby aria-description aria-details aria-disabled aria-errormessage aria-flowto aria-haspopup aria-hidden
    aria-invalid aria-keyshortcuts aria-label aria-labelledby aria-live aria-owns aria-relevant aria-roledescription`);
  const ranged = "meter progressbar scrollbar separator slider spinbutton";
  const some = Object.fromEntries(Object.entries({
    "aria-activedescendant": "application combobox grid group listbox menu menubar radiogroup searchbox spinbutton tablist textbox toolbar tree treegrid",
    "aria-autocomplete": "combobox searchbox textbox", "aria-checked": "checkbox menuitemcheckbox menuitemradio option radio switch treeitem",
    "aria-colcount": "grid table treegrid", "aria-colindex": "cell columnheader gridcell row rowheader", "aria-colspan": "cell columnheader gridcell rowheader",
    "aria-expanded": "application button checkbox columnheader combobox gridcell link listbox menuitem menuitemcheckbox menuitemradio row rowheader switch tab treeitem",
    "aria-level": "heading listitem row treeitem", "aria-modal": "alertdialog dialog", "aria-multiline": "searchbox textbox",
    "aria-multiselectable": "grid listbox tablist tree treegrid", "aria-orientation": "listbox menu menubar radiogroup scrollbar separator slider tablist toolbar tree treegrid",
    "aria-placeholder": "searchbox textbox", "aria-posinset": "article listitem menuitem menuitemcheckbox menuitemradio option radio row tab treeitem", "aria-pressed": "button",
    "aria-readonly": "checkbox combobox grid gridcell listbox radiogroup searchbox slider spinbutton switch textbox treegrid",
    "aria-required": "checkbox combobox gridcell listbox radiogroup searchbox spinbutton switch textbox tree treegrid",
    "aria-rowcount": "grid table treegrid", "aria-rowindex": "cell columnheader gridcell row rowheader", "aria-rowspan": "cell columnheader gridcell rowheader",
    "aria-selected": "columnheader gridcell option row rowheader tab treeitem", "aria-setsize": "article listitem menuitem menuitemcheckbox menuitemradio option radio row tab treeitem",
    "aria-sort": "columnheader rowheader", "aria-valuemax": ranged, "aria-valuemin": ranged, "aria-valuenow": ranged, "aria-valuetext": ranged,
  }).map(([attribute, who]) => [attribute, listed(who)]));
  const either = listed("true false");
  const values = {
    "aria-atomic": either, "aria-busy": either, "aria-disabled": either, "aria-expanded": either, "aria-hidden": either, "aria-modal": either,
    "aria-multiline": either, "aria-multiselectable": either, "aria-readonly": either, "aria-required": either, "aria-selected": either,
    "aria-checked": listed("true false mixed"), "aria-pressed": listed("true false mixed"), "aria-live": listed("off polite assertive"),
    "aria-current": listed("page step location date time true false"), "aria-haspopup": listed("true false menu listbox tree grid dialog"),
    "aria-invalid": listed("true false grammar spelling"), "aria-orientation": listed("horizontal vertical undefined"), "aria-sort": listed("ascending descending none other"),
  };
  const numeric = listed("aria-level aria-valuenow aria-valuemin aria-valuemax aria-posinset aria-setsize aria-rowcount aria-colcount");
  const required = {
    checkbox: "aria-checked", switch: "aria-checked", radio: "aria-checked", menuitemcheckbox: "aria-checked", menuitemradio: "aria-checked",
    combobox: "aria-expanded", heading: "aria-level", meter: "aria-valuenow", scrollbar: "aria-valuenow", slider: "aria-valuenow",
  };
  const nameless = listed("caption code deletion emphasis generic insertion none paragraph presentation strong subscript superscript time");
  const plain = "b, bdi, bdo, br, canvas, code, div, em, i, kbd, label, legend, mark, p, pre, q, s, samp, small, span, strong, sub, sup, u, var";

  /** Roles are roles, their attributes such as they have, with values such as these have. */
  function* aria() {
    for (const e of all("*")) {
      const given = words(e.getAttribute("role") ?? "");
      for (const r of given) if (!roles.has(r)) yield [e, `has the role “${r}”, which is none`];
      const role = roleOf(e);
      const state = given.includes(role) && required[role];
      if (state && !e.hasAttribute(state) && !implicit.some(([selector, r]) => r === role && e.matches(selector))) yield [e, `is a ${role} without ${state}`];
      for (const { name: attribute, value } of e.attributes) {
        if (!attribute.startsWith("aria-")) continue;
        const may = some[attribute];
        if (!may && !everywhere.has(attribute)) yield [e, `has ${attribute}, which is no attribute`];
        else if (may && !may.has(role)) yield [e, `has ${attribute}, which its role does not know`];
        if (values[attribute] ? !values[attribute].has(value) : numeric.has(attribute) && !(value.trim() && Number.isFinite(Number(value)))) yield [e, `has ${attribute}="${value}"`];
        if (/^aria-label(ledby)?$/.test(attribute) && (nameless.has(role) || (!role && e.matches(plain)))) yield [e, `has ${attribute}, but no role that has a name`];
      }
    }
  }

  // ---- the order of the page ----

  /** A page has a language, a title, and lets itself be enlarged (3.1.1, 2.4.2, 1.4.4). */
  function* page() {
    const root = document.documentElement;
    if (!root.lang.trim()) yield [root, "has no language"];
    for (const e of document.querySelectorAll("[lang]")) {
      try {
        if (e.lang) new Intl.Locale(e.lang);
      } catch {
        yield [e, `has a language that is none, “${e.lang}”`];
      }
    }
    if (!document.title.trim()) yield [root, "has no title"];
    const viewport = document.querySelector('meta[name="viewport"]');
    if (viewport && (/user-scalable\s*=\s*(no|0)/.test(viewport.content) || Number(/maximum-scale\s*=\s*([\d.]+)/.exec(viewport.content)?.[1] ?? 9) < 2)) yield [viewport, "keeps the page from being enlarged"];
  }

  /** One heading of level 1, none empty, and no level left out on the way down (1.3.1, 2.4.6). */
  function* headings() {
    const list = all("h1, h2, h3, h4, h5, h6, [role=heading]").filter(told);
    const level = (e) => Number(e.getAttribute("aria-level") ?? e.tagName.slice(1));
    const first = list.filter((e) => level(e) === 1);
    if (whole() && first.length !== 1) yield [first[1] ?? document.body, `there are ${first.length} headings of level 1`];
    for (const [i, e] of list.entries()) {
      if (!nameOf(e)) yield [e, "is an empty heading"];
      if (i > 0 && level(e) > level(list[i - 1]) + 1) yield [e, `is of level ${level(e)} after one of level ${level(list[i - 1])}`];
    }
  }

  /** One main part; parts of a kind have names that differ; nothing is said outside of them (1.3.1, 2.4.1). */
  function* parts() {
    if (!whole()) return;
    const list = all("*").filter((e) => landmarks.has(roleOf(e)) && told(e));
    for (const role of ["main", "banner", "contentinfo"]) {
      const some = list.filter((e) => roleOf(e) === role);
      if (some.length > 1 || (role === "main" && !some.length)) yield [some[1] ?? document.body, `there are ${some.length} parts that are ${role}`];
      for (const e of some) if (list.some((o) => o !== e && o.contains(e))) yield [e, "stands within another part"];
    }
    const met = new Set();
    for (const e of list) {
      const key = `${roleOf(e)} “${nameOf(e)}”`;
      if (met.has(key)) yield [e, `is a second ${key}`];
      met.add(key);
    }
    for (const [e] of texts()) {
      if (told(e) && ![...list, ...all('dialog, [role=dialog], [aria-live], [role=status], [role=alert], body > a[href^="#"]:first-child')].some((o) => o.contains(e))) yield [e, "stands outside of all parts of the page"];
    }
  }

  /** Lists hold their items, and items stand in lists (1.3.1). */
  function* lists() {
    const others = "script, template";
    for (const e of all("ul, ol, menu")) for (const c of e.children) if (!c.matches(`li, ${others}`)) yield [c, "stands in a list and is no item"];
    for (const e of all("li")) if (!e.parentElement.matches("ul, ol, menu, [role=list]")) yield [e, "is an item of no list"];
    for (const e of all("dl")) for (const c of e.children) if (!c.matches(`dt, dd, div, ${others}`)) yield [c, "stands in a list of terms and is none"];
    for (const e of all("dt, dd")) if (!e.parentElement.matches("dl, dl > div")) yield [e, "is a term of no list"];
  }

  /** Tables have headers, and each cell that says something has one (1.3.1). */
  function* tables() {
    for (const table of all("table:not([role=none], [role=presentation])")) {
      if (!table.querySelector("th")) yield [table, "is a table without headers"];
      for (const th of table.querySelectorAll("th")) if (told(th) && !nameOf(th)) yield [th, "is an empty header"];
      const rows = [...table.rows];
      for (const td of table.querySelectorAll("td")) {
        const beside = [...td.parentElement.cells].some((c) => c.tagName === "TH");
        const above = rows.some((r) => r.cells[td.cellIndex]?.tagName === "TH");
        if (table.querySelector("th") && flat(td.textContent) && !beside && !above && !td.headers) yield [td, "is a cell without a header"];
      }
    }
  }

  /** Pictures have words in their place, or are hidden from those who do not see them (1.1.1). */
  function* images() {
    for (const e of all("img, input[type=image], svg, canvas, [role=img]")) {
      if (!told(e) || e.parentElement?.closest("svg, [role=img]")) continue;
      if (e.matches("img") ? !e.hasAttribute("alt") && !nameOf(e) : !nameOf(e)) yield [e, "is a picture without words"];
      else if (e.matches("svg, canvas") && roleOf(e) !== "img") yield [e, "is a picture that does not say that it is one"];
    }
  }

  // ---- keyboard and pointer ----

  /** What is hidden from those who hear the page does not take the focus (4.1.2). */
  function* hidden() {
    for (const e of all(operable)) {
      if (tabbable(e) && e.closest('[aria-hidden="true"], [role=none], [role=presentation]')) yield [e, "takes the focus and is hidden"];
    }
  }

  /** No control stands in another (4.1.2). */
  function* nested() {
    for (const e of all("a[href], button, summary, [role=button], [role=link], [role=img]")) {
      for (const c of e.querySelectorAll(operable)) if (focusable(c)) yield [c, "is a control in another"];
    }
  }

  /** The Tab key goes in the order of the page (2.4.3). */
  function* order() {
    for (const e of all("[tabindex]")) if (e.tabIndex > 0) yield [e, `has tabindex ${e.tabIndex}`];
  }

  /** What scrolls can be scrolled by the keyboard: it, or something in it, takes the focus (2.1.1). */
  function* scrolling() {
    for (const e of all("body *")) {
      if (e.scrollWidth <= e.clientWidth + 1 && e.scrollHeight <= e.clientHeight + 1) continue;
      if (!rendered(e) || e.matches("select, textarea, input")) continue;
      const { overflowX, overflowY } = getComputedStyle(e);
      const scrolls = (overflow, inside, room) => /auto|scroll/.test(overflow) && inside > room + 1;
      if (!scrolls(overflowX, e.scrollWidth, e.clientWidth) && !scrolls(overflowY, e.scrollHeight, e.clientHeight)) continue;
      if (![e, ...e.querySelectorAll(operable)].some(tabbable)) yield [e, "scrolls, but not by the keyboard"];
    }
  }

  const box = (e) => e.getBoundingClientRect();
  /** Where a control can be pressed: a button to choose by also on the words in its label. */
  const reach = (e) => box(e.matches("[type=radio], [type=checkbox]") ? e.closest("label") ?? e : e);
  const overlap = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 0.5 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 0.5;
  const least = 24;

  /** Targets are 24 CSS pixels high and wide where nothing lies over them, or as far from each other (2.5.8). */
  function* targets() {
    // Links in a line of words are as high as the line.
    const inline = (e) => getComputedStyle(e).display === "inline" && flat(e.parentElement.textContent) !== flat(e.textContent);
    const list = all("a[href], button, input, select, textarea, summary, [role=button], [role=link]").filter((e) => focusable(e) && seen(e) && !inline(e));
    const large = ({ width, height }) => width > least - 0.1 && height > least - 0.1;
    const places = list.map((e) => ({ e, r: reach(e) }));
    const free = ({ e, r }) => {
      let parts = [r];
      for (const other of places) {
        if (other.e === e || !overlap(r, other.r) || e.contains(other.e) || other.e.contains(e)) continue;
        if ((e.matches(essential) && other.e.matches(essential)) || !above(other.e, e)) continue;
        parts = parts.flatMap((p) => without(p, other.r));
      }
      return parts;
    };
    const small = places.filter((p) => !free(p).some(large));
    const middle = (r) => [(r.left + r.right) / 2, (r.top + r.bottom) / 2];
    for (const { e, r } of small) {
      const [x, y] = middle(r);
      const near = places.find((o) => {
        if (o.e === e || o.e.contains(e) || e.contains(o.e)) return false;
        const [u, v] = middle(o.r);
        if (small.some((s) => s.e === o.e) && Math.hypot(u - x, v - y) < least - 0.1) return true;
        return Math.hypot(Math.max(o.r.left - x, 0, x - o.r.right), Math.max(o.r.top - y, 0, y - o.r.bottom)) < least / 2 - 0.1;
      });
      if (near) yield [e, `is a target of ${r.width.toFixed(1)} × ${r.height.toFixed(1)} px too near to ${sign(near.e)}`];
    }
  }

  /** @returns {DOMRect[]} what is left of one place without another, as rectangles as large as they can be */
  function without(a, b) {
    if (!overlap(a, b)) return [a];
    return [
      new DOMRect(a.left, a.top, b.left - a.left, a.height), new DOMRect(b.right, a.top, a.right - b.right, a.height),
      new DOMRect(a.left, a.top, a.width, b.top - a.top), new DOMRect(a.left, b.bottom, a.width, a.bottom - b.bottom),
    ].filter((r) => r.width > 0 && r.height > 0);
  }

  /** Whether the one lies over the other where both are. */
  function above(one, other) {
    const stack = stackAt(other, () => {
      const [a, b] = [reach(one), reach(other)];
      return new DOMRect(Math.max(a.left, b.left), Math.max(a.top, b.top), Math.min(a.right, b.right) - Math.max(a.left, b.left), Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top));
    });
    const i = stack.findIndex((e) => one.contains(e));
    const j = stack.findIndex((e) => other.contains(e));
    return i >= 0 && (j < 0 || i < j);
  }

  // ---- what is seen ----

  /** What lies in the middle of a place, from the top down. @param {Element} e that is there, and is scrolled into sight @param {() => DOMRect} place where it is now */
  function stackAt(e, place) {
    const look = () => {
      const { left, top, width, height } = place();
      return document.elementsFromPoint(left + width / 2, top + height / 2);
    };
    const stack = look();
    if (stack.includes(e)) return stack;
    e.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
    return look();
  }

  /** @returns {[Element, () => DOMRect][]} each element that text in sight stands in, and where the first of that text is now */
  function texts() {
    const found = new Map();
    const walk = document.createTreeWalker(scope(), NodeFilter.SHOW_TEXT);
    for (let n = walk.nextNode(); n; n = walk.nextNode()) {
      const e = n.parentElement;
      if (!n.data.trim() || found.has(e) || e.closest("script, style, noscript, option, textarea, title") || !seen(e)) continue;
      const range = document.createRange();
      range.selectNodeContents(n);
      const place = () => [...range.getClientRects()].find((r) => r.width > 1 && r.height > 1);
      if (place()) found.set(e, place);
    }
    for (const e of all("input:not([type=radio], [type=checkbox], [type=range]), select, textarea")) if (e.value && seen(e)) found.set(e, () => box(e));
    return [...found];
  }

  /** @param {string} css rgb(…) or rgba(…) @returns {number[] | null} red, green, blue, alpha of 0 to 1 */
  function colour(css) {
    const m = /^rgba?\(([\d.]+), ([\d.]+), ([\d.]+)(?:, ([\d.]+))?\)$/.exec(css);
    return m && [m[1] / 255, m[2] / 255, m[3] / 255, Number(m[4] ?? 1)];
  }
  const over = ([r, g, b, a], under) => [r, g, b].map((c, i) => a * c + (1 - a) * under[i]);
  /** Relative luminance and contrast, as WCAG defines them. */
  const luminance = (rgb) => rgb.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)).reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const contrastOf = (a, b) => {
    const [x, y] = [luminance(a), luminance(b)].sort((p, q) => q - p);
    return (x + 0.05) / (y + 0.05);
  };
  const opacity = (e) => (e ? Number(getComputedStyle(e).opacity) * opacity(e.parentElement) : 1);

  /**
   * The colour under the text of an element, white where nothing has any; null where the text is
   * covered. A canvas is taken for glass: the figure has the page's colour where words lie on it.
   */
  function ground(e, place) {
    const stack = stackAt(e, place);
    const at = stack.indexOf(e);
    if (at < 0) return null;
    const paint = (o) => colour(getComputedStyle(o).backgroundColor) ?? [0, 0, 0, 0];
    if (stack.slice(0, at).some((o) => !e.contains(o) && paint(o)[3] * opacity(o) > 0.5)) return null;
    const layers = [];
    // What belongs to it and comes before it lies behind its words: they are in sight.
    for (const o of [...stack.slice(0, at).filter((c) => e.contains(c)), ...stack.slice(at)]) {
      if (o !== e && o.matches("img") && Number(getComputedStyle(o).opacity) > 0) return "picture";
      const [r, g, b, a] = paint(o);
      layers.push([r, g, b, a * opacity(o)]);
      if (layers.at(-1)[3] === 1) break;
    }
    return layers.reduceRight((under, layer) => over(layer, under), [1, 1, 1]);
  }

  /** Text has a contrast of 4.5 to what is under it; large text, and bold text nearly as large, 3 (1.4.3). */
  function* contrast() {
    for (const [e, place] of texts()) {
      if (disabled(e) || e.closest("label")?.control?.disabled || e.closest("button:disabled")) continue;
      const style = getComputedStyle(e);
      const ink = colour(style.color);
      const under = ground(e, place);
      if (under === null) continue;
      if (!ink || under === "picture") {
        yield [e, ink ? "is text over a picture" : `has a colour that was not understood, ${style.color}`];
        continue;
      }
      const size = parseFloat(style.fontSize);
      const want = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700) ? 3 : 4.5;
      const got = contrastOf(over([...ink.slice(0, 3), ink[3] * opacity(e)], under), under);
      if (got < want) yield [e, `is text with a contrast of ${got.toFixed(2)}, of ${want} at least`];
    }
  }

  /** A link among words is told from them by more than its colour (1.4.1). */
  function* links() {
    for (const e of all(":is(p, li, dd, td, figcaption) a[href]")) {
      const style = getComputedStyle(e);
      const block = e.closest("p, li, dd, td, figcaption");
      if (!seen(e) || style.display !== "inline" || flat(block.textContent) === flat(e.textContent)) continue;
      if (!style.textDecorationLine.includes("underline") && style.borderBottomWidth === "0px") yield [e, "is a link among words, told by nothing but its colour"];
    }
  }

  // ---- what is said by itself ----

  let spoken = new Map();
  let watch = null;

  /** From here on notes in how many pictures each live region changes. */
  function listen() {
    watch?.disconnect();
    spoken = new Map();
    watch = new MutationObserver((changes) => {
      const now = document.timeline.currentTime;
      for (const { target } of changes) {
        const region = (target.nodeType === Node.ELEMENT_NODE ? target : target.parentElement)?.closest('[aria-live], output, [role=status], [role=alert], [role=log], [role=timer]');
        if (!region || region.getAttribute("aria-live") === "off" || (region.matches("[role=timer]") && !region.hasAttribute("aria-live"))) continue;
        if (!spoken.has(region)) spoken.set(region, new Set());
        spoken.get(region).add(now);
      }
    });
    watch.observe(document.documentElement, { subtree: true, childList: true, characterData: true });
  }

  /** Nothing speaks with every picture (4.1.3, 2.2.2). */
  function* live() {
    for (const [e, pictures] of spoken) if (pictures.size > 1) yield [e, `spoke with ${pictures.size} pictures`];
  }

  // ---- all of it ----

  const rules = { page, headings, parts, lists, tables, name, label, ids, references, aria, images, hidden, nested, order, scrolling, targets, contrast, links };
  const report = (rule, found) => [...found].map(([e, why]) => `${rule}: ${why}: ${sign(e)}`);

  // A sheet made by script is not what a policy forbids; with it a point finds also what lets a pointer through.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("* { pointer-events: auto !important; }");

  function faults() {
    const { scrollX: x, scrollY: y } = window;
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    const found = Object.entries(rules).flatMap(([rule, find]) => report(rule, find()));
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((s) => s !== sheet);
    scrollTo({ left: x, top: y, behavior: "instant" });
    return found;
  }

  window.access = { faults, listen, heard: () => report("live", live()), rules: [...Object.keys(rules), "live"] };
})();
