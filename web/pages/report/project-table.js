import { durationText } from '../../app/format.js';
import { html } from '../../app/html.js';
import { t } from '../../app/text.js';

/**
 * Time by project, most first, each with its share as a bar.
 * @param {readonly import('../../app/time-sums.js').ProjectSum[]} projects
 * @param {number} total seconds
 */
export const projectTable = (projects, total) => html`
  <table class="project-table">
    <caption class="unseen">
      ${t('report.projects')}
    </caption>
    <thead>
      <tr>
        <th scope="col">${t('report.project')}</th>
        <th scope="col">${t('report.share')}</th>
        <th scope="col">${t('report.time')}</th>
      </tr>
    </thead>
    <tbody>
      ${projects.map(
        ({ projectId, name, seconds }) =>
          html`<tr data-key="${projectId ?? 'none'}">
            <th scope="row" dir="auto">${name ?? t('report.no-project')}</th>
            <td>
              <svg class="share" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
                <rect width="${((100 * seconds) / total).toFixed(1)}" height="8" />
              </svg>
              <span>${Math.round((100 * seconds) / total)} %</span>
            </td>
            <td>${durationText(seconds)}</td>
          </tr>`,
      )}
    </tbody>
    <tfoot>
      <tr>
        <th scope="row">${t('report.total')}</th>
        <td></td>
        <td>${durationText(total)}</td>
      </tr>
    </tfoot>
  </table>
`;
