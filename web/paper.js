// What goes to paper: the figure painted anew, light and for the width of a page. The
// canvas on the screen may be dark, narrow, or empty once it was shown.

import { at } from "./make.js";
import { capitalised, numbered } from "./noun.js";

/** CSS pixels that A4 and Letter have between the margins of print.css. */
const paper = 680;
/** The figure is laid out for a window so wide, and then drawn smaller. */
const drawn = 860;
/** Dots of the picture to a CSS pixel. */
const dots = 3;

/** @param {import("./page.js").Page} page */
export function onPaper(page) {
  let folded = false; // what is said of citing
  addEventListener("beforeprint", () => {
    folded ||= !at("cite").open;
    at("cite").open = true;
    print(page);
    // The address may lag behind the picture; its link does not.
    const { href } = new URL(page.address.present(), location.href);
    at("source").textContent = `${capitalised(numbered(at("step").textContent))} of ${at("steps").textContent}, seed ${page.now.seed}: ${href}`;
  });
  addEventListener("afterprint", () => {
    if (folded) at("cite").open = false;
    folded = false;
    restore(page);
  });
}

function print(page) {
  const { stage, layout, view } = page;
  if (layout.printing || page.stopped || !stage?.canvas || stage.canvas.classList.contains("unseen")) return;
  const element = at("stage");
  // In the frame of another page there is no more room than that frame.
  const framed = layout.profile === "embed" && parent !== window;
  const width = framed ? element.clientWidth : paper;
  const zoom = framed ? 1 : paper / drawn;
  layout.printing = true;
  element.style.setProperty("--paper", `${width}px`);
  element.classList.add("printing");
  const look = { theme: "light", profile: framed ? "embed" : "page", width, zoom, gap: 0, dots };
  stage.look(framed ? look : { ...look, room: 0 });
  const canvas = document.createElement("canvas");
  canvas.className = "printed";
  element.prepend(canvas);
  view.paint(canvas);
}

function restore({ layout }) {
  if (!layout.printing) return;
  layout.printing = false;
  at("stage").classList.remove("printing");
  at("stage").querySelector(".printed")?.remove();
  layout.fit(true);
}
