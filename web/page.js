// Starts the page and ties its parts together: the link in the address bar says what is to
// be seen, the player gets it from the worker, the stage shows it, the words follow.

import { Controls } from "./controls.js";
import { keys, shareDialog } from "./dialogs.js";
import { Apology, checkPlatform, hush, loadCatalogue, loadGo, loadProgram } from "./loader.js";
import { onTheme, options, still, theme } from "./options.js";
import { Player } from "./player.js";
import { followPointer } from "./pointer.js";
import { Stage } from "./stage.js";
import { counted, Timeline } from "./timeline.js";
import { apologise, notices, progress, unveil, veil, veiled } from "./veil.js";
import { Words } from "./words.js";

/** @param {string} id @returns {any} */
const at = (id) => document.getElementById(id);
const root = document.documentElement;

const page = {
  profile: options.profile,
  experiment: null, // of catalogue.json
  now: null, // what the link says, as view.read tells it
  picked: "", // what is under the pointer
  reading: null, // what the frame says
  readAt: 0,
  scheduled: false,
  stale: false, // the words are behind the picture
  events: [], // of the run so far
  finished: false, // the still that those see who want no motion
  pushed: false, // a drag of a knob has put its entry on the history
  stopped: false, // the program that draws is gone
};

let view;
let player;
let stage;
let words;
let controls;
let timeline;
let catalogue;

dress();
start().catch((e) => {
  page.stopped = true;
  stage?.release?.();
  apologise(e instanceof Apology ? e.message : "This figure could not start. Reload the page to try again.");
});

// ---- start ----

function dress() {
  root.dataset.profile = page.profile;
  root.dataset.theme = theme(page.profile);
  for (const id of options.hide) if (at(id)) at(id).hidden = true;
  if (!options.caption) at("under").remove();
  if (!options.links) at("onward").remove();
}

async function start() {
  words = new Words((id) => at(id) ?? document.createElement("div"));
  const introduced = loadCatalogue().then((c) => {
    catalogue = c;
    introduce(c.experiments[0]);
    return c;
  });
  // Where nothing can run there are still words to read.
  introduced.catch(() => {});
  checkPlatform();
  stage = new Stage(at("stage"), at("titles"));
  const shares = { "view.wasm.gz": 0, "trainer.wasm.gz": 0 };
  const load = (name) => loadProgram(name, (share) => {
    shares[name] = share;
    progress((3 * shares["view.wasm.gz"] + shares["trainer.wasm.gz"]) / 4);
  });
  const [list, viewProgram, trainer] = await Promise.all([
    introduced,
    load("view.wasm.gz"),
    load("trainer.wasm.gz"),
    loadGo(),
  ]);
  view = await run(viewProgram);
  view.catalogue(list.experiments);
  stage.begin(view, options.painter);
  stage.onlost = wake;
  player = new Player(view, () => {
    const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
    worker.postMessage({ module: trainer });
    return worker;
  }, { wake, shown, changed, failed });
  window.narrows = { stats: () => view.stats() };
  attend();
  visit(location.hash || list.experiments[0].presets[0]?.link || list.experiments[0].link, { first: true });
  progress(1);
}

/** Runs the Go program of the page and waits until it is there. */
async function run(program) {
  let last = "";
  hush((line) => { last += line; });
  stage.catch();
  const go = new globalThis.Go();
  go.exit = () => {};
  const ready = new Promise((resolve, reject) => {
    globalThis.narrowsAttach = resolve;
    WebAssembly.instantiate(program, go.importObject).then((instance) => go.run(instance)).then(
      () => stopped(last), (e) => { reject(e); stopped(last || String(e)); });
  });
  const api = await ready;
  stage.release();
  return api;
}

function stopped() {
  page.stopped = true;
  player?.pause();
  veil("The program that draws this figure stopped.", false, ["Reload", () => location.reload()]);
  for (const e of document.querySelectorAll("#transport button, #transport input, #transport select, #knobs input")) e.disabled = true;
}

