import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSession, sealSession } from '@goalixa/bff/session/session-cookie.ts';
import { paths } from '../paths.ts';
import { Browser, signedUp } from './testing/browser.ts';
import { resignedToken } from './testing/resigned-token.ts';
import { runTwin, spawnTwin, type RunningTwin } from './testing/run-twin.ts';

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

const minutes = (n: number): string => new Date(Date.now() - n * 60_000).toISOString();

/** Opens the session cookie with the twin's own key and puts another access token in. */
async function withAccessToken(
  browser: Browser,
  change: (token: string) => Promise<string>,
): Promise<Browser> {
  const [id = '', key = ''] = readFileSync(join(data, 'secrets/bff/cookie-key'), 'utf8').trim().split(' ');
  const keys = [{ id, bytes: Buffer.from(key, 'base64url') }] as const;
  const session = openSession(browser.cookies.get('goalixa') ?? '', keys, 'goalixa');
  if (!session) throw new Error('The cookie does not open.');
  const changed = new Browser(twin.url);
  const sealed = sealSession(
    { ...session, accessToken: await change(session.accessToken) },
    keys[0],
    'goalixa',
  );
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

  it('takes a request target with scheme and host for its path', async () => {
    const { port } = new URL(twin.url);
    const answer = await new Promise<number | undefined>((resolve, reject) => {
      const sent = request({ host: '127.0.0.1', port, path: `${twin.url}/bff/health/live` });
      sent.on('response', (response) => resolve(response.resume().statusCode)).on('error', reject);
      sent.end();
    });
    expect(answer).toBe(200);
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
    expect(body).toMatchObject({ counts: { openTasks: 8, habits: 4, goals: 3, projects: 4 } });
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

  it("sets a user's password for the operator, which ends that user's sessions", async () => {
    const login = { email: 'operated@example.com', password: 'the first password' };
    const browser = new Browser(twin.url);
    await browser.post('/bff/auth/register', { ...login, timeZone: 'UTC' });
    expect((await browser.post('/bff/auth/login', login)).status).toBe(200);
    const changed = { ...login, password: 'the second password' };
    expect(await authCommand(['set-password', login.email], changed.password)).toBe(0);
    expect((await browser.post('/bff/auth/refresh')).status).toBe(401);
    expect((await browser.post('/bff/auth/login', login)).status).toBe(401);
    expect((await browser.post('/bff/auth/login', changed)).status).toBe(200);
    expect(await authCommand(['set-password', 'nobody@example.com'], changed.password)).toBe(1);
  });

  it('refreshes an expired access token on the way, also for 20 parallel requests', async () => {
    const signed = await signedUp(twin.url);
    const resign = (seconds: number) => (token: string) => resignedToken(token, seconds, data, twin.file());
    const fresh = await withAccessToken(signed, resign(60));
    const kept = fresh.cookies.get('goalixa');
    expect((await fresh.get('/bff/app/goals')).status).toBe(200);
    expect(fresh.cookies.get('goalixa')).toBe(kept); // the signature is right: it is time that expires
    const browser = await withAccessToken(signed, resign(3_600));
    const before = browser.cookies.get('goalixa');
    const answers = await Promise.all(Array.from({ length: 20 }, () => browser.get('/bff/app/goals')));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect(browser.cookies.get('goalixa')).not.toBe(before);
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

  async function authCommand(words: readonly string[], input: string): Promise<number | null> {
    const command = [join(paths.root, 'infra/local/auth-command.ts'), ...words, '--data', data];
    const child = spawn(process.execPath, command, { stdio: ['pipe', 'ignore', 'ignore'] });
    child.stdin.end(`${input}\n`);
    const [code] = (await once(child, 'close')) as [number | null];
    return code;
  }
});
