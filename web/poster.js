// What stands on the stage until the figure does: the finished run of a preset, marked as the
// example that it is; for other links the frame of the figure with its titles; and how much
// of the programs has come.

import { posterAddress } from "./loader.js";
import { at, make } from "./make.js";

/**
 * @typedef {object} Plan where the panels of a picture stand, in its CSS pixels
 * @property {number} width
 * @property {number} height
 * @property {number} under where the transport ends that stands under the maps of a phone, or 0
 * @property {{title: string, subtitle: string, at: number[], plot: number[]}[]} panels
 */

export class Poster {
  /** @param {{layouts: object[], posters: Record<string, object>}} index posters/index.json */
  constructor(index) {
    this.index = index;
    this.lifted = false;
  }

  /** @returns {{name: string} | undefined} the layout of a figure that is so wide */
  layout(profile, width) {
    return this.index.layouts.find((l) => l.profile === profile && width >= l.least);
  }

  /**
   * Shows what stands in for a link's figure.
   * @param {import("./stage.js").Stage} stage
   * @param {{picture: string, nearest: string, heading: string}} seen of the link
   * @param {string} profile @param {string} theme
   * @returns {Promise<void>} until it can be seen, or never will be
   */
  async show(stage, { picture, nearest, heading }, profile, theme) {
    if (this.lifted) return;
    const { element } = stage;
    const layout = this.layout(profile, element.clientWidth);
    const plan = layout && this.index.posters[nearest]?.layouts[layout.name];
    this.clear();
    if (!plan) return;
    const scale = element.clientWidth / plan.width;
    stage.expect(plan, scale);
    const poster = this.index.posters[picture];
    if (!poster) {
      element.prepend(outline(plan, scale));
      return;
    }
    const image = new Image();
    image.id = "poster";
    image.alt = `The finished run: ${heading}.`;
    image.fetchPriority = "high";
    image.src = posterAddress(`${poster.name}-${layout.name}-${theme}.png`);
    element.prepend(image, mark(plan, scale));
    try {
      await image.decode();
    } catch {
      // It failed, or another took its place.
      if (image !== at("poster")) return;
      this.clear();
      element.prepend(outline(plan, scale));
    }
  }

  clear() {
    for (const id of ["poster", "example", "outline"]) at(id)?.remove();
  }

  /** The figure can be seen: what stood in its place fades. */
  lift() {
    if (this.lifted) return;
    this.lifted = true;
    const image = at("poster");
    if (!image) {
      this.clear();
      return;
    }
    for (const e of [image, at("example")]) e?.classList.add("gone");
    image.addEventListener("transitionend", () => this.clear());
    setTimeout(() => this.clear(), 1000);
  }
}

/** @param {Plan} plan @param {number} scale @returns {HTMLElement} empty panels where they will stand */
function outline(plan, scale) {
  const box = make("div");
  box.id = "outline";
  for (const p of plan.panels) {
    const frame = make("i");
    ["left", "top", "width", "height"].forEach((side, i) => { frame.style[side] = `${p.plot[i] * scale}px`; });
    box.append(frame);
  }
  return box;
}

/** @param {Plan} plan @param {number} scale @returns {HTMLElement} what says that a poster is one */
function mark(plan, scale) {
  const tag = make("p", "", "finished example");
  const [x, y] = plan.panels[0].plot;
  tag.id = "example";
  tag.style.left = `${x * scale + 6}px`;
  tag.style.top = `${y * scale + 6}px`;
  return tag;
}

const megabytes = (bytes) => (bytes / 1e6).toFixed(1);

/**
 * Says how much of the programs has come.
 * @param {number} bytes @param {number} all 0 if nobody knows
 */
export function coming(bytes, all) {
  const amount = all > bytes ? `: ${megabytes(bytes)} of ${megabytes(all)} MB` : bytes ? `: ${megabytes(bytes)} MB` : "";
  at("said").textContent = bytes > 0 && bytes === all ? "The live figure starts …" : `The live figure is coming${amount}`;
  // On a phone those words are out of sight.
  if (at("example") && amount) at("example").textContent = `finished example${amount.replace(": ", " · ")}`;
}
