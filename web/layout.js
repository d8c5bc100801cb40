// How the page stands around the figure: its profile and colours, the width that the figure
// gets and the height that follows from it, and presenting.

import { at } from "./make.js";
import { options, theme as themeOf } from "./options.js";

const root = document.documentElement;

/** Windows in which the figure is one column, and the transport stands under its maps. */
const column = matchMedia("(max-width: 56.1875em)");

/** The length that readers' browsers call 1rem, in the 16 px that the figure is drawn for. */
const textSize = () => parseFloat(getComputedStyle(root).fontSize) / 16;

/** How much larger, or smaller, a wall is drawn than a window of 1280 px would be. */
const wall = () => Math.min(Math.max(innerWidth / 1280, 0.5), 3);

export class Layout {
  /** @param {import("./stage.js").Stage} stage @param {() => void} wake asks for an animation frame */
  constructor(stage, wake) {
    this.stage = stage;
    this.wake = wake;
    this.profile = options.profile;
    this.fitted = ""; // to which surroundings
    this.reserved = ""; // room for the last step, in which profile
    this.told = 0; // the height that the host was told
    this.printing = false;
    this.home = false;
  }

  /**
   * At home the figure stands among the experiments, as embeds have it; elsewhere it has the page.
   * @param {boolean} home
   */
  lodge(home) {
    root.toggleAttribute("data-home", home);
    // The page has a heading of its own there.
    if (home) at("finding").setAttribute("aria-level", "2");
    else at("finding").removeAttribute("aria-level");
    if (home === this.home) return;
    this.home = home;
    this.fit(true);
    // What had the focus may be gone from the page.
    if (document.activeElement?.offsetWidth === 0) at("main").focus({ preventScroll: true });
  }

  /** @returns {string} the profile that the figure is drawn for */
  figure() {
    return this.home ? "embed" : this.profile;
  }

  /** Before anything is loaded. */
  dress() {
    root.dataset.profile = this.profile;
    root.dataset.theme = themeOf(this.profile);
    for (const id of options.hide) if (at(id)) at(id).hidden = true;
    if (!options.caption) at("under")?.remove();
    if (!options.links) at("onward")?.remove();
    this.place();
  }

  /** Puts the names of pinned runs on a line that is there without them, or below the figure: pinning moves nothing. */
  place() {
    const host = at(this.profile !== "page" ? "head" : column.matches ? "figure" : "choice");
    // Before the way back to the page that an embedded figure is from.
    if (at("pins").parentElement !== host) host.insertBefore(at("pins"), host === at("head") ? at("onward") : null);
  }

  /** @returns {"light"|"dark"|"projector"} the colours of the page now */
  theme() {
    return themeOf(this.profile);
  }

  /**
   * Fits the figure into its surroundings, if they are others than before.
   * @param {boolean} [anew] the figure itself is another
   */
  fit(anew = false) {
    const { stage, profile, home } = this;
    if (!stage.canvas || this.printing) return;
    const theme = themeOf(profile);
    root.dataset.theme = theme;
    const zoom = profile === "projector" ? wall() : textSize();
    root.style.setProperty("--zoom", String(zoom));
    root.dataset.text = textSize() > 1.2 ? "large" : "";
    this.reserve(anew);
    this.place();
    const width = at("stage").clientWidth;
    const gap = profile === "page" && !home && column.matches ? at("transport").offsetHeight : 0;
    const room = profile === "page" ? 0 : this.room();
    const around = [this.figure(), theme, width, zoom, gap, room, devicePixelRatio].join();
    if (around === this.fitted && !anew) return;
    const look = { theme, profile: this.figure(), width, zoom, gap, room: 0, dots: 0 };
    let plan = stage.look(look);
    if (!plan) return;
    if (room) this.tell(innerHeight - room + plan.height);
    if (room && plan.height > room) plan = stage.look({ ...look, room });
    at("figure").style.setProperty("--under", `${plan.gap + gap}px`);
    this.fitted = around;
    this.wake();
  }

  /** @returns {number} the height that the window leaves for the figure itself, at least 1 */
  room() {
    const { top } = at("stage").getBoundingClientRect();
    const below = at("figure").offsetHeight - at("stage").offsetHeight;
    const foot = parseFloat(getComputedStyle(document.body).paddingBottom);
    return Math.max(innerHeight - top - scrollY - below - foot, 1);
  }

  /** Tells the page around an embedded figure how high all of it is. @param {number} height */
  tell(height) {
    height = Math.ceil(height);
    if (this.profile !== "embed" || parent === window || height === this.told) return;
    this.told = height;
    parent.postMessage({ type: "narrows:height", height }, "*");
    // The same for learning platforms.
    parent.postMessage({ subject: "lti.frameResize", height }, "*");
  }

  /** Keeps room for the last step from the first on, so that the line beside it stays. */
  reserve(anew) {
    const { profile } = this;
    if (!anew && profile === this.reserved) return;
    this.reserved = profile;
    const step = at("step");
    const now = step.textContent;
    step.parentElement.style.minWidth = "";
    step.textContent = at("steps").textContent;
    const width = step.parentElement.offsetWidth;
    step.textContent = now;
    step.parentElement.style.minWidth = `${width}px`;
  }

  /** Presents, and back. */
  present() {
    const on = this.profile !== "projector";
    this.profile = on ? "projector" : options.profile === "projector" ? "page" : options.profile;
    root.dataset.profile = this.profile;
    if (on && root.requestFullscreen) root.requestFullscreen().catch(() => {});
    else if (document.fullscreenElement) document.exitFullscreen();
    // What was pressed may be gone from the page.
    if (document.activeElement?.offsetWidth === 0 || document.activeElement === document.body) at(on ? "play" : "present").focus();
    this.fit();
  }

  /** @returns {boolean} whether there is a page to go back to from the wall */
  presenting() {
    return this.profile === "projector" && options.profile !== "projector";
  }
}
