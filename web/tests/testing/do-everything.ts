import type { Page } from 'playwright-core';

/**
 * Every kind of write that the pages have, by the pages, wherever the network is. Needs a goal "Old goal", a project
 * "Old project" with the tasks "First", "Second", "Third", and a habit "Old habit"; the zone is Europe/Lisbon.
 * @param go opens an address of the app
 * @param stored waits until that many writes are stored: a page that is left before would take them along
 * @returns how many writes that makes
 */
export async function doEverything(
  page: Page,
  go: (path: string) => Promise<unknown>,
  stored: (count: number) => Promise<void>,
): Promise<number> {
  let count = 0;
  /** Another write has been made. */
  const made = () => stored((count += 1));
  const dialog = page.getByRole('dialog');
  const save = async (name: string) => {
    await dialog.getByRole('button', { name, exact: true }).click();
    await made();
  };
  // What is on the screen again has been stored.
  const undo = async (title: string) => {
    await page.getByRole('button', { name: 'Undo' }).click();
    await made();
    await page.locator('main').getByText(title, { exact: true }).first().waitFor();
  };

  await go('/app/goals');
  await page.getByRole('button', { name: 'New goal' }).click();
  await dialog.getByLabel('Title').fill('New goal of mine');
  await dialog.getByLabel('Target hours').fill('12.5');
  await save('Add');
  await page.getByRole('button', { name: 'Edit Old goal' }).click();
  await dialog.getByLabel('Title').fill('Renamed goal');
  await save('Save');
  await page.getByRole('button', { name: 'New project for New goal of mine' }).click();
  await dialog.getByLabel('Name').fill('New project');
  await save('Add');
  await page.getByRole('button', { name: 'Edit New project' }).click();
  await dialog.getByLabel('Goal').selectOption('Renamed goal');
  await save('Save');
  await page.getByRole('button', { name: 'Edit New goal of mine' }).click();
  await save('Delete');
  await undo('New goal of mine');
  await page.getByRole('button', { name: 'Edit Old project' }).click();
  await save('Delete');
  await undo('Old project');

  await go('/app/tasks');
  await page.getByLabel('New task').fill('New task of mine');
  await page.getByLabel('New task').press('Enter');
  await made();
  const row = (title: string) => page.locator('sortable-list li').filter({ hasText: title });
  await row('New task of mine').locator('.row-title').click();
  await dialog.getByLabel('Project').selectOption('New project');
  await save('Save');
  await row('Third').locator('.grip').press('ArrowUp');
  await made();
  await row('First').getByRole('checkbox').click();
  await made();
  await page.getByText('Done (1)').click();
  await page.locator('details').getByRole('checkbox', { name: 'First' }).click();
  await made();
  await row('Second').locator('.row-title').click();
  await save('Delete');
  await undo('Second');
  await row('New task of mine')
    .getByRole('button', { name: /^Start the timer for/ })
    .click();
  await made();
  await row('First')
    .getByRole('button', { name: /^Start the timer for/ })
    .click();
  await made();
  await page.locator('.timer-bar').getByRole('button', { name: 'Stop the timer' }).click();
  await made();
  await page.locator('.timer-bar').waitFor({ state: 'detached' });

  await go('/app/habits');
  await page.getByRole('button', { name: 'New habit' }).click();
  await dialog.getByLabel('Title').fill('New habit of mine');
  await save('Add');
  await page.getByRole('button', { name: 'Edit Old habit' }).click();
  await dialog.getByLabel('Title').fill('Renamed habit');
  await save('Save');
  const week = (title: string) => page.locator('.habit').filter({ hasText: title }).getByRole('checkbox');
  await week('New habit of mine').nth(6).click();
  await made();
  await week('New habit of mine').nth(0).click();
  await made();
  await week('New habit of mine').nth(0).click();
  await made();
  await page.getByRole('button', { name: 'Edit Renamed habit' }).click();
  await save('Delete');
  await undo('Renamed habit');

  await go('/app/settings');
  await page.getByLabel('Time zone').selectOption('Asia/Tehran');
  await page.getByRole('button', { name: 'Set the time zone' }).click();
  await made();
  return count;
}
