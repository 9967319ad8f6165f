import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSession, sealSession } from '@goalixa/bff/session/session-cookie.ts';
import { catalogue } from '../catalogue/catalogue.ts';
import { Browser, signedUp, type BrowserAnswer } from './testing/browser.ts';
import { runTwin, spawnTwin, until, type RunningTwin } from './testing/run-twin.ts';

jest.setTimeout(120_000);

let folder: string;
let data: string;
let twin: RunningTwin;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'goalixa twin '));
  data = join(folder, 'my data');
  twin = await runTwin(data);
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

const minutes = (n: number): string => new Date(Date.now() - n * 60_000).toISOString();

/** Opens the session cookie with the twin's own key and puts another access token in. */
function withAccessToken(browser: Browser, change: (token: string) => string): Browser {
  const [id = '', key = ''] = readFileSync(join(data, 'secrets/bff/cookie-key'), 'utf8').trim().split(' ');
  const keys = [{ id, bytes: Buffer.from(key, 'base64url') }] as const;
  const session = openSession(browser.cookies.get('goalixa') ?? '', keys, 'goalixa');
  if (!session) throw new Error('The cookie does not open.');
  const changed = new Browser(twin.url);
  const sealed = sealSession({ ...session, accessToken: change(session.accessToken) }, keys[0], 'goalixa');
  changed.cookies.set('goalixa', sealed);
  return changed;
}

