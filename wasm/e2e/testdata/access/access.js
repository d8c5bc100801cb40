// Finds what keeps people out of the page on show: those who hear it, who speak to it, who
// have a keyboard alone, who see little. The rules are those of WCAG 2.2, levels A and AA, that
// a program can judge and that have something to judge here; a number in brackets is a criterion.
// Of Narrows it knows one thing, the ticks of a time line.
//
//   access.faults()          all faults, each as "rule: why: element"
//   access.listen()          from here on notes what live regions say
//   access.heard()           faults of those that spoke again and again since then
//   access.rules             their names

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
