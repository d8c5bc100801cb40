// How the page stands around the figure: its profile and colours, the width that the figure
// gets and the height that follows from it, and presenting.

import { options, theme } from "./options.js";

/** @param {string} id @returns {any} */
const at = (id) => document.getElementById(id);
const root = document.documentElement;

/** CSS pixels that a wall keeps under the figure for the time line. */
const foot = 66;
/** The narrowest figure that is projected. */
const narrowest = 640;

export class Layout {
  /** @param {import("./page.js").Page} page */
  constructor(page) {
    this.page = page;
    this.profile = options.profile;
    this.fitted = ""; // to which surroundings
  }

  /** Before anything is loaded. */
  dress() {
    root.dataset.profile = this.profile;
    root.dataset.theme = theme(this.profile);
    for (const id of options.hide) if (at(id)) at(id).hidden = true;
    if (!options.caption) at("under").remove();
    if (!options.links) at("onward").remove();
  }

  /** @returns {"light"|"dark"|"projector"} the colours of the page now */
  theme() {
    return theme(this.profile);
  }

  /**
   * Fits the figure into its surroundings, if they are others than before.
   * @param {boolean} [anew] the figure itself is another
   */
  fit(anew = false) {
    const { stage } = this.page;
    if (!stage?.canvas) return;
    const { profile } = this;
    const colours = theme(profile);
    const around = [profile, colours, at("main").clientWidth, profile === "projector" ? `${innerWidth} ${innerHeight}` : "", devicePixelRatio].join();
    if (around === this.fitted && !anew) return;
    root.dataset.theme = colours;
    at("figure").style.maxWidth = "";
    // A wall is drawn as a window of 1280 px would be, only larger.
    const zoom = profile === "projector" ? Math.min(Math.max(innerWidth / 1280, 1), 3) : 1;
    root.style.setProperty("--zoom", String(zoom));
    this.reserve();
    const height = stage.look(colours, profile, at("stage").clientWidth, zoom);
    if (profile === "projector") this.narrow(height, zoom);
    if (height) this.fitted = around;
    this.page.wake();
  }

  /** Keeps room for the last step from the first on, so that the line beside it stays. */
  reserve() {
    const step = at("step");
    const now = step.textContent;
    step.parentElement.style.minWidth = "";
    step.textContent = at("steps").textContent;
    const width = step.parentElement.offsetWidth;
    step.textContent = now;
    step.parentElement.style.minWidth = `${width}px`;
  }

  /** Makes the figure narrower until all of it is on the wall. */
  narrow(height, zoom) {
    const { stage } = this.page;
    const room = innerHeight - at("stage").getBoundingClientRect().top - scrollY - foot * zoom;
    let width = at("stage").clientWidth;
    for (let i = 0; i < 5 && height > room && width > narrowest; i++) {
      width = Math.max(narrowest, Math.floor(width * Math.max(room / height, 0.8)));
      at("figure").style.maxWidth = `${width}px`;
      height = stage.look(stage.theme, this.profile, at("stage").clientWidth, zoom);
    }
  }

  /** Presents, and back. */
  present() {
    const on = this.profile !== "projector";
    this.profile = on ? "projector" : options.profile === "projector" ? "page" : options.profile;
    root.dataset.profile = this.profile;
    if (on && root.requestFullscreen) root.requestFullscreen().catch(() => {});
    else if (document.fullscreenElement) document.exitFullscreen();
    this.fit();
  }

  /** @returns {boolean} whether there is a page to go back to from the wall */
  presenting() {
    return this.profile === "projector" && options.profile !== "projector";
  }
}