/** Shows what is known of an experiment before it runs. */
function introduce(experiment) {
  if (page.experiment === experiment) return;
  page.experiment = experiment;
  words.tell(experiment);
  at("finding").textContent = experiment.finding;
  const link = (text, href, name) => {
    const a = document.createElement("a");
    a.textContent = text;
    a.href = href;
    a.className = name;
    return a;
  };
  at("presets").replaceChildren(...experiment.presets.map((p) => link(p.title, p.link, "chip")));
  at("experiments").replaceChildren(...catalogue.experiments.map((e) => {
    const a = link(e.title, e.link, "");
    if (e === experiment) a.setAttribute("aria-current", "page");
    return a;
  }));
  controls = new Controls(at("knobs"), experiment.knobs, turned);
}

// ---- the link ----

/**
 * Goes where a link says.
 * @param {string} hash
 * @param {{push?: boolean, first?: boolean}} [how]
 */
function visit(hash, how = {}) {
  if (page.stopped) return;
  const l = view.read(hash);
  if (l instanceof Error) return;
  notices(l.notices);
  introduce(catalogue.experiments.find((e) => e.name === l.experiment));
  if (how.push) {
    settle();
    history.pushState(null, "", l.link);
  } else if (location.hash !== l.link && (location.hash || !how.first)) {
    history.replaceState(null, "", l.link);
  }
  unveil();
  view.restore(l.link);
  page.now = l;
  page.reading = null;
  player.link = l.link;
  let { step, play } = l;
  page.finished = false;
  if (still() && play && step === 0) {
    // Those who want no motion see the finished picture.
    play = false;
    step = Infinity;
    page.finished = true;
  }
  player.open({ ...l, step, play });
  describe();
}

/** Says what the link says: heading, chips, controls, words. */
function describe() {
  const { run, values, seed } = page.now;
  const e = page.experiment;
  const preset = e.presets.find((p) => p.link === run);
  const heading = preset?.finding ?? (run === e.link ? e.finding : e.question);
  if (at("finding").textContent !== heading) at("finding").textContent = heading;
  document.title = `${heading} · Narrows`;
  [...at("presets").children].forEach((a, i) => {
    if (e.presets[i].link === run) a.setAttribute("aria-current", "true");
    else a.removeAttribute("aria-current");
  });
  controls.update(values);
  words.fill(values);
  if (document.activeElement !== at("seed")) at("seed").value = String(seed);
  at("onward").href = `${location.pathname}${page.now.link}`;
}

let addressTimer = 0;

/** Lets the address follow the picture, a little later, for browsers count these. */
function follow() {
  clearTimeout(addressTimer);
  addressTimer = setTimeout(settle, 200);
}

/** Writes the link of what is on show into the address bar. */
function settle() {
  clearTimeout(addressTimer);
  if (!player || player.shown < 0 || player.goal !== null) return;
  const link = presentLink();
  if (location.hash === link || (!location.hash && player.playing)) return;
  history.replaceState(null, "", link);
}

/** @returns {string} while it plays, the run; else the very picture */
function presentLink() {
  if (player.playing) return view.at(player.link, 0, true);
  return view.at(player.link, player.shown, false);
}

/** @param {import("./controls.js").Knob} knob @param {string} text @param {boolean} dragging */
function turned(knob, text, dragging) {
  const { link, notice } = view.with(player.link, knob.name, text);
  if (notice) {
    notices([notice]);
    controls.update(page.now.values);
    return;
  }
  const push = !page.pushed;
  page.pushed = dragging;
  if (knob.live && player.shown > 0 && !player.broken && !player.atEnd()) {
    if (push) {
      settle();
      history.pushState(null, "", location.hash || player.link);
    }
    player.turn(knob.name, Number(text));
    return;
  }
  // The last value of a drag has been visited already.
  if (!push && !dragging && view.read(link).run === player.run) return;
  visit(link, { push });
}

function another() {
  visit(view.seeded(player.link, 1 + Math.floor(Math.random() * 9999)), { push: true });
}

// ---- each picture ----

/** Asks for an animation frame, once. */
function wake() {
  if (page.scheduled || page.stopped) return;
  page.scheduled = true;
  requestAnimationFrame(frame);
}

/** @param {number} now */
function frame(now) {
  page.scheduled = false;
  if (page.stopped) return;
  player.tick(now);
  stage.paint();
  if (options.fps) count(now);
  const due = page.stale && (now - page.readAt >= 100 || !player.playing);
  if (due) read(now);
  if (player.busy() || view.dirty() === true || page.stale) wake();
}

