// Where a host demands Trusted Types, text becomes markup and addresses become scripts only
// by way of a policy. All such text is the page's own: icons, stories, the worker's script.

const policy = globalThis.trustedTypes?.createPolicy?.("narrows", {
  createHTML: (text) => text,
  createScriptURL: (address) => address,
}) ?? { createHTML: (text) => text, createScriptURL: (address) => address };

/** @param {string} text @returns {string} */
export const markup = (text) => policy.createHTML(text);

/** @param {string} address of a script @returns {string} */
export const script = (address) => policy.createScriptURL(address);
