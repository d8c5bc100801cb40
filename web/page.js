// Starts the page and ties its parts together: the link in the address bar says what is to
// be seen, the player gets it from the worker, the stage shows it, the words follow.

import { Address } from "./address.js";
import { Controls } from "./controls.js";
import { attend } from "./input.js";
import { Layout } from "./layout.js";
import { Apology, checkPlatform, loadCatalogue, loadGo, loadProgram } from "./loader.js";
import { options } from "./options.js";
import { Pins } from "./pins.js";
import { Player } from "./player.js";
import { Speech } from "./speech.js";
import { Stage } from "./stage.js";
import { counted, Timeline } from "./timeline.js";
import { apologise, liftPoster, notices, progress, showPoster, veil } from "./veil.js";
import { Words } from "./words.js";

/** @param {string} id @returns {any} */
const at = (id) => document.getElementById(id);

/**
 * The parts of the page, and what they share.
 * @typedef {object} Page
 * @property {object} view the Go program that draws: wasm/view/main.go lists what it offers
 * @property {Player} player
 * @property {Stage} stage
 * @property {Timeline} timeline
 * @property {Controls} controls of the experiment on show
 * @property {Words} words
 * @property {Address} address
 * @property {Layout} layout
 * @property {Speech} speech
 * @property {Pins} pins
 * @property {object} catalogue catalogue.json
 * @property {object} experiment the one on show, of the catalogue
 * @property {object} now what the link says, as view.read tells it
 * @property {boolean} finished whether the still of those who want no motion is on show
 * @property {boolean} stopped whether the program that draws is gone
 * @property {() => void} wake asks for an animation frame
 * @property {(experiment: object) => void} introduce
 */

/** @type {Page} */
const page = { finished: false, stopped: false, wake, introduce };
page.layout = new Layout(page);
page.address = new Address(page);
page.speech = new Speech(page);

page.layout.dress();
start().catch((e) => {
  page.stopped = true;
  page.stage?.release?.();
  apologise(e instanceof Apology ? e.message : "This figure could not start. Reload the page to try again.");
});

async function start() {
  if (page.layout.fitsPoster()) showPoster();
  page.words = new Words((id) => at(id) ?? document.createElement("div"));
  const introduced = loadCatalogue().then((c) => {
    page.catalogue = c;
    introduce(c.experiments[0]);
    return c;
  });
  // Where nothing can run there are still words to read.
  introduced.catch(() => {});
  checkPlatform();
  const shares = { "view.wasm.gz": 0, "trainer.wasm.gz": 0 };
  const load = (name) => loadProgram(name, (share) => {
    shares[name] = share;
    progress((3 * shares["view.wasm.gz"] + shares["trainer.wasm.gz"]) / 4);
  });
  // A worker's script needs this thread to load, which is soon too busy for it.
  let spare = newWorker();
  const parts = Promise.all([
    introduced,
    load("view.wasm.gz"),
    load("trainer.wasm.gz").then(async (program) => {
      // It starts, and builds its run, while the other program starts.
      await introduced;
      spare.postMessage({ module: program, link: location.hash || page.address.home() });
      return program;
    }),
    loadGo(),
  ]);
  page.stage = new Stage(at("stage"), at("titles"), options.painter);
  const [catalogue, drawing, training] = await parts;
  page.view = await run(drawing);
  page.view.catalogue(catalogue.experiments);
  page.player = new Player(page.view, () => {
    const worker = spare ?? newWorker();
    if (!spare) worker.postMessage({ module: training });
    spare = null;
    return worker;
  }, {
    wake, shown, changed, progress, turned, refused, failed: (sentence, refused) => page.speech.failed(sentence, refused),
  });
  page.pins = new Pins(page, () => {
    const worker = newWorker();
    worker.postMessage({ module: training });
    return worker;
  });
  // What tests and benchmarks may ask of a page, all of it: {drawn, draws, pinned}, how many
  // pictures were drawn, the ms of Go for each of the last 256, oldest first, and a digest
  // of each pinned frame.
  window.narrows = { stats: () => page.view.stats() };
  attend(page);
  page.address.visit(location.hash || page.address.home());
  // The worker has its first request; meanwhile what draws makes ready.
  page.stage.onlost = wake;
  page.stage.begin(page.view);
  progress(1);
}

/** A worker that waits for its program. */
function newWorker() {
  return new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
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
  veil("The program that draws this figure stopped.", false, ["Reload", () => location.reload()]);
  for (const e of document.querySelectorAll("#transport button, #pins button, #transport input, #transport select, #knobs input")) e.disabled = true;
}

/** Shows what is known of an experiment before it runs. */
function introduce(experiment) {
  if (page.experiment === experiment) return;
  page.experiment = experiment;
  page.words.tell(experiment);
  at("finding").textContent = experiment.finding;
  const link = (text, href, name) => {
    const a = document.createElement("a");
    a.textContent = text;
    a.href = href;
    a.className = name;
    return a;
  };
  at("presets").replaceChildren(...experiment.presets.map((p) => link(p.title, p.link, "chip")));
  at("experiments").replaceChildren(...page.catalogue.experiments.map((e) => {
    const a = link(e.title, e.link, "");
    if (e === experiment) a.setAttribute("aria-current", "page");
    return a;
  }));
  page.controls = new Controls(at("knobs"), experiment.knobs, (...how) => page.address.turned(...how));
  // Until the link is read the controls say what the untouched experiment has.
  page.controls.update(Object.fromEntries(experiment.knobs.map((k) => [k.name, k.defaultText])));
}

// ---- each picture ----

let scheduled = false;

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
  if (stage.paint(player.playing)) liftPoster();
  player.request();
  if (options.fps) count(now);
  speech.follow(now);
  if (player.busy() || view.dirty(player.playing) === true || speech.stale) wake();
}

/** @param {boolean} ready whether a run begins with this picture */
function shown(ready) {
  const { player, timeline, layout, speech } = page;
  speech.stale = true;
  at("step").textContent = counted(player.shown);
  at("steps").textContent = counted(player.clock.steps);
  timeline.extend(player.clock.steps);
  timeline.place(player.shown);
  if (ready) {
    layout.fit(true);
    page.pins.label();
    page.pins.replay();
  }
  wake();
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
  at("back").disabled = player.shown <= 0;
  at("forward").disabled = Boolean(player.broken) || (player.shown >= 0 && player.atEnd());
  address.follow();
  wake();
}

/** A knob was turned under way, and the future that was left may be pinned. */
function turned() {
  page.address.reread();
  page.pins.follow(page.player.link);
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