/** @param {boolean} ready whether a run begins with this picture */
function shown(ready) {
  if (ready) layOut();
  page.stale = true;
  at("step").textContent = counted(player.shown);
  timeline.extend(player.steps);
  timeline.place(player.shown);
  at("steps").textContent = counted(player.steps);
  wake();
}

/** Reads what the frame says, at most ten times a second. @param {number} now */
function read(now) {
  page.stale = false;
  page.readAt = now;
  const r = view.reading();
  if (!r || r instanceof Error) return;
  page.reading = r;
  words.update(r.facts, r.names);
  if (player.shown >= player.furthest) page.events = r.events;
  timeline.mark(page.events);
  // Knobs turned during the run show what they were at the step on show.
  if (player.run !== page.now.run || player.link.includes("@")) {
    page.now = view.read(player.link, player.shown);
    describe();
  }
  stage.describe(r.summary);
  say();
}

/** The line under the figure: what is under the pointer, how it ended, what happened last. */
function say() {
  const r = page.reading;
  let text = page.picked;
  if (!text && player.broken) text = player.broken;
  if (!text && r && player.atEnd()) text = r.end;
  if (!text && r) text = r.events.findLast((e) => e.step <= player.shown)?.sentence ?? "";
  if (at("said").textContent !== text) at("said").textContent = text;
  const next = [];
  if (player.broken) {
    if (!veiled()) next.push(["Try again", () => { unveil(); player.again(); }]);
  } else if (player.atEnd() && r) {
    if (r.offer) next.push([r.offer.text, () => visit(view.offered(player.link, r.offer.knob, r.offer.value), { push: true })]);
    next.push([page.finished ? "Play anyway" : "Again", () => { page.finished = false; player.play(); }]);
    next.push(["Another seed", another]);
  }
  at("status").classList.toggle("alarm", Boolean(player.broken));
  const shape = next.map(([t]) => t).join("\n");
  const box = at("next");
  if (box.dataset.shape === shape) return;
  box.dataset.shape = shape;
  const held = box.contains(document.activeElement);
  box.replaceChildren(...next.map(([t, f]) => {
    const b = document.createElement("button");
    b.type = "button";
    b.textContent = t;
    b.addEventListener("click", f);
    return b;
  }));
  // A button that goes away as it is pressed leaves the focus where one goes on.
  if (held && !next.length) at("play").focus();
}

/** The state of the player has changed. */
function changed() {
  const state = player.playing ? "playing" : player.atEnd() && player.shown >= 0 ? "over" : "paused";
  const play = at("play");
  if (play.dataset.state !== state) {
    play.dataset.state = state;
    play.setAttribute("aria-label", { playing: "Pause", over: "Again", paused: "Play" }[state]);
    play.title = `${{ playing: "Pause", over: "Again", paused: "Play" }[state]} (space)`;
    if (state !== "playing" && page.reading) {
      page.stale = true;
      announce();
    }
  }
  at("back").disabled = player.shown <= 0;
  at("forward").disabled = Boolean(player.broken) || (player.shown >= 0 && player.atEnd());
  follow();
  wake();
}

let announceTimer = 0;

/** Tells those who hear the page what it shows, once it stands still. */
function announce() {
  clearTimeout(announceTimer);
  announceTimer = setTimeout(() => {
    if (!player.playing && page.reading) at("announce").textContent = page.reading.summary;
  }, 1000);
}

/** @param {string} sentence @param {boolean} refused whether the run itself was refused */
function failed(sentence, refused) {
  if (refused) veil(sentence, player.shown >= 0);
  page.stale = false;
  say();
}

// ---- layout ----

function layOut() {
  if (!stage?.canvas) return;
  const figure = at("figure");
  figure.style.maxWidth = "";
  const { profile } = page;
  const colours = theme(profile);
  root.dataset.theme = colours;
  // A wall is drawn as a window of 1280 px would be, only larger.
  const zoom = profile === "projector" ? Math.min(Math.max(innerWidth / 1280, 1), 3) : 1;
  root.style.setProperty("--zoom", String(zoom));
  let width = at("stage").clientWidth;
  let height = stage.look(colours, profile, width, zoom);
  if (profile !== "projector") return;
  // The whole figure is to fit, with the time line under it.
  const room = innerHeight - at("stage").getBoundingClientRect().top - scrollY - 66 * zoom;
  for (let i = 0; i < 5 && height > room && width > 640; i++) {
    width = Math.max(640, Math.floor(width * Math.max(room / height, 0.8)));
    figure.style.maxWidth = `${width}px`;
    height = stage.look(colours, profile, at("stage").clientWidth, zoom);
  }
}

