import { Refused } from '../../app/api.js';
import { html } from '../../app/html.js';
import { Page } from '../../app/page.js';
import { session } from '../../app/session.js';
import { t } from '../../app/text.js';
import { field, markErrors, onlyErrors, valuesOf } from '../../components/field/field.js';
import { once } from '../../components/field/once.js';

/** Sign-up, and in. */
export class SignUpPage extends Page {
  needsRows = false;
  actions = { signUp: (/** @type {HTMLElement} */ form) => once(form, () => this.#signUp(form)) };

  get heading() {
    return t('sign-up.title');
  }

  view() {
    return html`<section class="card entrance">
      <h1 tabindex="-1">${this.heading}</h1>
      <p class="quiet">${t('sign-up.lead')}</p>
      <form data-submit="signUp" data-own data-key="form" novalidate>
        ${field({ name: 'email', label: t('sign-in.email'), type: 'email', autocomplete: 'username', maxLength: 320 })}
        ${field({
          name: 'password',
          label: t('sign-in.password'),
          hint: t('sign-up.rule'),
          type: 'password',
          autocomplete: 'new-password',
          maxLength: 512,
        })}
        <button class="button main">${t('sign-up.submit')}</button>
      </form>
      <p>${t('sign-up.have')} <a href="/app/sign-in">${t('sign-in.title')}</a></p>
    </section>`;
  }

  /** @param {HTMLElement} form */
  async #signUp(form) {
    if (!(form instanceof HTMLFormElement)) return;
    const { email = '', password = '' } = valuesOf(form);
    const errors = onlyErrors({
      email: /^\S+@\S+$/.test(email.trim()) ? '' : t('sign-up.email'),
      password: [...password].length < 8 ? t('sign-up.short') : '',
    });
    markErrors(form, errors);
    if (Object.keys(errors).length > 0) return;
    try {
      await this.app.enter(await session.signUp(email.trim(), password));
    } catch (error) {
      if (!(error instanceof Refused) || error.problem.status >= 500) throw error;
      return markErrors(form, errorsOf(error.problem));
    }
    this.app.go('/app/');
  }
}

customElements.define('sign-up-page', SignUpPage);

/** @param {import('../../app/api.js').Problem} problem @returns {Record<string, string>} by field */
function errorsOf({ status, title, errors }) {
  if (status === 401) return { email: t('sign-up.known') };
  const found = errors.map(({ pointer, message }) => [pointer.replace('/', ''), message]);
  return found.length > 0 ? Object.fromEntries(found) : { email: title };
}
