// Roles, and accessible names after accname-1.2, section 4.3.2; its steps stand beside the lines.

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
