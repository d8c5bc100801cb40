// What the host of the page asks for, in the query of the address: ?embed=1&theme=dark.
// These never change what a link means, only how the page stands around it.

const query = new URLSearchParams(location.search);

/** @param {string} key @param {string[]} allowed @returns {string} the first if none fits */
function oneOf(key, allowed) {
  const value = query.get(key);
  return allowed.includes(value) ? value : allowed[0];
}

const embed = query.get("embed") === "1";

/**
 * @typedef {object} Options
 * @property {"page"|"embed"|"projector"} profile
 * @property {"auto"|"light"|"dark"} theme
 * @property {"auto"|"full"|"reduced"} motion
 * @property {"auto"|"software"|"webgl"} painter
 * @property {boolean} caption whether the words under the figure are shown
 * @property {boolean} links whether an embedded figure leads back to Narrows
 * @property {boolean} fps whether frames a second are shown
 * @property {string[]} hide ids of elements that are left out
 */

/** @type {Options} */
export const options = {
  profile: embed ? "embed" : oneOf("profile", ["page", "projector"]),
  theme: oneOf("theme", ["auto", "light", "dark"]),
  motion: oneOf("motion", ["auto", "full", "reduced"]),
  painter: oneOf("painter", ["auto", "software", "webgl"]),
  caption: query.get("caption") !== "0",
  links: query.get("links") !== "0",
  fps: query.get("debug") === "fps",
  hide: (query.get("hide") ?? "").split(",").filter((id) => /^[\w-]+$/.test(id)),
};

/** @returns {boolean} whether a link is that of home: the address of the page alone */
export const atHome = (link = location.hash) => options.profile === "page" && link === "";

/** @returns {boolean} whether the reader asked for no motion */
export function still() {
  if (options.motion !== "auto") return options.motion === "reduced";
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

const dark = matchMedia("(prefers-color-scheme: dark)");

/** @param {string} profile @returns {"light"|"dark"|"projector"} the colours to use */
export function theme(profile) {
  if (profile === "projector" && options.theme !== "dark") return "projector";
  if (options.theme !== "auto") return options.theme;
  return dark.matches ? "dark" : "light";
}

/** @param {() => void} f called when the reader's system changes its colours */
export function onTheme(f) {
  dark.addEventListener("change", f);
}
