import type { AppPage } from './app-pages.ts';
import type { Stage } from './stage.ts';

/** What is there before somebody has signed in. */
export async function publicScenes(stage: Stage, pages: readonly AppPage[]): Promise<void> {
  for (const { name, path } of pages.filter(({ isPublic }) => isPublic)) {
    await stage.go(path);
    await stage.shoot(name);
  }
  await stage.go('/app/sign-up');
  await stage.page.locator('input[name=email]').fill('no address');
  await stage.page.locator('form button.main').click();
  await stage.page.locator('[aria-invalid=true]').first().waitFor();
  await stage.shoot('sign-up-errors');
}