describe('the twin', () => {
  it('is refused a second time on the same folder, by the process that has it', async () => {
    const { output, exited } = spawnTwin(['--port', '0', '--data', data]);
    expect(await exited).toBe(1);
    expect(output()).toBe(`${data} is in use by process ${twin.file().pid}: stop it first.\n`);
  });

  it('serves landing, app and BFF at the edge, and nothing else', async () => {
    const browser = new Browser(twin.url);
    for (const path of ['/', '/app/', '/app/any/page', '/bff/health/ready', '/bff/health/live']) {
      expect([path, (await browser.get(path)).status]).toEqual([path, 200]);
    }
    const redirect = await browser.get('/app');
    expect([redirect.status, redirect.headers.get('location')]).toEqual([308, '/app/']);
    for (const path of [
      '/v1/me',
      '/metrics',
      '/health/ready',
      '/openapi.json',
      '/.well-known/jwks.json',
      '/nowhere',
    ]) {
      const answer = await browser.get(path);
      expect([path, answer.status, answer.headers.get('content-type')]).toEqual([
        path,
        404,
        'text/html; charset=utf-8',
      ]);
    }
    for (const path of [
      '/bff/metrics',
      '/bff/syntra/overview',
      '/bff/app/nothing',
      '/bff/auth/refresh/seen',
    ]) {
      expect([path, (await browser.get(path)).status]).toEqual([path, 404]);
    }
  });

  it('prints the demo login, keeps it for the user alone, and its account is filled', async () => {
    const demo = JSON.parse(readFileSync(join(data, 'demo.json'), 'utf8')) as {
      email: string;
      password: string;
    };
    expect(twin.output()).toContain(`${demo.email} / ${demo.password}`);
    expect(statSync(join(data, 'demo.json')).mode & 0o777).toBe(0o600);
    const browser = new Browser(twin.url);
    expect(
      (await browser.post('/bff/auth/login', { email: demo.email, password: demo.password })).status,
    ).toBe(200);
    const { body } = await browser.get('/bff/aggregate/dashboard');
    expect(body).toMatchObject({ counts: { openTasks: 6, habits: 3, goals: 2, projects: 3 } });
    expect(body).toHaveProperty('goals.0.trackedSeconds');
  });

  it('lets a new user plan, track and read the day, by the cookie alone', async () => {
    const browser = await signedUp(twin.url);
    expect([...browser.cookies.keys()]).toEqual(['goalixa']);
    const goal = (await browser.post('/bff/app/goals', { title: 'Write a book', targetHours: 100 })).body as {
      id: string;
    };
    const project = (await browser.post('/bff/app/projects', { name: 'Draft', goalId: goal.id })).body as {
      id: string;
    };
    const task = (await browser.post('/bff/app/tasks', { title: 'Chapter 1', projectId: project.id }))
      .body as { id: string };
    const started = await browser.post('/bff/app/timer/start', { taskId: task.id, startedAt: minutes(10) });
    expect(started).toMatchObject({
      status: 201,
      body: { started: { taskId: task.id, endedAt: null }, ended: null },
    });
    expect((await browser.get('/bff/aggregate/dashboard')).body).toMatchObject({
      running: { taskId: task.id },
    });
    expect((await browser.post('/bff/app/timer/stop', {})).status).toBe(200);
    const entries = (await browser.get('/bff/app/time-entries')).body as {
      items: { startedAt: string; endedAt: string }[];
    };
    const [entry] = entries.items;
    const seconds = Math.floor(
      (Date.parse(entry?.endedAt ?? '') - Date.parse(entry?.startedAt ?? '')) / 1_000,
    );
    expect(seconds).toBeGreaterThanOrEqual(600);
    expect(await reportedSeconds(browser, project.id)).toBe(seconds);
    expect((await browser.get('/bff/aggregate/dashboard')).body).toMatchObject({
      running: null,
      goals: [{ id: goal.id, trackedSeconds: seconds }],
    });
    const stranger = new Browser(twin.url);
    expect((await stranger.get('/bff/app/goals')).status).toBe(401);
  });

  it('refreshes an access token that is no longer accepted on the way, also for 20 parallel requests', async () => {
    const browser = withAccessToken(await signedUp(twin.url), (token) => token.slice(0, -4));
    const answers = await Promise.all(Array.from({ length: 20 }, () => browser.get('/bff/app/goals')));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect((await browser.get('/bff/auth/session')).status).toBe(200);
  });

  it('leaves one open entry after 50 parallel timer starts, without a 5xx', async () => {
    const browser = await signedUp(twin.url);
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => browser.post('/bff/app/timer/start', {})),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
    const entries = (await browser.get('/bff/app/time-entries?limit=100')).body as {
      items: { endedAt: string | null }[];
    };
    expect(entries.items).toHaveLength(50);
    expect(entries.items.filter(({ endedAt }) => endedAt === null)).toHaveLength(1);
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
      await until(
        () => acknowledged.length > 5,
        10_000,
        () => 'no writes',
      );
      const before = pidOf(part);
      process.kill(before, 'SIGKILL');
      const killedAt = Date.now();
      await until(
        () => pidOf(part) !== before,
        5_000,
        () => `${part} was not started again`,
      );
      await until(
        () => answers(browser, part),
        5_000 - (Date.now() - killedAt),
        () => `${part} is not back`,
      );
      const count = acknowledged.length;
      await until(
        () => acknowledged.length > count + 3,
        5_000,
        () => `no writes after ${part} was killed`,
      );
      loading = false;
      await running;
      expect(wrong).toEqual([]);
      expect(await titlesOf(browser)).toEqual(expect.arrayContaining(acknowledged));
      expect(twin.output()).toContain(`${part} ended (SIGKILL)`);
    },
  );

  /** Of a day before and of now: the entry may lie in two weeks. */
  async function reportedSeconds(browser: Browser, projectId: string): Promise<number> {
    const weeks = new Map<string, number>();
    for (const day of [minutes(10), minutes(0)].map((at) => at.slice(0, 10))) {
      const { body } = await browser.get(`/bff/app/reports/week?day=${day}`);
      const week = body as { from: string; projects: { projectId: string; seconds: number }[] };
      weeks.set(week.from, week.projects.find((project) => project.projectId === projectId)?.seconds ?? 0);
    }
    return [...weeks.values()].reduce((sum, n) => sum + n, 0);
  }

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
