/**
 * The one Trusted Types policy: markup comes from `html.js` alone, and one script URL is a worker's. Without the
 * browser's support the strings go through as they are, made by the same two callers.
 */
const workerUrl = '/app/sw.js';
const rules = {
  createHTML: (/** @type {string} */ text) => text,
  createScriptURL: (/** @type {string} */ url) => {
    if (url !== workerUrl) throw new TypeError(`No worker is started from ${url}.`);
    return url;
  },
};

/** @type {{ createHTML(text: string): string, createScriptURL(url: string): string }} */
export const trustedTypes =
  /** @type {any} */ (globalThis).trustedTypes?.createPolicy('goalixa', rules) ?? rules;
