import { durationText } from '../../app/format.js';
import { html } from '../../app/html.js';
import { t } from '../../app/text.js';

/**
 * How far a goal is: tracked time, of its target where it has one.
 * @param {import('../../app/rows.js').Goal} goal
 * @param {number} seconds
 */
export function goalProgress({ title, targetHours }, seconds) {
  if (targetHours === null)
    return html`<p class="quiet">${t('goal.tracked', { done: durationText(seconds) })}</p>`;
  const hours = seconds / 3_600;
  const text = t('goal.progress', {
    done: hours < 10 ? hours.toFixed(1) : Math.floor(hours),
    target: targetHours,
  });
  return html`<div class="goal-progress">
    <progress
      value="${Math.min(hours, targetHours)}"
      max="${targetHours}"
      aria-label="${t('goal.share', { name: title })}"
    ></progress>
    <span class="quiet">${text}</span>
  </div>`;
}
