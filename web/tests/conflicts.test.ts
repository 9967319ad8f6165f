import { afterAll, beforeAll, beforeEach, expect, it, jest } from '@jest/globals';
import { v7 } from 'uuid';
import { describeBrowser } from './testing/describe-browser.ts';
import { WebPage } from './testing/web-page.ts';
import { type ApiClient, WebTwin } from './testing/web-twin.ts';

interface Task {
  readonly id: string;
  readonly title: string;
  readonly projectId: string | null;
  readonly version: number;
}

jest.setTimeout(60_000);

describeBrowser('an edit of what was also changed elsewhere', () => {
  let twin: WebTwin;
  let tab: WebPage;
  let api: ApiClient;
  let task: Task;
  let project: { id: string };
  beforeAll(async () => {
    twin = await WebTwin.start();
  }, 120_000);
  beforeEach(async () => {
    twin.proxy.reset();
    const account = await twin.account();
    ({ api } = account);
    project = await api.post('/bff/app/projects', { id: v7(), name: 'Garden' });
    task = await api.post('/bff/app/tasks', { id: v7(), title: 'Shared' });
    await api.post('/bff/app/tasks', { id: v7(), title: 'Other' });
    tab = await WebPage.open(twin, account);
    await tab.go('/app/tasks');
  }, 60_000);
  afterAll(() => twin.stop(), 60_000);

  const atServer = () => api.get<Task>(`/bff/app/tasks/${task.id}`);
  const elsewhere = async (body: object) => {
    const { version } = await atServer();
    await api.patch(`/bff/app/tasks/${task.id}`, version, body);
  };
  const conflict = () => tab.page.locator('.conflict');
  const choose = async (side: 'Yours' | 'Elsewhere') => {
    await conflict().getByRole('radio', { name: side }).check();
    await conflict().getByRole('button', { name: 'Apply' }).click();
    await tab.settled();
  };
  /** Renames to "Mine" here and "Theirs" elsewhere, and opens the list. */
  const collide = async () => {
    twin.proxy.down();
    await tab.renameTask('Shared', 'Mine');
    await elsewhere({ title: 'Theirs' });
    twin.proxy.up();
    await tab.settled('conflict');
    await tab.page.getByRole('link', { name: '1 change needs you' }).click();
    await conflict().waitFor();
  };

  it('is shown with both values, and neither is at work before the choice', async () => {
    await collide();
    expect(await conflict().getByText('Mine').isVisible()).toBe(true);
    expect(await conflict().getByText('Theirs').isVisible()).toBe(true);
    expect((await atServer()).title).toBe('Theirs');
    expect(await tab.unsent()).toHaveLength(1);
  });

  it('gets the own value when that is chosen; the other one can still be had', async () => {
    await collide();
    await choose('Yours');
    expect((await atServer()).title).toBe('Mine');
    const kept = tab.page.locator('.kept');
    expect(await kept.getByText('Theirs').isVisible()).toBe(true);
    await kept.getByRole('button', { name: 'Use this after all' }).click();
    await kept.waitFor({ state: 'detached' });
    await tab.settled();
    expect((await atServer()).title).toBe('Theirs');
  });

  it('gets the other value when that is chosen; the own one can still be had', async () => {
    await collide();
    await choose('Elsewhere');
    expect((await atServer()).title).toBe('Theirs');
    const kept = tab.page.locator('.kept');
    expect(await kept.getByText('Mine').isVisible()).toBe(true);
    await kept.getByRole('button', { name: 'Forget' }).click();
    await tab.page.getByText('Everything has been sent').waitFor();
    await tab.go('/app/tasks');
    await tab.page.getByRole('button', { name: 'Theirs', exact: true }).waitFor();
  });

  it('keeps both when the fields differ, and nobody is asked', async () => {
    twin.proxy.down();
    await tab.renameTask('Shared', 'Mine');
    await elsewhere({ projectId: project.id });
    twin.proxy.up();
    await tab.settled();
    expect(await atServer()).toMatchObject({ title: 'Mine', projectId: project.id });
    await tab.page.locator('.task').filter({ hasText: 'Mine' }).getByText('Garden').waitFor();
  });

  it('asks for the field that collided only; the rest of the edit is applied', async () => {
    twin.proxy.down();
    await tab.page.locator('.task').filter({ hasText: 'Shared' }).locator('.row-title').click();
    const dialog = tab.page.getByRole('dialog');
    await dialog.getByLabel('Title').fill('Mine');
    await dialog.getByLabel('Project').selectOption('Garden');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await elsewhere({ title: 'Theirs' });
    twin.proxy.up();
    await tab.settled('conflict');
    await tab.go('/app/unsent');
    expect(await conflict().locator('fieldset').count()).toBe(1);
    await choose('Elsewhere');
    expect(await atServer()).toMatchObject({ title: 'Theirs', projectId: project.id });
  });

  it('holds later edits of the same row back, and lets those of others go', async () => {
    twin.proxy.down();
    await tab.renameTask('Shared', 'Mine');
    await tab.renameTask('Mine', 'Mine again');
    await tab.renameTask('Other', 'Another');
    await elsewhere({ title: 'Theirs' });
    twin.proxy.up();
    await tab.inStates('conflict', 'waiting');
    expect((await api.list<Task>('tasks')).map(({ title }) => title).toSorted()).toEqual([
      'Another',
      'Theirs',
    ]);
    await tab.go('/app/unsent');
    await conflict().getByRole('radio', { name: 'Yours' }).check();
    await conflict().getByRole('button', { name: 'Apply' }).click();
    await tab.settled();
    expect((await atServer()).title).toBe('Mine again');
  });

  it('is found before it is sent where the other value is known by then', async () => {
    // Its predecessor keeps it back while the other value comes in.
    twin.proxy.answer(
      ({ path }) => path.endsWith('/move'),
      { status: 500, headers: { 'Content-Type': 'application/problem+json' }, body: '{}' },
      2,
    );
    await tab.page.locator('.task').filter({ hasText: 'Shared' }).locator('.grip').press('ArrowDown');
    await tab.renameTask('Shared', 'Mine');
    await elsewhere({ title: 'Theirs' });
    await tab.settled('conflict');
    expect(twin.proxy.writes.map(({ method, status }) => [method, status])).toEqual([
      ['POST', 500],
      ['POST', 500],
      ['POST', 200],
    ]);
    expect((await atServer()).title).toBe('Theirs');
  });

  it('can still be brought back when the row is deleted elsewhere while it is asked', async () => {
    await collide();
    const { version } = await atServer();
    await api.send('DELETE', `/bff/app/tasks/${task.id}`, undefined, { 'If-Match': `"${version}"` });
    await tab.go('/app/unsent');
    await conflict().getByText('This was deleted elsewhere.').waitFor();
    await conflict().getByRole('button', { name: 'Apply' }).click();
    await tab.settled('refused');
    await tab.page.getByRole('button', { name: 'Bring it back' }).click();
    await tab.settled('conflict'); // it is back with the other value
    await choose('Yours');
    expect((await atServer()).title).toBe('Mine');
  });

  it('is no conflict where the value has come back to what was seen', async () => {
    twin.proxy.down();
    await tab.renameTask('Shared', 'Mine');
    await elsewhere({ title: 'Theirs' });
    await elsewhere({ title: 'Shared' });
    twin.proxy.up();
    await tab.settled();
    expect((await atServer()).title).toBe('Mine');
  });

  const remove = async (title: string) => {
    await tab.page.locator('.task').filter({ hasText: title }).locator('.row-title').click();
    await tab.page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await tab.queued(1);
  };

  it.each([
    ['Keep it', 'Theirs'],
    ['Delete it', null],
  ])('deleted here, it asks: %s', async (choice, left) => {
    twin.proxy.down();
    await remove('Shared');
    await elsewhere({ title: 'Theirs' });
    twin.proxy.up();
    await tab.settled('conflict');
    await tab.go('/app/unsent');
    await conflict().getByText('Shared → Theirs').waitFor();
    await conflict().getByRole('radio', { name: choice }).check();
    await conflict().getByRole('button', { name: 'Apply' }).click();
    await tab.settled();
    const tasks = await api.list<Task>('tasks');
    expect(tasks.find(({ id }) => id === task.id)?.title ?? null).toBe(left);
  });

  it('deleted here and moved elsewhere is deleted: nobody sees a rank', async () => {
    twin.proxy.down();
    await remove('Shared');
    const other = (await api.list<Task>('tasks')).find(({ title }) => title === 'Other');
    await api.post(`/bff/app/tasks/${task.id}/move`, { afterId: other?.id });
    twin.proxy.up();
    await tab.settled();
    expect((await api.list<Task>('tasks')).map(({ title }) => title)).toEqual(['Other']);
  });

  it('leaves nothing to object to', () => {
    expect(twin.complaints).toEqual([]);
  });
});
