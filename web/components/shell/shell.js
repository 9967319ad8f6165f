import { html, render } from '../../app/html.js';
import { pages } from '../../app/router.js';
import { t } from '../../app/text.js';
import { runningEntry } from '../../app/time-sums.js';
import { stopTimer } from '../../app/writes.js';
import { clock } from '../../app/clock.js';
import { focusHeading } from '../focus/focus-heading.js';
import { announce, toast } from '../toast/toast.js';
import { icon } from '../icon/icon.js';
import { failure } from '../states/states.js';
import '../elapsed-time/elapsed-time.js';

/** @typedef {import('../../app/html.js').Markup} Markup */

/** What is around every page: the navigation, the running timer, what waits to be sent, and what is told. */
export class Shell extends HTMLElement {
  main = document.createElement('main');
  #app;
  #frame = document.createElement('div');

  /** @param {import('../../app/app.js').App} app */
  constructor(app) {
    super();
    this.#app = app;
    this.main.id = 'main';
  }

  connectedCallback() {
    const toasts = document.createElement('div');
    render(
      toasts,
      html`<div id="toasts" role="status"></div>
        <div id="news" role="status" class="unseen"></div>`,
    );
    this.#frame.className = 'frame';
    // Before the page, so that from its heading they are one step back.
    this.append(this.#frame, toasts, this.main);
    this.#app.subscribe(() => this.update());
    document.addEventListener('click', (event) => this.#act(event));
    this.update();
  }

  /** Draws it as things are now. */
  update() {
    this.toggleAttribute('data-signed-in', this.#app.user !== null);
    render(this.#frame, this.#drawn());
  }

  /** The rows on this device cannot be opened. */
  fail() {
    render(this.main, html`<div>${failure(t('error.unknown'), null)}</div>`);
    this.main.addEventListener('click', ({ target }) => {
      if (target instanceof Element && target.closest('[data-click="sync"]')) location.reload();
    });
  }

  /** @returns {Promise<boolean>} whether the newer version is wanted */
  offerUpdate() {
    return toast(t('update.ready'), { action: t('update.take'), isLasting: true });
  }

  /** @returns {Promise<boolean>} whether this tab shall follow another one to the new version */
  tellUpdated() {
    return toast(t('update.elsewhere'), { action: t('update.take'), isLasting: true });
  }

  #drawn() {
    const { user } = this.#app;
    return html`
      <a class="skip" href="#main">${t('nav.skip')}</a>
      <header class="bar">
        <a class="brand" aria-label="${t('app.name')}" href="${user ? '/app/' : '/'}"
          ><img src="/app/icon.svg" alt="" width="28" height="28" /><span>Goalixa</span></a
        >
        ${user && this.#status()}
        ${
          user &&
          html`<a class="button quiet square" href="/app/settings" ${isHere('/app/settings')}>
            ${icon('settings')}<span class="unseen">${t('nav.settings')}</span>
          </a>`
        }
      </header>
      ${user && html`<nav class="tabs" aria-label="${t('nav.main')}">${pages.filter(({ nav }) => nav).map(tab)}</nav>`}
      ${this.#timer()}
    `;
  }

  /** Says nothing while all is well. */
  #status() {
    const { sync, store } = this.#app;
    const count = store?.commands.length ?? 0;
    const troubles = store?.commands.filter(({ state }) => !['waiting', 'sent'].includes(state)).length ?? 0;
    const pill = (/** @type {string} */ symbol, /** @type {string} */ text, kind = '') =>
      html`<a class="pill ${kind}" href="/app/unsent" data-key="status"
        >${icon(symbol)}<span>${text}</span></a
      >`;
    if (sync?.state === 'signed-out') {
      const { pathname, search } = location;
      if (pathname === '/app/sign-in') return false; // it is being done
      const next = `/app/sign-in?next=${encodeURIComponent(pathname + search)}`;
      return html`<a class="pill alarm" href="${next}" data-key="status"
        >${icon('alert')}<span>${t('status.signed-out')}</span></a
      >`;
    }
    if (troubles > 0) return pill('alert', t('status.troubles', { count: troubles }), 'alarm');
    if (sync?.state === 'offline')
      return pill('cloud-off', count > 0 ? t('status.offline.unsent', { count }) : t('status.offline'));
    if (sync?.state === 'failed') return pill('alert', t('status.failed'), 'alarm');
    return count > 0 && pill('cloud', t('status.unsent', { count }));
  }

  #timer() {
    const { store } = this.#app;
    const entry = store && runningEntry(store);
    if (!store || !entry) return html``;
    const task = store.row('tasks', entry.taskId);
    return html`<section class="timer-bar" aria-label="${t('timer.running')}" data-key="timer">
      <p dir="auto">${task?.title ?? t('timer.no-task')}</p>
      <elapsed-time since="${entry.startedAt}"></elapsed-time>
      <button type="button" class="button main square" data-shell="stop">
        ${icon('stop')}<span class="unseen">${t('timer.stop')}</span>
      </button>
    </section>`;
  }

  /** @param {MouseEvent} event */
  #act(event) {
    const { target } = event;
    if (target instanceof Element && target.closest('.skip')) {
      event.preventDefault(); // another hash counts as another place: the page would be drawn anew
      return focusHeading();
    }
    const from = target instanceof Element ? target.closest('[data-shell], [data-click="sync"]') : null;
    if (!from) return;
    const { store, sync } = this.#app;
    if (from.getAttribute('data-shell') !== 'stop') return void sync?.run();
    const entry = store && runningEntry(store);
    if (!entry) return;
    announce(t('timer.stopped'));
    void this.#app.attempt(() => this.#app.write(...stopTimer(entry, clock.iso())));
  }
}

customElements.define('app-shell', Shell);

/** @param {import('../../app/router.js').PageEntry} page */
function tab({ path, nav, symbol }) {
  const href = path.replace(/:.*$/, '').replace(/(.)\/$/, path === '/app/' ? '$1/' : '$1');
  return html`<a href="${href}" ${isHere(href)} data-key="${href}"
    >${icon(symbol)}<span>${nav && t(nav)}</span></a
  >`;
}

/** @param {string} href */
function isHere(href) {
  const { pathname } = location;
  const isInside = href !== '/app/' && pathname.startsWith(`${href}/`);
  return (pathname === href || isInside) && html`aria-current="page"`;
}
