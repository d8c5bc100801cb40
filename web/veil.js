// What is laid over the figure and above it: notices about the link, the progress of
// loading, and the sentence that stands in for a picture that cannot be.

/** @param {string} id @returns {any} */
const at = (id) => document.getElementById(id);

/** @param {string[]} list sentences, each of which can be put away */
export function notices(list) {
  at("notices").replaceChildren(...list.map((text) => {
    const line = document.createElement("p");
    line.className = "notice";
    line.textContent = text;
    const close = document.createElement("button");
    close.type = "button";
    close.textContent = "×";
    close.setAttribute("aria-label", "Dismiss");
    close.addEventListener("click", () => line.remove());
    line.append(close);
    return line;
  }));
}

/** @param {number} share of what is to be loaded */
export function progress(share) {
  const bar = at("progress");
  bar.hidden = share >= 1;
  bar.style.setProperty("--done", String(share));
  bar.setAttribute("aria-valuenow", String(Math.round(100 * share)));
}

/**
 * Lays a sentence over the figure.
 * @param {string} sentence
 * @param {boolean} pale whether a picture shows through
 * @param {[string, () => void]} [button] what there is to do
 */
export function veil(sentence, pale, button) {
  const box = at("veil");
  const p = document.createElement("p");
  p.textContent = sentence;
  box.replaceChildren(p);
  if (button) {
    const b = document.createElement("button");
    b.type = "button";
    b.textContent = button[0];
    b.addEventListener("click", button[1]);
    box.append(b);
  }
  box.classList.toggle("pale", pale);
  box.hidden = false;
  progress(1);
}

export function unveil() {
  at("veil").hidden = true;
}

/** @returns {boolean} */
export const veiled = () => !at("veil").hidden;

const address = new URL("./build/poster.png", import.meta.url).href;

/** @returns {HTMLImageElement} the finished run of what the page opens on */
function poster() {
  const image = new Image();
  image.alt = "The finished run.";
  image.className = "poster";
  image.src = address;
  return image;
}

/** Until the figure is there its picture stands in for it. */
export function showPoster() {
  const image = poster();
  image.id = "poster";
  at("stage").prepend(image);
}

/** The figure can be seen: the picture in its place fades. */
export function liftPoster() {
  const image = at("poster");
  if (!image) return;
  image.classList.add("gone");
  image.addEventListener("transitionend", () => image.remove());
  setTimeout(() => image.remove(), 1000);
}

/** The page cannot run: its picture, if there is one, and the reason. @param {string} sentence */
export function apologise(sentence) {
  veil(sentence, false);
  at("poster")?.remove();
  const image = poster();
  image.addEventListener("load", () => at("stage").prepend(image));
  at("stage").classList.add("poor");
  for (const id of ["presets", "numbers", "transport", "status", "knobs", "share", "present", "help"]) at(id).hidden = true;
}
