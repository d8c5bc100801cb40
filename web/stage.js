// Hosts ebiten, which expects to own a page, in one element of this one, and puts pictures
// on the screen. ebiten makes its canvas, listens to the whole window and asks for every
// animation frame; here it gets a canvas that hears nothing, the size of the stage as the
// size of the body, and an animation frame when there is something to draw.

import { still } from "./options.js";

/** The pixel ratio of the canvas; beyond 2 nobody sees the difference, but pays for it. */
const ratio = () => Math.min(Math.max(devicePixelRatio || 1, 1), 2);

/** The first pictures tell whether the GPU is one: a picture that takes so many ms is none of its. */
const trials = 4;
const slowest = 50;

/** As ebiten asks for it, but that the edges are feathered already: no antialiasing. */
const context = { alpha: true, premultipliedAlpha: true, stencil: true, depth: false, antialias: false };

export class Stage {
  /**
   * Makes the canvas that ebiten will get.
   * @param {HTMLElement} element @param {HTMLElement} titles @param {string} painter
   */
  constructor(element, titles, painter) {
    this.made = document.createElement("canvas");
    this.painter = painter;
    this.software = painter === "software";
    this.element = element;
    this.titles = titles;
    this.canvas = null; // the one on show
    this.width = 0; // of the figure, in CSS pixels
    this.pixels = { w: 16, h: 16 };
    this.gate = null; // ebiten's callback, held until there is something to draw
    this.resized = [];
    this.zoom = 1; // CSS pixels of the page in one of the figure
    this.gap = 0; // what is kept free under the maps, in CSS pixels of the page
    this.room = 0; // the height there is, or 0
    this.dots = 0; // of the picture to a CSS pixel, or 0: as the screen has them
    this.stale = false; // the canvas has another size than ebiten knows
    this.label = "";
    this.trials = []; // ms that the first pictures took
  }

  /** Stands between ebiten and the page; call before the Go program starts. */
  catch() {
    const { body, head } = document;
    const create = document.createElement;
    const listen = window.addEventListener;
    document.createElement = (name, options) => {
      if (name !== "canvas") return create.call(document, name, options);
      // Keys, wheel and touch are the page's, and a lost context must not reload it.
      this.made.addEventListener = () => {};
      return this.made;
    };
    body.appendChild = (node) => {
      if (!(node instanceof HTMLCanvasElement)) return Node.prototype.appendChild.call(body, node);
      this.caught = node;
      return node;
    };
    head.appendChild = (node) => (node.name === "viewport" ? node : Node.prototype.appendChild.call(head, node));
    window.addEventListener = (kind, f, options) => {
      if (kind === "resize") this.resized.push(f);
      else listen.call(window, kind, f, options);
    };
    const frame = window.requestAnimationFrame;
    window.requestAnimationFrame = (f) => {
      this.gate = f;
      return 0;
    };
    Object.defineProperty(body, "clientWidth", { configurable: true, get: () => this.pixels.w });
    Object.defineProperty(body, "clientHeight", { configurable: true, get: () => this.pixels.h });
    /** Gives the page back all but the body's size. */
    this.release = () => {
      delete document.createElement;
      delete body.appendChild;
      delete head.appendChild;
      window.addEventListener = listen;
      window.requestAnimationFrame = frame;
      delete this.caught?.addEventListener;
    };
  }

  /**
   * Keeps the room of a figure that is to come, and names its panels.
   * @param {import("./poster.js").Plan} plan @param {number} scale CSS pixels of the page in one of the plan
   */
  expect(plan, scale) {
    this.zoom = scale;
    this.element.style.height = `${plan.height * scale}px`;
    if (plan.under) this.element.parentElement.style.setProperty("--under", `${plan.under * scale}px`);
    this.name(plan.panels.map(({ title, subtitle, at: [x, y, w] }) => ({ title, subtitle, x, y, w })));
    this.zoom = 1;
  }

  /**
   * Shows the canvas, and lets ebiten make ready before there is anything to draw. That,
   * and a context, take their time, in which the worker computes the first frame.
   * @param {object} view
   */
  begin(view) {
    this.view = view;
    const gl = this.software ? null : this.made.getContext("webgl2", context);
    if (!gl || !this.caught) {
      this.fallBack();
      return;
    }
    this.show(this.caught);
    this.canvas.addEventListener("webglcontextlost", (e) => {
      e.preventDefault();
      this.fallBack();
    });
    // The size that the style sheet keeps free, which is likely to be the figure's.
    this.pixels = { w: Math.round(this.element.clientWidth * ratio()), h: Math.round(this.element.clientHeight * ratio()) };
    this.view.ebiten(() => this.fallBack());
  }

  /** Paints in software from here on. */
  fallBack() {
    if (this.software && this.canvas) return;
    this.software = true;
    this.gate = null;
    const { canvas } = this;
    this.show(document.createElement("canvas"));
    if (this.width) this.look({});
    // A picture that was on show stays on show, in view or not: out of it no animation frame
    // would come.
    if (canvas && !canvas.classList.contains("unseen")) {
      this.view.paint(this.canvas);
      this.canvas.classList.remove("unseen");
    }
    canvas?.remove();
    this.onlost?.();
  }

