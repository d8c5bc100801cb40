// The rules for what a page is made of: its parts, headings, lists, tables and pictures.

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
