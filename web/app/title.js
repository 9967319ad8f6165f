import { clock } from './clock.js';
import { clockText } from './format.js';
import { t } from './text.js';
import { runningEntry } from './time-sums.js';

let stop = () => {};

/**
 * Names the tab after its page; while the timer runs, after that, in every tab.
 * @param {import('./app.js').App} app
 * @param {import('./page.js').Page} page
 */
export function showTitle(app, page) {
  stop();
  const show = () => {
    const title = [timerText(app), page.heading, t('app.name')].filter(Boolean).join(' · ');
    if (document.title !== title) document.title = title;
  };
  show();
  const timer = setInterval(show, 1_000);
  const unsubscribe = app.subscribe(show);
  stop = () => {
    clearInterval(timer);
    unsubscribe();
  };
}

/** @param {import('./app.js').App} app */
function timerText({ store }) {
  const entry = store && runningEntry(store);
  if (!store || !entry) return '';
  const task = store.row('tasks', entry.taskId);
  return [clockText(clock.now() - Date.parse(entry.startedAt)), task?.title].filter(Boolean).join(' ');
}
