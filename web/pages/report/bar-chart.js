import { durationText } from '../../app/format.js';
import { html } from '../../app/html.js';

/** @typedef {{ label: string, name: string, seconds: number }} Bar `label`: below it; `name`: in the table */

const width = 56;
const height = 120;

/**
 * Bars of tracked time, and the same as a table for those who do not see them.
 * @param {string} title
 * @param {readonly Bar[]} bars
 */
export function barChart(title, bars) {
  const most = Math.max(...bars.map(({ seconds }) => seconds), 1);
  return html`<figure class="bar-chart">
    <svg viewBox="0 0 ${width * bars.length} ${height + 44}" aria-hidden="true">
      ${bars.map((bar, index) => drawn(bar, index, most))}
    </svg>
    <div class="unseen">
      <table>
        <caption>
          ${title}
        </caption>
        ${bars.map(
          ({ name, seconds }) =>
            html`<tr>
              <th scope="row">${name}</th>
              <td>${durationText(seconds)}</td>
            </tr>`,
        )}
      </table>
    </div>
  </figure>`;
}

/** @param {Bar} bar @param {number} index @param {number} most seconds of the highest */
function drawn({ label, seconds }, index, most) {
  const size = Math.max(seconds > 0 ? 3 : 1, (seconds / most) * height);
  const middle = width * index + width / 2;
  const top = 20 + height - size;
  return html`<g>
    <rect
      class="${seconds === 0 && 'none'}"
      x="${middle - 16}"
      y="${top}"
      width="32"
      height="${size}"
      rx="4"
    />
    ${seconds > 0 && html`<text x="${middle}" y="${top - 6}">${shortText(seconds)}</text>`}
    <text class="label" x="${middle}" y="${height + 40}">${label}</text>
  </g>`;
}

/** Hours and minutes as `1:05`. @param {number} seconds */
function shortText(seconds) {
  const minutes = Math.floor(seconds / 60);
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
}
