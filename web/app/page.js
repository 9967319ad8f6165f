import { html, render } from './html.js';
import { t } from './text.js';
import { failure, offline, loading } from '../components/states/states.js';

/**
 * @typedef {import('./app.js').App} App
 * @typedef {{ path: string, params: Record<string, string>, query: URLSearchParams }} Route
 * @typedef {(element: HTMLElement, event: Event) => unknown} Action
 */

const refreshMs = 30_000;
const events = /** @type {const} */ (['click', 'submit', 'change']);

/**
 * What every page is: an element that draws itself from the user's rows, again after each change. Markup names its
 * actions: `data-click="start"` calls `actions.start(element, event)`; so do `data-submit`, `data-change`, …
 */
export class Page extends HTMLElement {
  /** Set before it is connected. @type {App} */
  app = /** @type {any} */ (null);
  /** @type {Route} */
  route = { path: '', params: {}, query: new URLSearchParams() };
  /** @type {Record<string, Action>} */
  actions = {};
  /** Pages that need no rows are drawn without them. */
  needsRows = true;
  #unsubscribe = () => {};
  #timer = 0;
  #hasArrived = false;
  /** Elements whose action is under way. */
  #busy = new WeakSet();

  /** @returns {string} in the tab, and the heading */
  get heading() {
    return '';
  }

  /** @returns {import('./html.js').Markup} */
  view() {
    return html``;
  }

  connectedCallback() {
    this.#unsubscribe = this.app.subscribe(() => this.update());
    for (const type of events) this.addEventListener(type, this);
    // Sums grow while the timer runs, and the day turns, without a write.
    this.#timer = window.setInterval(() => this.update(), refreshMs);
    this.update();
  }

  disconnectedCallback() {
    this.#unsubscribe();
    clearInterval(this.#timer);
    for (const type of events) this.removeEventListener(type, this);
  }

  /** The address has been answered, by a dialog for example: from now on the page is at another one. @param {string} path */
  standAt(path) {
    history.replaceState(null, '', path);
    const { pathname, searchParams } = new URL(path, location.origin);
    this.route = { path: pathname, params: {}, query: searchParams };
  }

  /** Called once, when the rows are first on the page: the place to do what its address asks for. */
  arrived() {}

  /** Draws the page as things are now. */
  update() {
    render(this, this.#drawn());
    if (this.#hasArrived || (this.needsRows && !this.app.store?.isComplete)) return;
    this.#hasArrived = true;
    this.arrived();
  }

  /** @param {Event} event */
  handleEvent(event) {
    const from = event.target instanceof Element ? event.target.closest(`[data-${event.type}]`) : null;
    if (!(from instanceof HTMLElement)) return;
    if (event.type === 'submit') event.preventDefault();
    const action = this.actions[from.dataset[event.type] ?? ''];
    // A second click comes before the first one is done: it is not meant twice.
    const isOnce = event.type === 'click' || event.type === 'submit';
    if (!action || (isOnce && this.#busy.has(from))) return;
    this.#busy.add(from);
    void this.app.attempt(() => action(from, event)).finally(() => this.#busy.delete(from));
  }

  #drawn() {
    if (!this.needsRows) return this.view();
    const { store, sync } = this.app;
    if (store?.isComplete) return this.view();
    const head = html`<h1 tabindex="-1">${this.heading}</h1>`;
    if (sync?.state === 'offline') return html`${head}${offline()}`;
    if (sync?.state === 'failed' || sync?.state === 'signed-out')
      return html`${head}${failure(t('state.failed'), sync.problem)}`;
    return html`${head}${loading()}`;
  }
}
