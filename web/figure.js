// Brings the figure to life: loads the two programs, ties the parts of the page together, and
// asks for animation frames while there is something new to see. The link in the address bar
// says what, the player gets it from the worker, the stage shows it, the words follow.

import { Address } from "./address.js";
import { here } from "./glimpse.js";
import { attend } from "./input.js";
import { loadGo, loadProgram } from "./loader.js";
import { at } from "./make.js";
import { call } from "./noun.js";
import { options } from "./options.js";
import { page } from "./page.js";
import { Pins } from "./pins.js";
import { Player } from "./player.js";
import { coming } from "./poster.js";
import { Speech } from "./speech.js";
import { Tables } from "./tables.js";
import { counted } from "./timeline.js";
import { apologise, notices, progress, veil } from "./veil.js";
import { Workers } from "./workers.js";

page.address = new Address(page);
page.speech = new Speech(page);
page.tables = new Tables(page);
page.workers = new Workers();
page.wake = wake;
page.stretch = stretch;
bringToLife().catch((e) => {
  page.stopped = true;
  page.stage.release?.();
  apologise(e);
});

async function bringToLife() {
  const { workers } = page;
  const loaded = { "view.wasm.gz": [0, 0], "trainer.wasm.gz": [0, 0] };
  const load = (name) => loadProgram(name, (...amount) => {
    loaded[name] = amount;
    const [view, trainer] = Object.values(loaded);
    const bytes = view[0] + trainer[0];
    const all = view[1] && trainer[1] && view[1] + trainer[1]; // 0 while a host has not told
    if (bytes !== all) coming(bytes, all);
    progress(all ? Math.min(bytes / all, 0.99) : 0);
  });
  workers.prepare(here() || page.address.home());
  const [drawing] = await Promise.all([load("view.wasm.gz"), load("trainer.wasm.gz").then(workers.bring), loadGo()]);
  coming(1, 1);
  page.view = await run(drawing);
  page.view.catalogue(page.catalogue.experiments);
  const hire = () => workers.hire();
  page.player = new Player(page.view, hire, {
    wake, shown, changed, progress, turned, refused, failed,
    waits: () => page.speech.say(),
  });
  page.pins = new Pins(page.view, hire, {
    seen: () => page.player.shown >= 0 && !page.stopped,
    before: () => page.address.settle(),
    changed: () => page.address.pinned(),
    drawn: () => { page.speech.stale = true; wake(); },
    fit: () => page.layout.fit(true),
  });
  // What tests and benchmarks may ask of a page, all of it: {drawn, draws, pinned}, how many
  // pictures were drawn, the ms of Go for each of the last 256, oldest first, and a digest
  // of each pinned frame.
  window.narrows = { stats: () => page.view.stats() };
  attend(page);
  page.live = true;
  for (const e of document.querySelectorAll(".tools button, .transport button, .transport input, .transport select, .knobs input")) e.disabled = false;
  page.address.visit(here());
  // The worker has its first request; meanwhile what draws makes ready.
  page.stage.onlost = wake;
  page.stage.begin(page.view);
  progress(1);
}

/**
 * There is no run. Where no worker ever began nothing will.
 * @param {string} sentence @param {boolean} refused whether the run itself was
 */
async function failed(sentence, refused) {
  if (refused || page.workers.proven) {
    page.speech.failed(sentence, refused && !page.address.refuse(sentence));
    return;
  }
  page.stopped = true;
  apologise(await page.workers.why());
}

/** Runs the Go program of the page and waits until it is there. */
async function run(program) {
  page.stage.catch();
  const go = new globalThis.Go();
  go.exit = () => {};
  const ready = new Promise((resolve, reject) => {
    globalThis.narrowsAttach = resolve;
    WebAssembly.instantiate(program, go.importObject).then((instance) => go.run(instance)).then(
      stopped, (e) => { reject(e); stopped(); });
  });
  const view = await ready;
  page.stage.release();
  return view;
}

