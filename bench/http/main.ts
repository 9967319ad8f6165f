import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sealSession } from '@goalixa/bff/session/session-cookie.ts';
import { freePort } from '@goalixa/infra/local/postgres/free-port.ts';
import { paths } from '@goalixa/infra/paths.ts';
import { startTestIssuer } from '@goalixa/kit/testing/test-issuer.ts';
import { load, type LoadResult, type LoadTarget } from '../measure/load.ts';
import { spread } from '../measure/median.ts';
import { runCommand, type StartedCommand } from '../measure/run-command.ts';
import { untilAnswers } from '../measure/until-answers.ts';

// GET /bff/auth/session beside bare node:http and the usual express stack, side by side in one run.
const rounds = 3;
const warmUpSeconds = 3;
const secondsPerRound = 4;
const issuer = 'http://localhost:8080';
const user = '019a0000-0000-7000-8000-000000000001';
const devNull = 'ignore';

type Name = 'bare' | 'plain' | 'bff';

async function main(): Promise<void> {
  const keys = await startTestIssuer(issuer);
  const token = await keys.sign(user);
  const folder = mkdtempSync(join(tmpdir(), 'goalixa-bench-'));
  const started: StartedCommand[] = [];
  try {
    const targets: Record<Name, LoadTarget> = {
      bare: await listening(started, 'bench/http/bare.ts', []),
      plain: withCookie(await listening(started, 'bench/http/plain-stack.ts', [keys.url, issuer]), token),
      bff: await startBff(started, folder, keys.url, token),
    };
    for (const target of Object.values(targets)) await assertAnswer(target);
    process.stdout.write(`${JSON.stringify(await measure(targets), null, 2)}\n`);
  } finally {
    await Promise.all(started.map((command) => command.stop('SIGKILL')));
    await keys.close();
    rmSync(folder, { recursive: true });
  }
}

async function measure(targets: Record<Name, LoadTarget>): Promise<object> {
  const names: readonly Name[] = ['bare', 'plain', 'bff'];
  const results: Record<Name, LoadResult[]> = { bare: [], plain: [], bff: [] };
  for (const name of names) await load(targets[name], warmUpSeconds);
  for (let round = 0; round < rounds; round++) {
    for (const name of names) results[name].push(await load(targets[name], secondsPerRound));
  }
  const rate = (name: Name) => spread(results[name].map((result) => result.requestsPerSecond));
  const cpu = (name: Name) => spread(results[name].map((result) => result.cpuMicroseconds));
  const ratio = (a: number, b: number) => Math.round((a / b) * 100) / 100;
  return {
    bench: 'http',
    node: process.version,
    requestsPerSecond: { bare: rate('bare'), plain: rate('plain'), bff: rate('bff') },
    cpuMicrosecondsPerRequest: { bare: cpu('bare'), plain: cpu('plain'), bff: cpu('bff') },
    toBare: {
      byRate: ratio(rate('bff').median, rate('bare').median),
      byCpu: ratio(cpu('bare').median, cpu('bff').median),
      goal: '>= 0.25',
    },
    toPlain: {
      byRate: ratio(rate('bff').median, rate('plain').median),
      byCpu: ratio(cpu('plain').median, cpu('bff').median),
      goal: '>= 2',
    },
  };
}

async function listening(
  started: StartedCommand[],
  file: string,
  args: readonly string[],
): Promise<LoadTarget> {
  // Log lines go nowhere: the disk is not what is measured.
  const command = runCommand(process.execPath, [join(paths.root, file), ...args], { stdout: devNull });
  started.push(command);
  const port = await command.saw(/port=(\d+)/);
  return { url: `http://127.0.0.1:${port}/bff/auth/session`, headers: {}, pid: command.pid };
}

const withCookie = (target: LoadTarget, value: string): LoadTarget => ({
  ...target,
  headers: { cookie: `goalixa=${value}` },
});

async function startBff(
  started: StartedCommand[],
  folder: string,
  authUrl: string,
  accessToken: string,
): Promise<LoadTarget> {
  const key = { id: 'k1', bytes: randomBytes(32) };
  const keyFile = join(folder, 'cookie-key');
  writeFileSync(keyFile, `${key.id} ${key.bytes.toString('base64url')}\n`);
  const port = await freePort();
  const env = {
    PORT: String(port),
    HOST: '127.0.0.1',
    PUBLIC_URL: issuer,
    AUTH_URL: authUrl,
    CORE_API_URL: 'http://127.0.0.1:9',
    COOKIE_KEY_FILE: keyFile,
  };
  const command = runCommand(process.execPath, [join(paths.root, 'services/bff/src/main.ts')], {
    env,
    stdout: devNull,
  });
  started.push(command);
  const session = {
    accessToken,
    refreshToken: `${randomUUID()}.0.${randomBytes(32).toString('base64url')}`,
    familyId: randomUUID(),
    rotated: false,
    endsAt: Math.floor(Date.now() / 1_000) + 604_800,
  };
  const target = { url: `http://127.0.0.1:${port}/bff/auth/session`, headers: {}, pid: command.pid };
  await untilAnswers(`http://127.0.0.1:${port}/health/live`);
  return withCookie(target, sealSession(session, key, 'goalixa'));
}

async function assertAnswer({ url, headers }: LoadTarget): Promise<void> {
  const body = (await (await fetch(url, { headers })).json()) as { userId: string };
  if (body.userId !== user) throw new Error(`${url} answered for another user: ${JSON.stringify(body)}`);
}

await main();
