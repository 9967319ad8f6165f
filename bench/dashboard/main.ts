import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dashboardSql, dashboardValues } from '@goalixa/core-api/dashboard/dashboard-sql.ts';
import { loadDataset, type Dataset } from '@goalixa/core-api/testing/load-dataset.ts';
import { addDays } from '@goalixa/domain/calendar-day.ts';
import { weekOf } from '@goalixa/domain/week.ts';
import { freePort } from '@goalixa/infra/local/postgres/free-port.ts';
import { paths } from '@goalixa/infra/paths.ts';
import { createPool } from '@goalixa/kit/database/pool.ts';
import { startTestIssuer } from '@goalixa/kit/testing/test-issuer.ts';
import { Agent, request } from 'node:http';
import type pg from 'pg';
import { median, spread } from '../measure/median.ts';
import { runCommand } from '../measure/run-command.ts';
import { untilAnswers } from '../measure/until-answers.ts';
import { startBenchDatabase, type BenchDatabase } from './bench-database.ts';
import { naiveQueries } from './naive-queries.ts';

// GET /v1/aggregates/dashboard, no cache, beside its own SQL run bare and beside the naive six queries.
const rounds = 3;
const callsPerRound = 400;
const naiveCallsPerRound = 5;
const issuer = 'http://localhost:8080';
const userId = '019a0000-0000-7000-8000-000000000001';
const timeZone = 'Europe/Berlin';
const size = { tasks: 5_000, habits: 200, entries: 50_000 };

type Call = () => Promise<string>;

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'goalixa-bench-'));
  const database = await startBenchDatabase(folder);
  const owner = createPool({ ...database.owner, applicationName: 'bench' });
  const pool = createPool({ ...database.app, applicationName: 'bench' });
  const keys = await startTestIssuer(issuer);
  const service = await startCoreApi(database, keys.url);
  try {
    const dataset = await loadDataset(pool, { userId, ...size, now: Date.now(), timeZone });
    await owner.query('vacuum analyze');
    const sql = bareSql(pool, dataset);
    const http = overHttp(service.url, await keys.sign(userId, { zoneinfo: timeZone }));
    const naive = allNaive(pool);
    assertSame(await sql(), await http());
    const result = await measure({ sql, http, naive });
    const bytes = Buffer.byteLength(await http());
    const report = {
      bench: 'dashboard',
      node: process.version,
      rows: dataset.counts,
      bytes: { value: bytes, goal: '<= 20000' },
    };
    process.stdout.write(`${JSON.stringify({ ...report, ...result }, null, 2)}\n`);
  } finally {
    await service.stop();
    await Promise.all([owner.end(), pool.end(), keys.close()]);
    await database.stop();
    rmSync(folder, { recursive: true });
  }
}

async function measure({ sql, http, naive }: Record<'sql' | 'http' | 'naive', Call>): Promise<object> {
  await p50(sql, callsPerRound);
  await p50(http, callsPerRound);
  const [sqls, https, naives]: [number[], number[], number[]] = [[], [], []];
  for (let round = 0; round < rounds; round++) {
    sqls.push(await p50(sql, callsPerRound));
    https.push(await p50(http, callsPerRound));
    naives.push(await p50(naive, naiveCallsPerRound));
  }
  const ratio = (a: readonly number[], b: readonly number[]) =>
    Math.round((median(a) / median(b)) * 100) / 100;
  return {
    p50Milliseconds: { sql: spread(sqls), http: spread(https), naive: spread(naives) },
    httpToSql: { value: ratio(https, sqls), goal: '<= 2' },
    naiveToSql: { value: ratio(naives, sqls), goal: '>= 50' },
  };
}

/** Median time of one call after the other, in ms. */
async function p50(call: Call, calls: number): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < calls; i++) {
    const start = performance.now();
    await call();
    times.push(performance.now() - start);
  }
  return median(times);
}

function bareSql(pool: pg.Pool, { today }: Dataset): Call {
  const week = weekOf(today);
  const values = dashboardValues({
    userId,
    timeZone,
    knownCounter: -1,
    day: today,
    previousDay: addDays(today, -1),
    weekFrom: week[0] ?? today,
    weekTo: week[6] ?? today,
  });
  return async () => {
    const { rows } = await pool.query<{ body: string }>({ name: 'reference', text: dashboardSql, values });
    return rows[0]?.body ?? '';
  };
}

function allNaive(pool: pg.Pool): Call {
  return async () => {
    const results = await Promise.all(naiveQueries.map((text) => pool.query(text, [userId, timeZone])));
    return String(results.length);
  };
}

function overHttp(url: string, token: string): Call {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const headers = { authorization: `Bearer ${token}` };
  return () =>
    new Promise((resolve, reject) => {
      request(`${url}/v1/aggregates/dashboard`, { agent, headers }, (answer) => {
        let body = '';
        answer.setEncoding('utf8').on('data', (part: string) => (body += part));
        answer.on('end', () => (answer.statusCode === 200 ? resolve(body) : reject(new Error(body))));
      })
        .on('error', reject)
        .end();
    });
}

async function startCoreApi(
  { app }: BenchDatabase,
  authUrl: string,
): Promise<{ url: string; stop(): Promise<void> }> {
  const port = await freePort();
  const env = {
    PORT: String(port),
    HOST: '127.0.0.1',
    PUBLIC_URL: issuer,
    AUTH_URL: authUrl,
    DATABASE_HOST: app.host,
    DATABASE_PORT: String(app.port),
    DATABASE_NAME: app.database,
    DATABASE_USER_FILE: app.user.path,
    DATABASE_PASSWORD_FILE: app.password.path,
  };
  const main = join(paths.root, 'services/core-api/src/main.ts');
  const command = runCommand(process.execPath, [main], { env, stdout: 'ignore' });
  const url = `http://127.0.0.1:${port}`;
  await untilAnswers(`${url}/health/live`);
  return { url, stop: () => command.stop('SIGTERM') };
}

function assertSame(sql: string, http: string): void {
  const body = JSON.parse(http) as { counts: { openTasks: number; habits: number } };
  if (sql !== http || body.counts.habits !== size.habits || body.counts.openTasks === 0) {
    throw new Error('The dashboard and its SQL do not say the same.');
  }
}

await main();
