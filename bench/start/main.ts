import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '@goalixa/infra/local/postgres/free-port.ts';
import { preparePostgres } from '@goalixa/infra/local/postgres/prepare-postgres.ts';
import { startPostgres } from '@goalixa/infra/local/postgres/start-postgres.ts';
import { paths } from '@goalixa/infra/paths.ts';
import { spread } from '../measure/median.ts';
import { memoryOfTree, type ProcessMemory } from '../measure/process-tree.ts';
import { runCommand, type StartedCommand } from '../measure/run-command.ts';

// The twin's cold and warm start beside a bare initdb + PostgreSQL + Node start, and its idle memory.
const rounds = 3;
const settleMs = 5_000;

const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1_000;
};

/** What nobody can do without: a new PostgreSQL cluster, its server, a Node process. */
async function bareStart(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'goalixa-bench-'));
  const dataDirectory = join(folder, 'postgres');
  let stop = async (): Promise<void> => Promise.resolve();
  const taken = await seconds(async () => {
    await preparePostgres({ dataDirectory, superuserPassword: 'bench' });
    const server = await startPostgres({ dataDirectory, port: await freePort() });
    stop = () => server.stop();
    spawnSync(process.execPath, ['-e', '0']);
  });
  await stop();
  rmSync(folder, { recursive: true });
  return taken;
}

async function startTwin(data: string): Promise<{ twin: StartedCommand; taken: number }> {
  let twin: StartedCommand | undefined;
  const taken = await seconds(async () => {
    twin = runCommand('npm', ['start', '--', '--port', '0', '--seed', 'none', '--data', data], {
      cwd: paths.root,
    });
    await twin.saw(/^ready (http\S+)/m);
  });
  if (!twin) throw new Error('The twin was not started.');
  return { twin, taken };
}

async function main(): Promise<void> {
  const [bare, cold, warm]: [number[], number[], number[]] = [[], [], []];
  let memory: readonly ProcessMemory[] = [];
  for (let round = 0; round < rounds; round++) {
    const folder = mkdtempSync(join(tmpdir(), 'goalixa-bench-'));
    const data = join(folder, 'data');
    bare.push(await bareStart());
    const first = await startTwin(data);
    cold.push(first.taken);
    await first.twin.stop('SIGINT');
    bare.push(await bareStart());
    const second = await startTwin(data);
    warm.push(second.taken);
    if (round === 0) {
      await delay(settleMs);
      const { pid } = JSON.parse(readFileSync(join(data, 'twin.json'), 'utf8')) as { pid: number };
      memory = memoryOfTree(second.twin.pid, [pid]);
    }
    await second.twin.stop('SIGINT');
    rmSync(folder, { recursive: true });
  }
  const ratio = spread(warm).median / spread(bare).median;
  const idleMb = Math.round(memory.reduce((sum, { pssMb }) => sum + pssMb, 0));
  const report = {
    bench: 'start',
    node: process.version,
    seconds: { bare: spread(bare), cold: spread(cold), warm: spread(warm) },
    warmToBare: { value: Math.round(ratio * 100) / 100, goal: '<= 3' },
    idlePssMb: { value: idleMb, goal: '<= 450' },
    processes: memory,
  };
  process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
}

await main();
