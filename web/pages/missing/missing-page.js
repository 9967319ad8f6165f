import { html } from '../../app/html.js';
import { Page } from '../../app/page.js';
import { t } from '../../app/text.js';
import { notFound } from '../../components/states/states.js';

/** An address that no page has. */
export class MissingPage extends Page {
  needsRows = false;

  get heading() {
    return t('missing.title');
  }

  view() {
    return html`<h1 tabindex="-1">${this.heading}</h1>
      ${notFound('/app/')}`;
  }
}

customElements.define('missing-page', MissingPage);
