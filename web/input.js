// What a visitor does: buttons, keys, the time line, the pointer, Back, and what the window
// does around the page.

import { keys, shareDialog } from "./dialogs.js";
import { rest, undo } from "./entries.js";
import { slideByFinger } from "./finger.js";
import { here } from "./glimpse.js";
import { Handles } from "./handles.js";
import { at } from "./make.js";
import { onTheme } from "./options.js";
import { onPaper } from "./paper.js";
import { followPointer } from "./pointer.js";
import { Timeline } from "./timeline.js";

/** Listens; called once, when all parts of the page are there. @param {import("./page.js").Page} page */
export function attend(page) {
  playback(page);
  figure(page);
  chrome(page);
  surroundings(page);
  slideByFinger();
  onPaper(page);
}

/** The transport, and the keys for it. */
function playback(page) {
  const { player, address, layout } = page;
  const toggle = () => (player.playing ? player.pause() : player.play());
  const reset = () => { player.pause(); player.seek(0); };
  page.timeline = new Timeline({ track: at("track"), ticks: at("ticks"), scale: at("scale") }, {
    scrub: (step) => player.scrub(step),
    seek: (step) => { player.pause(); player.seek(step); },
    neighbour: (way) => (way > 0 ? player.onward() : player.back()),
  });
  at("play").addEventListener("click", toggle);
  at("forward").addEventListener("click", () => player.forward());
  at("back").addEventListener("click", () => player.back());
  at("reset").addEventListener("click", reset);
  at("pin").addEventListener("click", () => page.pins.add());
  at("speed").addEventListener("change", (e) => player.clock.choose(e.target.value));
  // It may have been chosen while the programs were still on their way.
  player.clock.choose(at("speed").value);
  at("reseed").addEventListener("click", () => address.reseed());
  at("seed").addEventListener("change", (e) => {
    address.seed(e.target.value);
    // The seed in force, be it the one that was typed or not.
    e.target.value = String(page.now.seed);
  });
  const hurry = (way) => {
    const list = at("speed");
    list.selectedIndex = Math.min(Math.max(list.selectedIndex + way, 0), list.length - 1);
    player.clock.choose(list.value);
    page.speech.tell(`Speed ${list.selectedOptions[0].text}`);
  };
  at("axis").addEventListener("change", (e) => address.turnAxis(e.target.value));
  const turnAxis = () => {
    address.turnAxis(page.now.axis === "linear" ? "log" : "linear");
    page.speech.tell(`Axis ${page.now.axis}`);
  };
  // Home has the play button and the time line; what else there is to turn is on the figure's own page.
  const elsewhere = (act) => (...how) => layout.home || act(...how);
  keys({
    " ": toggle,
    ArrowRight: () => player.forward(),
    ArrowLeft: () => player.back(),
    r: reset,
    "+": () => hurry(1),
    "=": () => hurry(1), // the same key without shift
    "-": () => hurry(-1),
    l: elsewhere(turnAxis),
    i: elsewhere(() => page.pins.add()),
    s: elsewhere(() => address.reseed()),
    p: elsewhere(() => layout.present()),
    Escape: () => layout.presenting() && layout.present(),
    digit: elsewhere((n) => page.cases.choose(n)),
  });
}

/** The pointer over the figure, and its marks by keyboard. */
function figure(page) {
  const { stage, view, speech, address } = page;
  const wake = () => {
    page.wake();
    return !page.stopped;
  };
  const say = (text) => speech.point(text);
  const zoom = () => stage.zoom;
  // Marks stand for the same things while this is the same.
  const ground = () => {
    const { experiment, seed, values } = page.now;
    return [experiment, seed, ...page.experiment.inputs.flatMap((input) => (input.when ? [input.when.knob, ...input.of] : input.of)).map((knob) => values[knob])].join(" ");
  };
  page.handles = new Handles(at("stage"), view, { ground, edit: (...how) => address.edit(...how), say, tell: (text) => speech.tell(text), wake, zoom });
  const look = followPointer(at("stage"), view, zoom, say, wake, () => address.follow(), page.handles);
  at("stage").addEventListener("keydown", (e) => {
    if (e.target !== stage.canvas || !page.handles.key(e)) return;
    e.preventDefault(); // what a key does elsewhere it does not do here
  });
  at("stage").addEventListener("focusout", () => page.handles.leave());
  page.drawn = (ready) => {
    if (!page.handles.drawn(ready)) look();
  };
}

/** The bar above and what is folded below. */
function chrome(page) {
  const { address, layout, player, speech, stage, wake } = page;
  // What is pinned stays behind whatever run a preset or the story leads to, and axes stay.
  at("main").addEventListener("click", (e) => {
    const a = e.target.closest('a[href^="#"]');
    if (!a || e.ctrlKey || e.metaKey || e.shiftKey || e.altKey || page.stopped || !(page.now.pins.length || page.now.axis)) return;
    e.preventDefault();
    address.visit(page.view.carry(a.getAttribute("href")), true);
  });

  for (const id of ["present", "leave"]) at(id).addEventListener("click", () => layout.present());
  at("home").addEventListener("click", (e) => {
    e.preventDefault();
    if (!layout.home) address.visit("", true);
    scrollTo(0, 0);
  });
  at("skip").addEventListener("click", (e) => {
    e.preventDefault();
    stage.canvas?.focus();
  });
  at("numbers").addEventListener("toggle", () => { speech.stale = true; wake(); });
  shareDialog(() => {
    // The picture that is shared is the one on show.
    player.pause();
    return { link: address.present(), title: at("finding").textContent };
  });
}

/** History, full screen, colours, sizes, and whether the figure is in view. */
function surroundings({ address, layout, player, speech, wake }) {
  addEventListener("popstate", () => {
    rest();
    address.visit(here());
  });
  document.addEventListener("keydown", (e) => {
    const typing = e.target.matches("input:not([type=range], [type=radio]), textarea, select");
    if (!(e.ctrlKey || e.metaKey) || e.altKey || typing || e.key.toLowerCase() !== "z") return;
    if (e.shiftKey) history.forward();
    else if (undo()) speech.tell("Taken back.");
    else return;
    e.preventDefault();
  });
  document.addEventListener("fullscreenchange", () => {
    if (!document.fullscreenElement && layout.presenting()) layout.present();
  });
  onTheme(() => layout.fit());
  const sized = new ResizeObserver(() => layout.fit());
  for (const id of ["main", "transport"]) sized.observe(at(id));
  addEventListener("resize", () => layout.fit());
  new IntersectionObserver((entries) => {
    // The last one counts, if it came in and out of view since.
    player.inView = entries[entries.length - 1].isIntersecting;
    wake();
  }).observe(at("stage"));
}
