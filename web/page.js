// The page until its figure lives: the words of the link in the address bar, the controls as
// it has them, a picture in the figure's place. It needs few files and no program; once the
// stage is in view it fetches what figure.js needs, which takes over.

import { Cases } from "./cases.js";
import { Controls } from "./controls.js";
import { Experiments } from "./experiments.js";
import { glimpse, here } from "./glimpse.js";
import { Layout } from "./layout.js";
import { loadCatalogue, loadPosters } from "./loader.js";
import { at } from "./make.js";
import { atHome, onTheme, options } from "./options.js";
import { coming, Poster } from "./poster.js";
import { Stage } from "./stage.js";
import { script } from "./trust.js";
import { apologise } from "./veil.js";
import { Words } from "./words.js";

/**
 * The parts of the page, and what they share.
 * @typedef {object} Page
 * @property {object} view the Go program that draws: wasm/view/main.go lists what it offers
 * @property {Player} player
 * @property {Stage} stage
 * @property {Timeline} timeline
 * @property {Cases} cases the presets of the experiment on show
 * @property {Controls} controls of the experiment on show
 * @property {Experiments} experiments the ways between them
 * @property {Words} words
 * @property {Address} address
 * @property {Layout} layout
 * @property {Speech} speech
 * @property {Pins} pins
 * @property {Tables} tables that a visitor may fill
 * @property {Poster} poster what stands on the stage until the figure does
 * @property {Workers} workers
 * @property {Handles} handles of marks that stand for rows of a table
 * @property {object} catalogue catalogue.json
 * @property {object} experiment the one on show, of the catalogue
 * @property {object} now what the open link says, as view.open tells it
 * @property {boolean} live whether the figure runs, so that what a visitor does has an effect
 * @property {boolean} finished whether the still of those who want no motion is on show
 * @property {boolean} stopped whether the program that draws is gone
 * @property {() => void} wake asks for an animation frame
 * @property {(ready: boolean) => void} drawn looks anew at what is under the pointer, once a picture is drawn
 * @property {() => void} stretch lets time line and clock run as the axes do
 * @property {(experiment: object) => void} introduce
 * @property {() => void} explain
 * @property {(heading: string, preset?: object) => void} head
 */

/** @type {Page} */
export const page = { live: false, finished: false, stopped: false, introduce, explain, head };
page.stage = new Stage(at("stage"), at("titles"), options.painter);
page.layout = new Layout(page.stage, () => page.wake());

/** The script that stands by from the first byte on; it may be what did not come. */
const boot = globalThis.narrowsBoot;

/** So many ms explanations and programs wait for the first picture. */
const patience = 1500;

/** The title of the page as it comes. */
const { title } = document;

/** The modules of figure.js: asked for at once, for each is found only when another is there. */
const life = ["address", "client", "clock", "dialogs", "entries", "finger", "handles", "input", "kept", "noun", "paper", "pins", "player", "pointer", "speech", "table", "tables", "timeline", "trainer", "workers"];

page.layout.dress();
boot?.up();
start().catch(apologise);

/** From a link to words and a picture of it, and on to the figure itself. */
async function start() {
  page.words = new Words((id) => at(id) ?? document.createElement("div"));
  // Without them the figure does as well, but later.
  const posters = loadPosters().catch(() => ({ layouts: [], posters: {} })).then((index) => { page.poster = new Poster(index); });
  page.catalogue = await loadCatalogue();
  page.cases = new Cases(at("presets"));
  page.experiments = new Experiments(page.catalogue);
  at("waiting").hidden = true;
  const first = page.poster ? glance() : Promise.all([glance(), posters]).then(glance);
  addEventListener("hashchange", glance);
  onTheme(glance);
  let width = innerWidth;
  new ResizeObserver(() => {
    if (width !== innerWidth) glance();
    width = innerWidth;
  }).observe(at("main"));
  // The picture comes first, and shares the way with nothing; nor does the rest wait for it long.
  await Promise.race([first, new Promise((go) => { setTimeout(go, patience); })]);
  explain();
  // Where nothing can run there are still words to read, and pictures to look at.
  if (boot?.failed()) return;
  await seen(at("stage"));
  coming(0, 0);
  for (const name of life) document.head.append(Object.assign(document.createElement("link"), { rel: "modulepreload", href: new URL(`./${name}.js`, import.meta.url).href }));
  // By an element, not by import(): what fails on the way is then told to who stands by.
  const figure = Object.assign(document.createElement("script"), { type: "module", src: script(new URL("./figure.js", import.meta.url).href) });
  boot?.watch(figure, () => page.wake !== undefined);
  document.head.append(figure);
}

/** Says and shows what can be known of the link at a first look. */
async function glance() {
  if (page.live) return;
  page.layout.dress();
  page.layout.lodge(atHome());
  const seen = glimpse(here(), page.catalogue);
  // Asked for before there is much to lay out: it takes a while to come.
  const picture = page.poster?.show(page.stage, seen, page.layout.figure(), page.layout.theme());
  introduce(seen.experiment);
  page.controls.update(seen.values, seen.own);
  at("seed").value = seen.seed;
  if (seen.values.steps) at("steps").textContent = Number(seen.values.steps).toLocaleString("en-US");
  head(seen.heading, seen.preset);
  if (!picture) return;
  await picture;
  explain();
}

/** Waits until an element comes near what its reader sees: most figures of a long page never do. */
function seen(element) {
  return new Promise((resolve) => {
    const watch = new IntersectionObserver((entries) => {
      if (!entries.some((e) => e.isIntersecting)) return;
      watch.disconnect();
      resolve();
    }, { rootMargin: "25%" });
    watch.observe(element);
  });
}

/** Shows what is known of an experiment before it runs. */
function introduce(experiment) {
  if (page.experiment === experiment) return;
  page.experiment = experiment;
  page.words.tell(experiment);
  at("finding").textContent = experiment.finding;
  page.cases.tell(experiment);
  at("help-dialog").classList.toggle("handled", experiment.handles.length > 0);
  page.experiments.show(experiment);
  page.controls = new Controls(at("knobs"), experiment.knobs, experiment.inputs, page.catalogue.groups, (...how) => page.address.turned(...how));
  // The line is kept free for what tables.js writes on it.
  at("tables").hidden = !experiment.inputs.length || options.hide.includes("tables");
  // Until the figure runs its knobs say what the link has, and do nothing.
  if (!page.live) for (const e of at("knobs").querySelectorAll("input")) e.disabled = true;
}

/** Says the rest of what an experiment is, and which others there are. */
function explain() {
  page.words.explain();
  page.experiments.tell();
}

/** Heading, title and chips. @param {string} heading @param {object} [preset] the one on show */
function head(heading, preset) {
  if (at("finding").textContent !== heading) at("finding").textContent = heading;
  document.title = page.layout.home ? title : `${heading} · Narrows`;
  page.words.suit(preset);
  page.cases.mark(preset);
}
