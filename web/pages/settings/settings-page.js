import { clock } from '../../app/clock.js';
import { html } from '../../app/html.js';
import { install } from '../../app/install.js';
import { Page } from '../../app/page.js';
import { workerVersion } from '../../app/sw-bridge.js';
import { t } from '../../app/text.js';
import { setTheme, theme, themes } from '../../app/theme-choice.js';
import { settingsOf } from '../../app/time-sums.js';
import { setTimeZone } from '../../app/writes.js';
import { valuesOf } from '../../components/field/field.js';
import { announce } from '../../components/toast/toast.js';
import { signOut } from './sign-out.js';

/** The user's zone, this device's theme, the app itself, and the way out. */
export class SettingsPage extends Page {
  #version = '';
  #unsubscribe = () => {};

  get heading() {
    return t('settings.title');
  }

  connectedCallback() {
    const { app } = this;
    this.actions = {
      zone: async (form) => {
        const settings = app.store && settingsOf(app.store);
        const { zone = '' } = valuesOf(/** @type {HTMLFormElement} */ (form));
        if (!settings || zone === settings.timeZone) return;
        await app.write(...setTimeZone(settings, zone, clock.iso()));
        announce(t('settings.zone.saved', { zone }));
      },
      theme: (radio) => {
        setTheme(/** @type {HTMLInputElement} */ (radio).value);
        this.update();
      },
      install: () => install.ask(),
      signOut: () => signOut(app),
    };
    super.connectedCallback();
    this.#unsubscribe = install.subscribe(() => this.update());
    void workerVersion().then((version) => {
      this.#version = version;
      this.update();
    });
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#unsubscribe();
  }

  view() {
    const store = /** @type {import('../../app/store.js').Store} */ (this.app.store);
    const zone = settingsOf(store)?.timeZone ?? 'UTC';
    const zones = [...new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', zone])].sort();
    return html`
      <h1 tabindex="-1">${this.heading}</h1>
      <section class="card settings">
        <form class="field" data-submit="zone" data-own data-key="zone-${zone}">
          <label for="zone">${t('settings.zone')}</label>
          <select id="zone" name="zone" aria-describedby="zone-hint">
            ${zones.map((name) => html`<option ${name === zone && html`selected`}>${name}</option>`)}
          </select>
          <p class="hint" id="zone-hint">${t('settings.zone.hint')}</p>
          <button class="button">${t('settings.zone.save')}</button>
        </form>
        <fieldset>
          <legend>${t('settings.theme')}</legend>
          ${themes.map(
            (name) =>
              html`<label class="choice">
                <input
                  type="radio"
                  name="theme"
                  value="${name}"
                  data-change="theme"
                  ${name === theme() && html`checked`}
                />
                <span>${t(`settings.theme.${name}`)}</span>
              </label>`,
          )}
        </fieldset>
      </section>
      <section class="card settings">
        <h2>${t('settings.app')}</h2>
        ${
          install.isOffered
            ? html`<p>${t('settings.install.hint')}</p>
                <button type="button" class="button" data-click="install">${t('settings.install')}</button>`
            : html`<p class="quiet">${t('settings.install.menu')}</p>`
        }
        <p class="quiet">
          ${this.#version ? t('settings.version', { version: this.#version }) : t('settings.version.none')}
        </p>
      </section>
      <section class="card settings">
        <h2>${t('settings.account')}</h2>
        <p dir="auto">${t('settings.signed-in', { email: this.app.user?.email ?? '' })}</p>
        <p><a href="/app/unsent">${t('settings.unsent')}</a></p>
        <button type="button" class="button" data-key="sign-out" data-click="signOut">
          ${t('settings.sign-out')}
        </button>
      </section>
    `;
  }
}

customElements.define('settings-page', SettingsPage);
