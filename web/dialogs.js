// The two dialogs, Share and the list of keys, and the keys themselves.

import { at } from "./make.js";

/** @param {() => {link: string, title: string}} present what is on show */
export function shareDialog(present) {
  at("share").addEventListener("click", () => {
    const { link, title } = present();
    const here = new URL(location.href);
    here.hash = link;
    here.search = "";
    at("share-link").value = here.href;
    here.search = "?embed=1";
    const quoted = (s) => s.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
    // The size of the frame stands in index.html; sim/cmd/pages reads it there too.
    const { width, height } = at("share-frame").dataset;
    at("share-frame").value = `<iframe src="${quoted(here.href)}" title="${quoted(title)}" width="${width}" height="${height}" loading="lazy" style="border:0;max-width:100%"></iframe>`;
    at("share-dialog").showModal();
    at("share-link").select();
  });
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.addEventListener("click", async () => {
      const field = at(button.dataset.copy);
      field.select();
      try {
        await navigator.clipboard.writeText(field.value);
      } catch {
        // Without the permission the selection stays, for the reader's own copy.
        button.textContent = "Selected";
        return;
      }
      button.textContent = "Copied";
      setTimeout(() => { button.textContent = "Copy"; }, 1500);
    });
  }
}

/** @param {Record<string, () => void>} actions by key, and "digit" with its number */
export function keys(actions) {
  at("help").addEventListener("click", () => at("help-dialog").showModal());
  let taken = false;
  document.addEventListener("keydown", (e) => {
    taken = false;
    if (e.ctrlKey || e.metaKey || e.altKey || e.defaultPrevented || document.querySelector("dialog[open]")) return;
    const on = /** @type {HTMLElement} */ (e.target);
    const name = on.tagName;
    const kind = name === "INPUT" ? on.type : "";
    // What a focused control does with a key itself is not taken from it.
    if (name === "TEXTAREA" || name === "SELECT" || (name === "INPUT" && kind !== "radio" && kind !== "range")) return;
    if (e.key === " " && (name === "BUTTON" || name === "SUMMARY")) return;
    if (e.key.startsWith("Arrow") && name === "INPUT") return;
    const key = e.key.length === 1 ? e.key.toLowerCase() : e.key;
    if (key === "?") {
      at("help-dialog").showModal();
    } else if (/^[1-9]$/.test(key)) {
      actions.digit(Number(key));
    } else if (Object.keys(actions).includes(key)) {
      actions[key]();
    } else {
      return;
    }
    taken = true;
    e.preventDefault();
  });
  // Whatever types for its user may send this one all the same, and space would scroll.
  document.addEventListener("keypress", (e) => {
    if (taken) e.preventDefault();
  });
}
