import { clock } from '../../app/clock.js';
import { dayText, durationText } from '../../app/format.js';
import { html } from '../../app/html.js';
import { Page } from '../../app/page.js';
import { t } from '../../app/text.js';
import { sumOfDays, todayOf } from '../../app/time-sums.js';
import { icon } from '../../components/icon/icon.js';
import { empty, notFound } from '../../components/states/states.js';
import { barChart } from './bar-chart.js';
import { rangeOf } from './range-of.js';
import { projectTable } from './project-table.js';

/** @typedef {import('./range-of.js').Range} Range */

/** Where the time went: a day or a week by project; `?view=day|week&day=YYYY-MM-DD`. */
export class ReportPage extends Page {
  get heading() {
    return t('report.title');
  }

  view() {
    const store = /** @type {import('../../app/store.js').Store} */ (this.app.store);
    const today = todayOf(store, clock.now());
    const range = rangeOf(this.route.query, today);
    if (!range)
      return html`<h1 tabindex="-1">${this.heading}</h1>
        ${notFound('/app/report')}`;
    const sums = sumOfDays(store, range.from, range.to, clock.now());
    const bars = range.days.map((day) => ({
      label: dayText(day, { weekday: 'short' }),
      name: dayText(day, { weekday: 'long', day: 'numeric', month: 'long' }),
      seconds: sums.days.get(day) ?? 0,
    }));
    return html`
      <header class="page-head">
        <h1 tabindex="-1">${this.heading}</h1>
        ${views(range)}
      </header>
      <section class="card" aria-labelledby="range-title" data-key="range">
        ${steps(range, today)}
        <p class="report-total"><strong>${durationText(sums.total)}</strong> ${t('report.tracked')}</p>
        ${range.view === 'week' && sums.total > 0 && barChart(t('report.days'), bars)}
        ${
          sums.total === 0
            ? empty({
                title: t('report.none'),
                hint: t('report.none.hint'),
                symbol: 'report',
                action: html`<a class="button main" href="/app/">${t('report.none.action')}</a>`,
              })
            : projectTable(sums.projects, sums.total)
        }
      </section>
    `;
  }
}

customElements.define('report-page', ReportPage);

/** @param {Range} range */
const views = ({ view, day }) => html`
  <div class="views" role="group" aria-label="${t('report.view')}">
    ${
      /** @type {const} */ (['day', 'week']).map(
        (name) =>
          html`<a href="${addressOf(name, day)}" ${name === view && html`aria-current="true"`}
            >${t(`report.${name}`)}</a
          >`,
      )
    }
  </div>
`;

/** @param {Range} range @param {string} today */
function steps({ view, from, to, before, after }, today) {
  const title =
    view === 'day'
      ? dayText(from, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
      : t('report.range', {
          from: dayText(from, { day: 'numeric', month: 'short' }),
          to: dayText(to, { day: 'numeric', month: 'short', year: 'numeric' }),
        });
  return html`<div class="card-head">
    <h2 id="range-title">${title}</h2>
    <a class="button quiet square" href="${addressOf(view, before)}">
      ${icon('left')}<span class="unseen">${t('report.before')}</span>
    </a>
    ${
      after <= today
        ? html`<a class="button quiet square" href="${addressOf(view, after)}">
            ${icon('right')}<span class="unseen">${t('report.after')}</span>
          </a>`
        : html`<span class="button quiet square" aria-disabled="true" aria-hidden="true"
            >${icon('right')}</span
          >`
    }
  </div>`;
}

/** @param {string} view @param {string} day */
const addressOf = (view, day) => `/app/report?view=${view}&day=${day}`;
