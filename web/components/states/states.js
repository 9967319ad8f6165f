import { html } from '../../app/html.js';
import { t } from '../../app/text.js';
import { icon } from '../icon/icon.js';

/** What a page shows instead of rows. */

/** The rows are on their way. */
export const loading = () => html`
  <div class="loading" role="status">
    <span class="unseen">${t('state.loading')}</span><i></i><i></i><i></i>
  </div>
`;

/** This device has never had the rows, and cannot get them now. */
export const offline = () => html`
  <div class="state">
    ${icon('cloud-off')}
    <h2>${t('state.offline')}</h2>
    <p>${t('state.offline.hint')}</p>
    <button type="button" class="button" data-click="sync">${t('action.again')}</button>
  </div>
`;

/** @param {string} title @param {{ title: string, requestId: string } | null} problem null: nothing more is known */
export const failure = (title, problem) => html`
  <div class="state" role="alert">
    ${icon('alert')}
    <h2>${title}</h2>
    ${problem && html`<p>${problem.title}</p>`}
    ${problem?.requestId && html`<p class="quiet"><code>${t('state.request', { id: problem.requestId })}</code></p>`}
    <button type="button" class="button" data-click="sync">${t('action.again')}</button>
  </div>
`;

/** @param {{ title: string, hint: string, action?: import('../../app/html.js').Markup, symbol?: string }} options */
export const empty = ({ title, hint, action, symbol = 'leaf' }) => html`
  <div class="state">
    ${icon(symbol)}
    <h2>${title}</h2>
    <p>${hint}</p>
    ${action}
  </div>
`;

/** @param {string} back where to go instead */
export const notFound = (back) => html`
  <div class="state">
    ${icon('compass')}
    <h2>${t('state.missing')}</h2>
    <p>${t('state.missing.hint')}</p>
    <a class="button" href="${back}">${t('action.back')}</a>
  </div>
`;