function present() {
  const on = page.profile !== "projector";
  page.profile = on ? "projector" : options.profile === "projector" ? "page" : options.profile;
  root.dataset.profile = page.profile;
  if (on && root.requestFullscreen) root.requestFullscreen().catch(() => {});
  else if (document.fullscreenElement) document.exitFullscreen();
  layOut();
  wake();
}

// ---- input ----

function attend() {
  const toggle = () => (player.playing ? player.pause() : player.play());
  timeline = new Timeline({ track: at("track"), ticks: at("ticks"), scale: at("scale") }, {
    scrub: (step) => player.scrub(step),
    seek: (step) => { player.pause(); player.seek(step); },
    neighbour: (way) => (way > 0 ? onward() : player.back()),
  });
  // Onward through what was kept, and then step by step.
  const onward = () => {
    const i = player.after(player.shown);
    if (i >= 0) {
      player.pause();
      player.jump(player.kept[i].step);
    } else {
      player.forward();
    }
  };
  const reset = () => { player.pause(); player.seek(0); };
  at("play").addEventListener("click", toggle);
  at("forward").addEventListener("click", () => player.forward());
  at("back").addEventListener("click", () => player.back());
  at("reset").addEventListener("click", reset);
  at("reseed").addEventListener("click", another);
  at("speed").addEventListener("change", (e) => { player.speed = Number(e.target.value); });
  at("seed").addEventListener("change", (e) => {
    const { link, notice } = view.with(player.link, "seed", e.target.value.trim());
    if (notice) {
      notices([notice]);
      e.target.value = String(page.now.seed);
    } else {
      visit(link, { push: true });
    }
  });
  at("present").addEventListener("click", present);
  at("numbers").addEventListener("toggle", () => { page.stale = true; wake(); });
  keys({
    " ": toggle,
    ArrowRight: () => player.forward(),
    ArrowLeft: () => player.back(),
    r: reset,
    s: another,
    p: present,
    Escape: () => page.profile === "projector" && options.profile !== "projector" && present(),
    digit: (n) => at("presets").children[n - 1]?.click(),
  });
  shareDialog(() => ({
    link: view.at(player.link, Math.max(player.shown, 0), player.playing),
    title: at("finding").textContent,
    height: 440,
  }));
  followPointer(at("stage"), view, () => stage.zoom, (text) => {
    if (text === page.picked) return;
    page.picked = text;
    say();
  }, () => {
    wake();
    return !page.stopped;
  }, follow);
  at("home").addEventListener("click", (e) => {
    e.preventDefault();
    visit(catalogue.experiments[0].presets[0]?.link ?? catalogue.experiments[0].link, { push: true });
  });
  at("skip").addEventListener("click", (e) => {
    e.preventDefault();
    at("play").focus();
  });
  addEventListener("popstate", () => visit(location.hash || catalogue.experiments[0].presets[0]?.link || ""));
  document.addEventListener("fullscreenchange", () => {
    if (!document.fullscreenElement && page.profile === "projector" && options.profile !== "projector") present();
  });
  onTheme(() => { layOut(); wake(); });
  new ResizeObserver(() => { layOut(); wake(); }).observe(at("main"));
  addEventListener("resize", () => { layOut(); wake(); });
  new IntersectionObserver(([e]) => {
    player.inView = e.isIntersecting;
    wake();
  }).observe(at("stage"));
}

const times = [];

/** Frames a second, in the corner, for ?debug=fps. */
function count(now) {
  times.push(now);
  if (times.length > 60) times.shift();
  const fps = (times.length - 1) * 1000 / (now - times[0] || 1);
  const draws = view.stats().draws;
  at("said").textContent = `${fps.toFixed(0)} frames/s, ${draws.at(-1)?.toFixed(1) ?? "–"} ms`;
}
