/**
 * Every page: its path (`:id?` may be left out), its name in the navigation or none, its icon, its module.
 * A new page is a folder below `pages/` and a line here.
 *
 * @typedef {typeof import('./page.js').Page} PageClass
 * @typedef {{ path: string, nav: import('./text.js').TextKey | null, symbol: string,
 *   load: () => Promise<PageClass>, isPublic?: boolean }} PageEntry
 */

/** @type {readonly PageEntry[]} */
// prettier-ignore
export const pages = [
  { path: '/app/', nav: 'nav.today', symbol: 'today', load: async () => (await import('../pages/today/today-page.js')).TodayPage },
  { path: '/app/tasks/:id?', nav: 'nav.tasks', symbol: 'tasks', load: async () => (await import('../pages/tasks/tasks-page.js')).TasksPage },
  { path: '/app/goals/:id?', nav: 'nav.goals', symbol: 'goals', load: async () => (await import('../pages/goals/goals-page.js')).GoalsPage },
  { path: '/app/habits/:id?', nav: 'nav.habits', symbol: 'habits', load: async () => (await import('../pages/habits/habits-page.js')).HabitsPage },
  { path: '/app/report', nav: 'nav.report', symbol: 'report', load: async () => (await import('../pages/report/report-page.js')).ReportPage },
  { path: '/app/settings', nav: null, symbol: 'settings', load: async () => (await import('../pages/settings/settings-page.js')).SettingsPage },
  { path: '/app/unsent', nav: null, symbol: 'cloud', load: async () => (await import('../pages/unsent/unsent-page.js')).UnsentPage },
  { path: '/app/sign-in', nav: null, symbol: '', isPublic: true, load: async () => (await import('../pages/sign-in/sign-in-page.js')).SignInPage },
  { path: '/app/sign-up', nav: null, symbol: '', isPublic: true, load: async () => (await import('../pages/sign-up/sign-up-page.js')).SignUpPage },
];

/** @type {PageEntry} */
export const missing = {
  path: '',
  nav: null,
  symbol: '',
  load: async () => (await import('../pages/missing/missing-page.js')).MissingPage,
};

/**
 * The page of a path.
 * @param {string} pathname
 * @returns {{ entry: PageEntry, params: Record<string, string> }}
 */
export function routeOf(pathname) {
  for (const entry of pages) {
    const params = matched(entry.path, pathname);
    if (params) return { entry, params };
  }
  return { entry: missing, params: {} };
}

/** @param {string} pattern @param {string} pathname @returns {Record<string, string> | null} */
function matched(pattern, pathname) {
  const wanted = pattern.split('/');
  const given = (pathname === '/app/' ? pathname : pathname.replace(/\/$/, '')).split('/');
  if (given.length > wanted.length) return null;
  /** @type {Record<string, string>} */
  const params = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index];
    if (part.startsWith(':')) {
      if (value) params[part.replace(/[:?]/g, '')] = value;
      else if (!part.endsWith('?')) return null;
    } else if (part !== value) return null;
  }
  return params;
}
