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
      <p>${t('sign-in.new')} <a href="/app/sign-up">${t('sign-up.title')}</a></p>
    </section>`;
  }

  /** @param {HTMLElement} form */
  async #signIn(form) {
    if (!(form instanceof HTMLFormElement)) return;
    const { email = '', password = '' } = valuesOf(form);
    markErrors(form, {});
    try {
      await this.app.enter(await session.signIn(email.trim(), password));
    } catch (error) {
      if (!(error instanceof Refused) || ![401, 422].includes(error.problem.status)) throw error;
      return markErrors(form, { password: t('sign-in.wrong') });
    }
    const next = this.route.query.get('next') ?? '';
    this.app.go(next.startsWith('/app/') ? next : '/app/');
  }
}

customElements.define('sign-in-page', SignInPage);
