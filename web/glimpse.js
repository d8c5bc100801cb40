// A first look at a link, so that the page says the right words before the program that reads
// links is there: whose experiment it is, which preset, what its knobs say. It takes a link at
// its word; sim/link corrects what was mangled, a moment later.

/** Keys of a link that do not fix its run. */
const views = new Set(["v", "step", "play", "axis", "pin"]);

/** No honest link is so long, in characters: sim/link says so of a longer one, unread. */
const longest = 70_000;

/** @returns {string} the link in the address bar, or its beginning */
export const here = () => location.hash.slice(0, longest);

/**
 * @param {string} hash
 * @returns {{name: string, pairs: Map<string, string>}} what of it fixes a run
 */
function parse(hash) {
  let text = hash.replace(/^[#!/]+/, "").split("#")[0].replaceAll("&amp;", "&");
  // Escaped whole, once or twice: a link of ours has its question mark.
  for (let i = 0; i < 2 && !text.includes("?") && text.includes("%"); i++) text = decoded(text);
  const [name, query = ""] = text.split("?", 2);
  const pairs = new Map();
  for (const part of query.split("&")) {
    const [key, value = ""] = part.split("=", 2);
    if (key && !views.has(key) && !key.includes(".") && !/^(utm_|secret$)/.test(key)) pairs.set(decoded(key), decoded(value));
  }
  return { name: name.toLowerCase(), pairs };
}

/** @param {string} text */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** @param {object} experiment @param {object | undefined} preset @param {boolean} untouched @returns {string} what the page says in large letters */
export const headingOf = (experiment, preset, untouched) => preset?.finding ?? (untouched ? experiment.finding : experiment.question);

/**
 * @param {string} hash @param {object} catalogue
 * @returns {{experiment: object, preset: object | undefined, picture: string, nearest: string, values: Record<string, string>, own: string[], seed: string, heading: string}}
 * own are the tables that the link fills;
 * picture is the link whose finished run this is, empty if of none there is one; nearest the
 * one that shares most with the link: its figure has the same frame, likely.
 */
export function glimpse(hash, catalogue) {
  const { experiments } = catalogue;
  // The page without a link opens on the first preset.
  const asked = parse(hash).name ? parse(hash) : parse(experiments[0].presets[0].link);
  const experiment = experiments.find((e) => e.name === asked.name) ?? experiments[0];
  const { knobs, presets } = experiment;
  const usable = (k, text) => (k.choices.length ? k.choices.includes(text) : text && Number.isFinite(Number(text)));
  const values = Object.fromEntries(knobs.map((k) => [k.name, usable(k, asked.pairs.get(k.name)) ? asked.pairs.get(k.name) : k.defaultText]));
  // What is as it is untouched fixes nothing.
  const usual = new Map([["seed", "1"], ...knobs.map((k) => [k.name, k.defaultText])]);
  const pairs = new Map([...asked.pairs].filter(([k, v]) => usual.get(k) !== v));
  const choices = new Set(knobs.filter((k) => k.choices.length).map((k) => k.name));
  const whole = (p) => {
    const own = parse(p.link).pairs;
    return own.size === pairs.size && [...own].every(([k, v]) => pairs.get(k) === v);
  };
  // What choices a link shares says more of its figure than what numbers.
  const likeness = (p) => [...parse(p.link).pairs].reduce((sum, [k, v]) => sum + (choices.has(k) ? (pairs.get(k) === v ? 20 : -5) : pairs.get(k) === v ? 1 : 0), 0);
  const own = experiment.inputs.map((i) => i.name).filter((name) => asked.pairs.has(`rows.${name}`));
  const preset = presets.find(whole);
  const untouched = pairs.size === 0;
  const picture = preset?.link ?? (untouched ? experiment.link : "");
  const nearest = picture || presets.reduce((best, p) => (!best || likeness(p) > likeness(best) ? p : best), undefined)?.link;
  return { experiment, preset, picture, nearest, values, own, seed: asked.pairs.get("seed") ?? "1", heading: headingOf(experiment, preset, untouched) };
}
