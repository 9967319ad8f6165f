import type { AppPage } from './app-pages.ts';
import { withRunningTimer } from './running-timer.ts';
import type { Stage } from './stage.ts';

/** Every page with the demo's rows, a dialog over one, and the timer running. */
export async function demoScenes(stage: Stage, pages: readonly AppPage[]): Promise<void> {
  await stage.signIn(stage.target);
  for (const { name, path } of pages.filter(({ isPublic }) => !isPublic)) {
    await stage.go(path);
    await stage.shoot(name);
  }
  await stage.go('/app/report?view=day');
  await stage.shoot('report-day');
  await stage.go('/app/no-such-page');
  await stage.shoot('not-found');
  await stage.go('/app/tasks');
  await stage.page.locator('tasks-page details summary').click();
  await stage.shoot('tasks-done-open');
  await stage.page.locator('tasks-page [data-click=editTask]').first().click();
  await stage.page.locator('dialog[open]').waitFor();
  await stage.shoot('task-dialog');
  await stage.page.keyboard.press('Escape');
  await withRunningTimer(stage.target, async () => {
    await stage.go('/app/');
    await stage.page.locator('elapsed-time:visible').first().waitFor();
    await stage.shoot('today-running');
    await stage.go('/app/tasks');
    await stage.page.locator('elapsed-time:visible').first().waitFor();
    await stage.shoot('tasks-running');
  });
}
