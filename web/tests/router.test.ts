import { describe, expect, it } from '@jest/globals';
import { missing, pages, routeOf } from '../app/router.js';
import { rangeOf } from '../pages/report/range-of.js';

describe('routeOf', () => {
  it.each(['/app/nope', '/app/tasks/1/2', '/app/settings/1', '/app', '/other/', '/app//tasks'])(
    'has no page for %s',
    (path) => {
      expect(routeOf(path).entry).toBe(missing);
    },
  );

  it.each([
    ['/app/', '/app/', {}],
    ['/app/tasks', '/app/tasks/:id?', {}],
    ['/app/tasks/', '/app/tasks/:id?', {}],
    ['/app/tasks/42', '/app/tasks/:id?', { id: '42' }],
    ['/app/report', '/app/report', {}],
  ])('answers %s by %s', (path, entry, params) => {
    expect(routeOf(path)).toEqual({ entry: pages.find((page) => page.path === entry), params });
  });
});

describe('rangeOf', () => {
  const range = (query: string) => rangeOf(new URLSearchParams(query), '2026-11-25');

  it.each([
    'view=year',
    'day=2026-02-30',
    'day=2026-13-01',
    'day=yesterday',
    'day=1969-12-31',
    'day=2200-01-01',
  ])('has none for %s', (query) => {
    expect(range(query)).toBeNull();
  });

  it('is the week of today, Monday first, when nothing is asked for', () => {
    expect(range('')).toMatchObject({
      from: '2026-11-23',
      to: '2026-11-29',
      before: '2026-11-16',
      after: '2026-11-30',
    });
  });

  it('is one day, between its neighbours', () => {
    expect(range('view=day&day=2024-02-29')).toMatchObject({
      days: ['2024-02-29'],
      before: '2024-02-28',
      after: '2024-03-01',
    });
  });
});
