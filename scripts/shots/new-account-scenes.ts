import { randomUUID } from 'node:crypto';
import { DemoClient } from '../../infra/local/demo-client.ts';
import type { AppPage } from './app-pages.ts';
import type { Stage } from './stage.ts';

const account = (): { email: string; password: string } => ({
  email: `new-${randomUUID().slice(0, 8)}@example.com`,
  password: randomUUID(),
});

/** What a new user sees: pages without rows, the first steps; then changes that wait, and two that met. */
export async function newAccountScenes(stage: Stage, pages: readonly AppPage[]): Promise<void> {
  const { page, context, target } = stage;
  const user = account();
  const client = new DemoClient(target.url);
  await client.send('POST', '/bff/auth/register', { ...user, timeZone: target.timeZone });
  await client.send('POST', '/bff/auth/login', user);
  await stage.signIn(user);
  for (const { name, path } of pages.filter(({ isPublic }) => !isPublic)) {
    await stage.go(path);
    await stage.shoot(`${name}-empty`);
  }
  await stage.go('/app/');
  for (const [index, text] of ['Write a book', 'First draft', 'Write one page'].entries()) {
    await page.locator('.first-step input').waitFor();
    if (index > 0) await stage.shoot(`first-step-${index + 1}`);
    await page.locator('.first-step input').fill(text);
    await page.locator('.first-step button').click();
    await page
      .locator(`[data-key=step-${['goal', 'project', 'task'][index]}]`)
      .waitFor({ state: 'detached' });
  }
  await stage.go('/app/');
  await stage.shoot('today-first-task');

  await context.setOffline(true);
  await rename(stage, 'Write one page', 'Write two pages');
  await page.locator('#add-task').fill('Ask Ana to read chapter 1');
  await page.locator('.quick-add button').click();
  await page.locator('.row', { hasText: 'Ask Ana' }).waitFor();
  await stage.shoot('today-offline');
  await page.locator('[data-key=status]').click();
  await page.locator('unsent-page .row').first().waitFor();
  await stage.shoot('unsent-offline');

  await renameElsewhere(client, 'Write one page', 'Write half a page');
  await context.setOffline(false);
  await page.locator('unsent-page .conflict').waitFor();
  await stage.shoot('unsent-conflict');
  await page.locator('unsent-page .conflict button.main').click();
  await page.locator('unsent-page [data-key=kept]').waitFor();
  await page.locator('[data-key=status]').waitFor({ state: 'detached' });
  await stage.shoot('unsent-kept');
}

async function rename({ page }: Stage, from: string, to: string): Promise<void> {
  await page.getByRole('button', { name: from }).first().click();
  await page.locator('dialog[open] input[name=title]').fill(to);
  await page.locator('dialog[open] button[type=submit]').click();
  await page.locator('dialog[open]').waitFor({ state: 'detached' });
}

async function renameElsewhere(client: DemoClient, from: string, title: string): Promise<void> {
  const { items } = (await client.send('GET', '/bff/app/tasks')) as {
    items: { id: string; title: string; version: number }[];
  };
  const task = items.find((one) => one.title === from);
  if (!task) throw new Error(`There is no task "${from}".`);
  const headers = { 'Idempotency-Key': randomUUID(), 'If-Match': `"${task.version}"` };
  await client.send('PATCH', `/bff/app/tasks/${task.id}`, { title }, headers);
}
