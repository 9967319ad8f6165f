import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestKeyring, type TestKeyring } from '../services/auth/src/testing/test-keyring.ts';
import { startTestAuth, testPublicUrl, type TestAuth } from '../services/auth/src/testing/start-test-auth.ts';
import { createApp as createBff } from '../services/bff/src/app.ts';
import { Browser } from '../services/kit/src/testing/browser.ts';
import { hasRedis, startRedis, type StartedRedis } from '../services/bff/src/testing/start-redis.ts';
import { until } from '../services/kit/src/testing/until.ts';
import { createApp as createCore } from '../services/core-api/src/app.ts';
import { operations } from '../services/core-api/src/contract.ts';
import { createCoreApi } from '../services/core-api/src/core-api.ts';
import { createTokenVerifier } from '../services/kit/src/access-token.ts';
import { createPool } from '../services/kit/src/database/pool.ts';
import { createLogger } from '../services/kit/src/logger.ts';
import { startApp, type StartedApp } from '../services/kit/src/testing/start-app.ts';
import { cloneDatabase, type TestDatabase } from '../services/kit/src/testing/template-database.ts';

// A Wednesday, noon in Berlin: 11 hours before the day turns.
const noon = Date.parse('2026-11-25T11:00:00Z');
const hour = 3_600_000;
const logger = createLogger({ service: 'test', level: 'silent' });
const password = 'correct horse battery';

let auth: TestAuth;
let database: TestDatabase;
let pool: ReturnType<typeof createPool>;
let core: StartedApp;
let cookieKeys: TestKeyring;

beforeAll(async () => {
  [auth, database, cookieKeys] = await Promise.all([
    startTestAuth(),
    cloneDatabase('core-api'),
    createTestKeyring(),
  ]);
  const now = () => auth.clock.now;
  pool = createPool({ ...database, applicationName: 'core-api' });
  core = await startApp(
    createCore({
      api: createCoreApi(pool, { clock: now, newId: () => newId() }),
      verifier: createTokenVerifier({ authUrl: auth.url, issuer: testPublicUrl, now }),
      checks: {},
      logger,
      publicUrl: testPublicUrl,
    }),
  );
});
beforeEach(() => {
  auth.clock.now = noon;
});
afterAll(async () => {
  await core.close();
  await pool.end();
  await Promise.all([auth.close(), database.drop(), cookieKeys.remove()]);
});

/** A UUIDv7 of the tests' time. */
function newId(): string {
  const time = auth.clock.now.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}