/** The program that draws has ended, which it never should. */
function stopped() {
  page.stopped = true;
  page.player?.pause();
  page.pins?.dismiss();
  veil("The program that draws this figure stopped.", false, ["Reload", () => location.reload()]);
  for (const e of document.querySelectorAll("#transport button:not(#leave), #pins button, #transport input, #transport select, #knobs input, #tables :is(button, input, select, textarea)")) e.disabled = true;
}

// ---- each picture ----

let scheduled = false;
/** @type {{ready: boolean} | null} a picture that was not drawn before */
let fresh = null;

/** Asks for an animation frame, once. */
function wake() {
  if (scheduled || page.stopped) return;
  scheduled = true;
  requestAnimationFrame(frame);
}

/** @param {number} now */
function frame(now) {
  scheduled = false;
  if (page.stopped) return;
  const { player, stage, speech, view } = page;
  player.tick(now);
  // A picture that came is drawn, however soon another follows: a drag has one after the other.
  if ((fresh || !player.imminent(now)) && stage.paint(player.playing)) {
    page.poster?.lift();
    globalThis.narrowsBoot?.live();
  }
  if (fresh) {
    const { ready } = fresh;
    fresh = null;
    page.drawn(ready);
  }
  player.request();
  if (options.fps) count(now);
  speech.follow(now);
  if (player.busy() || view.dirty(player.playing) === true || speech.stale) wake();
}

/** @param {boolean} ready whether a run begins with this picture */
function shown(ready) {
  const { player, timeline, layout, speech } = page;
  speech.stale = true;
  fresh = { ready: ready || fresh?.ready === true };
  at("stage").classList.remove("past");
  if (ready) call(page.view.noun());
  at("step").textContent = counted(player.shown);
  at("steps").textContent = counted(player.clock.steps);
  timeline.extend(player.clock.steps);
  timeline.place(player.shown);
  if (ready) {
    stretch();
    layout.fit(true);
    page.pins.label();
    page.pins.replay();
    page.tables.follow();
    page.address.begun();
  } else {
    page.stage.rename();
  }
  wake();
}

/** The time line and the play clock run as the axes of steps and of time do. */
function stretch() {
  const linear = page.view.linear() === true;
  page.timeline.stretch(linear);
  page.player.clock.stretch(linear);
}

/** The state of the player has changed. */
function changed() {
  const { player, speech, address } = page;
  const state = player.playing ? "playing" : player.atEnd() && player.shown >= 0 ? "over" : "paused";
  const play = at("play");
  if (play.dataset.state !== state) {
    const word = { playing: "Pause", over: "Again", paused: "Play" }[state];
    play.dataset.state = state;
    play.setAttribute("aria-label", word);
    play.title = `${word} (space)`;
    if (state !== "playing") speech.announce();
  }
  at("stage").classList.toggle("past", player.shown < 0 && page.poster?.lifted === true && !address.stands);
  at("back").disabled = player.shown <= 0;
  at("forward").disabled = Boolean(player.broken) || (player.shown >= 0 && player.atEnd());
  address.follow();
  wake();
}

/** A knob was turned under way, and the future that was left may be pinned. */
function turned() {
  page.address.reread();
  page.pins.follow();
}

/** A knob could not be turned. @param {string} notice */
function refused(notice) {
  notices([notice]);
  page.address.reread();
}

const times = [];

/** Frames a second, under the figure, for ?debug=fps. @param {number} now */
function count(now) {
  times.push(now);
  if (times.length > 60) times.shift();
  const rate = (times.length - 1) * 1000 / (now - times[0] || 1);
  const last = page.view.stats().draws.pop();
  page.speech.meter = `${rate.toFixed(0)} frames/s, ${last?.toFixed(1) ?? "–"} ms of Go`;
  page.speech.stale = page.speech.stale || page.player.playing;
}
