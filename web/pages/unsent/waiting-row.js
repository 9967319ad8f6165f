import { html } from '../../app/html.js';
import { t } from '../../app/text.js';
import { icon } from '../../components/icon/icon.js';
import { instantText } from './value-text.js';

/** A write that will be sent by itself. @param {import('../../app/outbox.js').Command} command */
export const waitingRow = ({ seq, label, at }) => html`
  <li class="row" data-key="${seq}">
    ${icon('cloud')}
    <span class="row-title"
      ><span dir="auto">${label}</span><small>${t('unsent.since', { time: instantText(at) })}</small></span
    >
  </li>
`;