function journey(name: string, redisOf: () => StartedRedis | undefined): void {
  describe(`through the BFF, ${name}`, () => {
    let bff: { url: string; close: () => Promise<void> };
    beforeAll(async () => {
      const redis = redisOf();
      const { app, close } = createBff({
        logger,
        publicUrl: testPublicUrl,
        authUrl: auth.url,
        coreApiUrl: core.url,
        cookieKeys: cookieKeys.keyring,
        redis: redis && { url: `redis://127.0.0.1:${redis.port}`, password: redis.password },
        coreApiOperations: operations,
        now: () => auth.clock.now,
      });
      const server = await startApp(app);
      bff = { url: server.url, close: async () => void (await server.close(), await close()) };
      await until(
        async () => {
          const ready = await fetch(`${bff.url}/bff/health/ready`);
          return ((await ready.json()) as { status: string }).status === 'ok';
        },
        5_000,
        'every dependency answers',
      );
    });
    afterAll(() => bff.close());

    const write = async (browser: Browser, path: string, body: unknown, status = 201) => {
      const answer = await browser.post(path, body, { 'idempotency-key': randomUUID() });
      const json = await answer.json();
      expect([path, answer.status, json]).toEqual([path, status, expect.anything()]);
      return json as { id: string; version: number };
    };
    const read = async (browser: Browser, path: string) => {
      const answer = await browser.get(path);
      expect([path, answer.status]).toEqual([path, 200]);
      return (await answer.json()) as Record<string, never>;
    };
    const signedIn = async () => {
      const browser = new Browser(bff.url, testPublicUrl);
      const email = `${randomUUID()}@example.com`;
      const account = { email, password, timeZone: 'Europe/Berlin' };
      expect((await browser.post('/bff/auth/register', account)).status).toBe(202);
      expect((await browser.login(email, password)).status).toBe(200);
      return { browser, email };
    };
    const dashboard = '/bff/aggregate/dashboard';

    it("answers 404 for another user's row and to a signed-out browser 401", async () => {
      const [one, two] = [await signedIn(), await signedIn()];
      const goal = await write(one.browser, '/bff/app/goals', { title: 'Mine' });
      expect((await two.browser.get(`/bff/app/goals/${goal.id}`)).status).toBe(404);
      expect((await new Browser(bff.url, testPublicUrl).get(`/bff/app/goals/${goal.id}`)).status).toBe(401);
    });

    it.each(['text/plain', 'application/x-www-form-urlencoded'])('C3: a write as %s is 415', async (type) => {
      const { browser } = await signedIn();
      const headers = { 'content-type': type, 'idempotency-key': randomUUID() };
      const answer = await browser.send('POST', '/bff/app/goals', { body: '{"title":"x"}', headers });
      expect(answer.status).toBe(415);
    });

    it('2: goal, project, task and timer end in the reports and on the dashboard', async () => {
      const { browser, email } = await signedIn();
      expect(await read(browser, '/bff/auth/me')).toMatchObject({ user: { email } });
      expect(await read(browser, dashboard)).toMatchObject({ today: { totalSeconds: 0 } });
      const goal = await write(browser, '/bff/app/goals', { title: 'A marathon', targetHours: 100 });
      const project = await write(browser, '/bff/app/projects', { name: 'Running', goalId: goal.id });
      const task = await write(browser, '/bff/app/tasks', { title: 'Run 5 km', projectId: project.id });
      await write(browser, '/bff/app/timer/start', { taskId: task.id });
      expect(await read(browser, dashboard)).toMatchObject({ running: { taskId: task.id } });
      auth.clock.now += 600_000;
      await write(browser, '/bff/app/timer/stop', {}, 200);
      const tracked = [{ projectId: project.id, name: 'Running', seconds: 600 }];
      expect(await read(browser, dashboard)).toMatchObject({
        running: null,
        today: { totalSeconds: 600, projects: tracked },
        goals: [{ id: goal.id, trackedSeconds: 600 }],
      });
      expect(await read(browser, '/bff/app/reports/day')).toMatchObject({ projects: tracked });
      expect(await read(browser, '/bff/app/reports/week?day=2026-11-23')).toMatchObject({
        totalSeconds: 600,
      });
    });

    it('9: each write and the turn of the day in the zone of the user are in the next read', async () => {
      const { browser } = await signedIn();
      for (let goals = 1; goals <= 5; goals += 1) {
        await write(browser, '/bff/app/goals', { title: `Goal ${goals}` });
        expect(await read(browser, dashboard)).toMatchObject({ counts: { goals } });
        expect(await read(browser, dashboard)).toMatchObject({ counts: { goals } });
      }
      auth.clock.now = noon + 10.9 * hour;
      expect(await read(browser, dashboard)).toMatchObject({ day: '2026-11-25' });
      auth.clock.now = noon + 12.1 * hour;
      expect(await read(browser, dashboard)).toMatchObject({ day: '2026-11-26' });
    });

    it('2: 20 parallel requests with an expired access token succeed and leave one live family', async () => {
      const { browser, email } = await signedIn();
      const cookie = browser.cookie!;
      auth.clock.now += 901_000;
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, i) => {
          const other = new Browser(bff.url, testPublicUrl);
          other.cookie = cookie;
          return i % 2 === 0
            ? other.get(dashboard)
            : other.post('/bff/app/goals', { title: 'x' }, { 'idempotency-key': randomUUID() });
        }),
      );
      expect(answers.map(({ status }) => status)).toEqual(answers.map((_, i) => (i % 2 === 0 ? 200 : 201)));
      const families = await auth.owner.query(
        `select generation, revoked_at from refresh_families f join users a on a.id = f.user_id
         where a.email = $1`,
        [email],
      );
      expect(families.rows).toEqual([{ generation: 1, revoked_at: null }]);
    });

    it('R3, R5: the first use of a successor is reported; an older pair then ends the session', async () => {
      const { browser, email } = await signedIn();
      const stolen = browser.cookie!;
      auth.clock.now += 901_000;
      await read(browser, dashboard);
      await read(browser, dashboard); // carries the successor
      await until(
        async () => {
          const seen = await auth.owner.query(
            `select 1 from refresh_families f join users a on a.id = f.user_id
           where a.email = $1 and f.successor_seen_at is not null`,
            [email],
          );
          return seen.rowCount === 1;
        },
        5_000,
        'seen',
      );
      auth.clock.now += 11_000;
      const thief = new Browser(bff.url, testPublicUrl);
      thief.cookie = stolen;
      expect([(await thief.get(dashboard)).status, thief.cookie]).toEqual([401, null]);
      auth.clock.now += 901_000;
      expect([(await browser.get(dashboard)).status, browser.cookie]).toEqual([401, null]);
    });

    it('R6, R7: a session ends by logout, and after seven days whatever happens', async () => {
      const { browser } = await signedIn();
      const cookie = browser.cookie;
      expect((await browser.post('/bff/auth/logout')).status).toBe(204);
      browser.cookie = cookie;
      auth.clock.now += 901_000;
      expect((await browser.get(dashboard)).status).toBe(401);
      const other = await signedIn();
      const end = auth.clock.now + 7 * 24 * hour + 1_000;
      for (; auth.clock.now < end - 12 * hour; auth.clock.now += 12 * hour)
        await read(other.browser, dashboard);
      auth.clock.now = end;
      expect((await other.browser.get(dashboard)).status).toBe(401);
    });
  });
}

journey('with a cache of its own', () => undefined);

const suite = hasRedis ? describe : describe.skip;
suite(hasRedis ? 'Redis' : 'Redis (skipped: redis-server is not on the PATH)', () => {
  let redis: StartedRedis;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.close());
  journey('with Redis', () => redis);
});
