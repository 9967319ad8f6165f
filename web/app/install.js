/** Chromium's offer to install the app; other browsers have it in their menus. */

/** @type {(Event & { prompt(): Promise<unknown> }) | null} */
let offer = null;

addEventListener('beforeinstallprompt', (event) => {
  event.preventDefault(); // our own button asks, when the user wants it
  offer = /** @type {Event & { prompt(): Promise<unknown> }} */ (event);
});
addEventListener('appinstalled', () => (offer = null));

export const install = {
  get isOffered() {
    return offer !== null;
  },

  /** Asks the user. */
  async ask() {
    const current = offer;
    offer = null; // it can be used once
    await current?.prompt();
  },
};