  /** @param {HTMLCanvasElement} canvas */
  show(canvas) {
    this.canvas = canvas;
    canvas.id = "canvas";
    canvas.className = "unseen";
    canvas.tabIndex = 0;
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", this.label);
    this.element.prepend(canvas);
  }

  /** @param {string} label what is to be seen, for those who do not see it */
  describe(label) {
    if (label === this.label) return;
    this.label = label;
    this.canvas?.setAttribute("aria-label", label);
  }

  /**
   * Lays the figure out, in CSS pixels of the page, and returns its height and where its gap
   * begins; null before the first frame. What is not given stays as it was.
   * @param {{theme?: string, profile?: string, width?: number, zoom?: number, gap?: number, room?: number, dots?: number}} how
   * zoom: the figure is drawn so much larger
   */
  look(how) {
    const { theme, profile, width, zoom, gap, room, dots } = Object.assign(this, how);
    const scale = (dots || ratio()) * zoom;
    const plan = this.view.look(theme, profile, width / zoom, scale, still(), gap / zoom, room / zoom);
    if (!plan) return null;
    this.element.style.height = `${plan.height * zoom}px`;
    const w = Math.round(plan.width * scale);
    const h = Math.round(plan.height * scale);
    if (w !== this.pixels.w || h !== this.pixels.h) {
      this.pixels = { w, h };
      this.stale = true;
    }
    this.name(plan.titles);
    return { height: plan.height * zoom, gap: plan.gap * zoom };
  }

  /** @param {{title: string, subtitle: string, x: number, y: number, w: number}[]} titles */
  name(titles) {
    while (this.titles.children.length > titles.length) this.titles.lastChild.remove();
    titles.forEach((t, i) => {
      const h2 = this.titles.children[i] ?? this.titles.appendChild(document.createElement("h2"));
      const text = `${t.title}\n${t.subtitle}`;
      if (h2.dataset.text !== text) {
        h2.dataset.text = text;
        h2.replaceChildren(...indexed(t.title));
        if (t.subtitle) {
          const span = document.createElement("span");
          span.append(...indexed(t.subtitle));
          h2.append(" ", span);
        }
      }
      h2.style.left = `${t.x * this.zoom}px`;
      h2.style.top = `${t.y * this.zoom}px`;
      h2.style.maxWidth = `${t.w * this.zoom}px`;
      // Where the words would be cut, the quiet ones go.
      h2.classList.remove("short");
      h2.classList.toggle("short", h2.scrollWidth > h2.clientWidth + 1);
    });
  }

  /** Follows what the panels of another picture are called. */
  rename() {
    const titles = this.view.titles();
    if (Array.isArray(titles)) this.name(titles);
  }

  /**
   * Draws, and while there are pictures to be tried waits for it to be done. Where that takes
   * long because there is no GPU behind it, and the software painter takes less than half, that
   * one takes over.
   * @param {() => void} draw
   */
  time(draw) {
    if (this.trials.length >= trials || !this.view.stats().drawn) {
      draw();
      return;
    }
    const gl = this.made.getContext("webgl2");
    const took = (f) => {
      const began = performance.now();
      f();
      return performance.now() - began;
    };
    this.trials.push(took(() => {
      draw();
      // It returns once all that was to be drawn is.
      gl?.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
    }));
    if (this.trials.length < trials || this.painter === "webgl") return;
    const least = Math.min(...this.trials);
    if (least <= slowest) return;
    const canvas = document.createElement("canvas");
    const paint = () => this.view.paint(canvas);
    paint(); // makes what it keeps
    if (took(paint) < least / 2) this.fallBack();
  }

  /**
   * Draws if there is something new. Call inside an animation frame.
   * @param {boolean} more whether another frame of the run is coming
   * @returns {boolean} whether the figure can be seen for the first time
   */
  paint(more) {
    if (!this.view?.dirty(more) || !this.canvas) return false;
    if (this.software) {
      this.view.paint(this.canvas);
    } else if (this.stale) {
      this.stale = false;
      for (const f of this.resized) f(new Event("resize"));
    } else if (this.gate) {
      const f = this.gate;
      this.gate = null;
      this.time(() => f(performance.now()));
    }
    // ebiten takes some frames to begin; until then its canvas is white.
    if (!this.canvas.classList.contains("unseen") || !this.view.stats().drawn) return false;
    this.canvas.classList.remove("unseen");
    return true;
  }
}

/**
 * Text in which λ_max has its index lowered.
 * @param {string} text @returns {(string|HTMLElement)[]}
 */
export function indexed(text) {
  return text.split(/_(\w+|∞)/u).map((part, i) => {
    if (i % 2 === 0) return part;
    const sub = document.createElement("sub");
    sub.textContent = part;
    return sub;
  });
}
