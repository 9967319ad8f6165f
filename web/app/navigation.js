import { html, render } from './html.js';
import { routeOf } from './router.js';
import { focusHeading } from '../components/focus/focus-heading.js';
import { failure } from '../components/states/states.js';
import { t } from './text.js';

/**
 * Shows the page of the address, now and whenever it changes. Links below `/app/` need no reload.
 */
export class Navigation {
  #app;
  #main;
  #onShown;
  #turn = 0;
  /** Path and query. */
  #shown = '';

  /**
   * @param {import('./app.js').App} app
   * @param {HTMLElement} main gets the page
   * @param {(page: import('./page.js').Page) => void} onShown
   */
  constructor(app, main, onShown) {
    this.#app = app;
    this.#main = main;
    this.#onShown = onShown;
    app.go = (path) => void this.go(path);
  }

  start() {
    addEventListener('popstate', () => {
      // Another hash is the same page.
      if (location.pathname + location.search !== this.#shown) void this.show();
    });
    document.addEventListener('click', (event) => this.#follow(event));
    return this.show();
  }

  /** @param {string} path */
  go(path) {
    history.pushState(null, '', path);
    return this.show();
  }

  /** Draws the page of the address. @returns {Promise<void>} */
  async show() {
    const turn = (this.#turn += 1);
    const isMoved = this.#main.childElementCount > 0;
    const { pathname, search } = location;
    this.#shown = pathname + search;
    const { entry, params } = routeOf(pathname);
    if (!this.#app.user && !entry.isPublic)
      return this.#replace(`/app/sign-in?next=${encodeURIComponent(pathname + search)}`);
    if (this.#app.user && entry.isPublic && this.#app.sync?.state !== 'signed-out')
      return this.#replace('/app/');
    const PageClass = await entry.load().catch(() => null);
    if (turn !== this.#turn) return; // somewhere else meanwhile
    if (!PageClass) return this.#failed();
    const page = new PageClass();
    page.app = this.#app;
    page.route = { path: pathname, params, query: new URLSearchParams(search) };
    this.#main.replaceChildren(page);
    if (isMoved) this.#arrive();
    this.#onShown(page);
  }

  /** @param {string} path @returns {Promise<void>} */
  #replace(path) {
    history.replaceState(null, '', path);
    return this.show();
  }

  /** Where a reader goes on after a change of page. */
  #arrive() {
    scrollTo(0, 0);
    if (this.#main.contains(document.activeElement)) return; // the page itself has chosen
    focusHeading();
  }

  /** A part of the app is not to be had: neither here nor at the server, which may have a newer version. */
  #failed() {
    const problem = { title: t('state.part'), requestId: '' };
    render(
      this.#main,
      html`<h1 tabindex="-1">${t('state.failed')}</h1>
        ${failure(t('state.failed'), /** @type {any} */ (problem))}`,
    );
    this.#main.querySelector('[data-click="sync"]')?.addEventListener('click', () => location.reload());
  }

  /** @param {MouseEvent} event */
  #follow(event) {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (!link || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
      return;
    if (event.defaultPrevented || link.origin !== location.origin || !link.pathname.startsWith('/app/'))
      return;
    if (link.target !== '' || link.hasAttribute('download') || link.hash) return;
    event.preventDefault();
    if (link.href !== location.href) void this.go(link.pathname + link.search);
  }
}
