import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '@goalixa/kit/testing/until.ts';
import { catalogue } from '../catalogue/catalogue.ts';
import { Browser, signedUp, type BrowserAnswer } from './testing/browser.ts';
import { runTwin, type RunningTwin } from './testing/run-twin.ts';

jest.setTimeout(120_000);

let folder: string;
let twin: RunningTwin;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'goalixa-twin-'));
  twin = await runTwin(join(folder, 'data'), { args: ['--seed', 'none'] });
});
afterAll(async () => {
  await twin.stop();
  rmSync(folder, { recursive: true });
});

/** A 503 as a problem document. */
function isUnavailable({ status, headers, body }: BrowserAnswer): boolean {
  const { code, requestId } = body as { code?: unknown; requestId?: unknown };
  const problem = headers.get('content-type')?.startsWith('application/problem+json') === true;
  return status === 503 && problem && typeof code === 'string' && typeof requestId === 'string';
}

describe('the twin', () => {
  it('answers 503 for a part that is stopped, and goes on when it is', async () => {
    const browser = new Browser(twin.url);
    const pid = pidOf('bff');
    process.kill(pid, 'SIGSTOP');
    const stopped = await browser.get('/bff/health/live');
    process.kill(pid, 'SIGCONT');
    expect(isUnavailable(stopped)).toBe(true);
    expect((await browser.get('/bff/health/live')).status).toBe(200);
  });

  // Auth is not among them: access tokens that it issued go on without it.
  const neededForWrites = ['bff', 'core-api', 'postgres'];
  const parts = [...catalogue.map(({ name }) => name), 'postgres'];
  it.each(parts)(
    'survives SIGKILL of %s under load: others answer, it is back within 5 s, nothing is lost',
    async (part) => {
      const browser = await signedUp(twin.url);
      const acknowledged: string[] = [];
      const wrong: BrowserAnswer[] = [];
      let loading = true;
      const load = async (): Promise<void> => {
        for (let n = 0; loading; n++) {
          const title = `task ${n}`;
          const write = await browser.post('/bff/app/tasks', { title });
          if (write.status === 201) acknowledged.push(title);
          else if (!neededForWrites.includes(part) || !isUnavailable(write)) wrong.push(write);
          for (const [path, site] of [
            ['/', 'landing'],
            ['/app/', 'web'],
          ] as const) {
            const page = await browser.get(path);
            if (page.status !== 200 && (part !== site || !isUnavailable(page))) wrong.push(page);
          }
        }
      };
      const running = load();
      await until(() => acknowledged.length > 5, 10_000, 'writes');
      const before = pidOf(part);
      const said = twin.output().length;
      process.kill(before, 'SIGKILL');
      const killedAt = Date.now();
      await until(() => pidOf(part) !== before, 5_000, `another ${part}`);
      await until(() => answers(browser, part), 5_000 - (Date.now() - killedAt), `an answer of ${part}`);
      const count = acknowledged.length;
      await until(() => acknowledged.length > count + 3, 5_000, `writes after ${part} was killed`);
      loading = false;
      await running;
      expect(wrong).toEqual([]);
      expect(await titlesOf(browser)).toEqual(expect.arrayContaining(acknowledged));
      const ended = twin
        .output()
        .slice(said)
        .matchAll(/^(\S+) ended \(/gm);
      expect([...ended].map(([, name]) => name)).toEqual([part]);
    },
  );

  function pidOf(part: string): number {
    const { postgres, services } = twin.file();
    return part === 'postgres' ? postgres.pid : (services[part]?.pid ?? 0);
  }

  async function answers(browser: Browser, part: string): Promise<boolean> {
    const { services } = twin.file();
    const app = catalogue.find(({ name }) => name === part);
    if (!app) return (await browser.get('/bff/app/tasks?limit=1')).status === 200;
    try {
      return (await fetch(`http://127.0.0.1:${services[part]?.port}${app.health.ready}`)).ok;
    } catch (error) {
      if (error instanceof TypeError) return false; // not listening yet
      throw error;
    }
  }

  async function titlesOf(browser: Browser): Promise<string[]> {
    const titles: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const path: string = `/bff/app/tasks?limit=200${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`;
      const page = (await browser.get(path)).body as {
        items: { title: string }[];
        nextCursor: string | null;
      };
      titles.push(...page.items.map(({ title }) => title));
      cursor = page.nextCursor;
    }
    return titles;
  }
});
