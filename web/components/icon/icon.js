import { html } from '../../app/html.js';

/** Strokes on a 24 x 24 grid. */
const shapes = {
  today:
    'M12 3v2m0 14v2M3 12h2m14 0h2M5.6 5.6 7 7m10 10 1.4 1.4m0-12.8L17 7M7 17l-1.4 1.4M16 12a4 4 0 1 1-8 0 4 4 0 0 1 8 0',
  tasks: 'M4 6.5 5.5 8 8 5m-4 8.5L5.5 15 8 12m-4 8.5L5.5 22 8 19M12 6.5h8m-8 7h8m-8 7h8',
  goals: 'M6 21V4m0 1c5-3 7 3 12 0v9c-5 3-7-3-12 0',
  habits: 'M4 12a8 8 0 0 1 14-5.3L20 9m0-5v5h-5m5 3a8 8 0 0 1-14 5.3L4 15m0 5v-5h5',
  report: 'M4 20h16M7 20v-7m5 7V5m5 15v-10',
  settings:
    'M4 7h9m5 0h2M4 17h2m5 0h9M13 7a2.5 2.5 0 1 0 5 0 2.5 2.5 0 0 0-5 0M6 17a2.5 2.5 0 1 0 5 0 2.5 2.5 0 0 0-5 0',
  play: 'M8 5.5v13l10.5-6.5z',
  stop: 'M7 7h10v10H7z',
  plus: 'M12 5v14m-7-7h14',
  grip: 'M9 6h.01M15 6h.01M9 12h.01M15 12h.01M9 18h.01M15 18h.01',
  edit: 'M4 20h4L19.5 8.5a2.1 2.1 0 0 0-4-4L4 16zM13.5 6.5l4 4',
  check: 'M5 12.5 10 17.5 19 7',
  folder: 'M3 7a2 2 0 0 1 2-2h4l2 2.5h8a2 2 0 0 1 2 2V17a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2z',
  flame:
    'M12 21c-4 0-6.5-2.600-6.500-6 0-4.500 4.500-6 4.500-11 4 2 3.500 6 4.500 7 .8-.5 1.200-1.500 1-2.500 2 1.500 3 4 3 6.500 0 3.400-2.500 6-6.500 6',
  cloud: 'M7 18.500a4.500 4.500 0 0 1-.5-9 6 6 0 0 1 11.500 1.500 3.800 3.800 0 0 1-.5 7.500z',
  'cloud-off':
    'M3 3l18 18M9 6.300A6 6 0 0 1 18 11a3.800 3.800 0 0 1 2.300 6.300M17 18.500H7a4.500 4.500 0 0 1-.5-9',
  alert: 'M12 8v5m0 3.500h.01M12 3.500 2.500 20h19z',
  leaf: 'M5 20c0-9 5-14 15-15 0 10-4 15-11 14-2-.3-3-2-3-4 1-4 4-6 8-7',
  compass: 'M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0M15.500 8.500l-2 5-5 2 2-5z',
  left: 'M15 5l-7 7 7 7',
  right: 'M9 5l7 7-7 7',
  up: 'M12 19V5m-6 6 6-6 6 6',
  down: 'M12 5v14m-6-6 6 6 6-6',
  close: 'M6 6l12 12M18 6 6 18',
};

/** A drawing beside a text that says the same: screen readers skip it. @param {string} name */
export function icon(name) {
  const shape = shapes[/** @type {keyof typeof shapes} */ (name)] ?? '';
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="${shape}" /></svg>`;
}
