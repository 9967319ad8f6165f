/** Chromium's offer to install the app; other browsers have it in their menus. */

/** @typedef {Event & { prompt(): Promise<unknown> }} Offer */

/** @type {Offer | null} */
let offer = null;
/** @type {Set<() => void>} */
const listeners = new Set();

/** @param {Offer | null} now */
function set(now) {
  offer = now;
  for (const listener of listeners) listener();
}

addEventListener('beforeinstallprompt', (event) => {
  event.preventDefault(); // our own button asks, when the user wants it
  set(/** @type {Offer} */ (event));
});
addEventListener('appinstalled', () => set(null));

export const install = {
  get isOffered() {
    return offer !== null;
  },

  /** @param {() => void} listener called when an offer comes or goes @returns {() => void} ends it */
  subscribe(listener) {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },

  /** Asks the user. */
  async ask() {
    const current = offer;
    set(null); // it can be used once
    await current?.prompt();
  },
};
