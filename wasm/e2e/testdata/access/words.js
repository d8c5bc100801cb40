// The rules for names, and for what refers to what.

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
