import { Refused } from '../../app/api.js';
import { html } from '../../app/html.js';
import { Page } from '../../app/page.js';
import { session } from '../../app/session.js';
import { t } from '../../app/text.js';
import { field, markErrors, valuesOf } from '../../components/field/field.js';
import { once } from '../../components/field/once.js';

/** Sign-in; also for a user whose session has ended: the rows on this device stay. */
export class SignInPage extends Page {
  needsRows = false;
  actions = { signIn: (/** @type {HTMLElement} */ form) => once(form, () => this.#signIn(form)) };

  get heading() {
    return t('sign-in.title');
  }

  view() {
    return html`<section class="card entrance">
      <h1 tabindex="-1">${this.heading}</h1>
      <form data-submit="signIn" data-own data-key="form" novalidate>
        ${field({
          name: 'email',
          label: t('sign-in.email'),
          type: 'email',
          value: this.app.user?.email ?? '',
          autocomplete: 'username',
          maxLength: 320,
        })}
        ${field({
          name: 'password',
          label: t('sign-in.password'),
          type: 'password',
          autocomplete: 'current-password',
          maxLength: 512,
        })}
        <button class="button main">${t('sign-in.submit')}</button>
      </form>
      ${this.#waiting()}
      <p>${t('sign-in.new')} <a href="/app/sign-up">${t('sign-up.title')}</a></p>
    </section>`;
  }

  /** Nothing of the user before stays on the screen, or in memory. @param {string} before */
  async #changeUser(before) {
    this.app.leave();
    await session.forget(before);
    location.assign(this.#next);
  }

  /** Whoever signs in as somebody else learns what happens to the edits that wait. */
  #waiting() {
    const { user, store } = this.app;
    const isWaiting = user && (store?.commands.length ?? 0) > 0;
    return isWaiting && html`<p class="quiet" dir="auto">${t('sign-in.other', { email: user.email })}</p>`;
  }

  /** Where the user wanted to go: within the app, or to its first page. */
  get #next() {
    const { origin, pathname, search } = new URL(
      this.route.query.get('next') ?? '',
      `${location.origin}/app/`,
    );
    return origin === location.origin && pathname.startsWith('/app/') ? pathname + search : '/app/';
  }

  /** @param {HTMLElement} form */
  async #signIn(form) {
    if (!(form instanceof HTMLFormElement)) return;
    const { email = '', password = '' } = valuesOf(form);
    markErrors(form, {});
    const before = this.app.user;
    try {
      const user = await session.signIn(email.trim(), password);
      if (before && before.id !== user.id) return await this.#changeUser(before.id);
      await this.app.enter(user);
    } catch (error) {
      if (!(error instanceof Refused) || ![401, 422].includes(error.problem.status)) throw error;
      return markErrors(form, { password: t('sign-in.wrong') });
    }
    this.app.go(this.#next);
  }
}

customElements.define('sign-in-page', SignInPage);
