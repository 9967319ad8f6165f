import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataFolder } from './data-folder.ts';
import { spawnTwin } from './testing/run-twin.ts';

let folder: string;
let data: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'goalixa twin '));
  data = join(folder, '.goalixa');
});
afterEach(() => rmSync(folder, { recursive: true }));

async function refusal(args: readonly string[]): Promise<[string, number | null]> {
  const { output, exited } = spawnTwin(args);
  const code = await exited;
  return [output(), code];
}

/** Every file below a folder with its time and content. */
function contents(root: string): string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((name) => {
      const { mtimeMs, mode } = statSync(join(root, name));
      return `${name} ${mtimeMs} ${mode} ${statSync(join(root, name)).isFile() ? readFileSync(join(root, name), 'utf8') : ''}`;
    });
}

describe('npm start refuses', () => {
  it('a port in use, on IPv4 or IPv6 loopback', async () => {
    for (const host of ['127.0.0.1', '::1']) {
      const taken = createServer().listen(0, host);
      await once(taken, 'listening');
      const { port } = taken.address() as AddressInfo;
      const answer = await refusal(['--port', String(port), '--data', data]);
      taken.close();
      expect(answer).toEqual([`Port ${port} is in use: choose another with --port.\n`, 1]);
      expect(readdirSync(folder)).toEqual([]);
    }
  });

  it('a data folder that another process uses', async () => {
    const other = new DataFolder(data);
    other.take();
    const before = contents(folder);
    const answer = await refusal(['--port', '0', '--data', data]);
    expect(answer).toEqual([`${data} is in use by process ${process.pid}: stop it first.\n`, 1]);
    expect(contents(folder)).toEqual(before);
  });

  it('the data of PostgreSQL 15', async () => {
    mkdirSync(join(data, 'postgres'), { recursive: true });
    writeFileSync(join(data, 'postgres', 'PG_VERSION'), '15\n');
    const before = contents(folder);
    const answer = await refusal(['--port', '0', '--data', data]);
    expect(answer).toEqual([`${data} holds PostgreSQL 15 data, this version needs 16.\n`, 1]);
    expect(contents(folder)).toEqual(before);
  });

  it('a folder that cannot be written', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, 'regular');
    const before = contents(folder);
    const answer = await refusal(['--port', '0', '--data', join(file, 'data')]);
    expect(answer).toEqual([`${join(file, 'data')} cannot be written: not a directory.\n`, 1]);
    expect(contents(folder)).toEqual(before);
  });

  it.each([
    [['--port', '80a'], '--port must be a number from 0 to 65535 (got "80a").'],
    [['--port', '70000'], '--port must be a number from 0 to 65535 (got "70000").'],
    [['--seed', 'all'], '--seed must be demo or none (got "all").'],
    [['--redis', 'localhost'], '--redis must look like redis://host:port (got "localhost").'],
    [['--prot', '80'], "Unknown option '--prot'"],
  ])('the options %j', async (args, sentence) => {
    const [output, code] = await refusal(args);
    expect(output).toContain(sentence);
    expect(output).toContain('Usage: npm start');
    expect(code).toBe(1);
  });
});

describe('DataFolder', () => {
  it('is free again when its owner was killed, also when the number of the process was given away', () => {
    const killed = new DataFolder(data);
    killed.take();
    writeFileSync(join(data, 'lock'), JSON.stringify({ pid: process.pid, started: '1' }));
    const next = new DataFolder(data);
    next.take();
    next.release();
    expect(readdirSync(data).sort()).toEqual(['logs', 'secrets']);
  });

  it('goes to one of six starts that find the lock of a killed twin at once', async () => {
    const folders = JSON.stringify(new URL('./data-folder.ts', import.meta.url).href);
    // All six wait for the same instant; the one that took the folder holds it until its input ends.
    const script = `
      const { DataFolder } = await import(${folders});
      process.stdin.on('end', () => process.exit()).resume();
      while (Date.now() < Number(process.argv[2]));
      try {
        new DataFolder(process.argv[1]).take();
        process.stdout.write('taken\\n');
      } catch (error) {
        process.stdout.write(error.message + '\\n');
      }`;
    new DataFolder(data).take();
    for (let round = 0; round < 5; round++) {
      writeFileSync(join(data, 'lock'), JSON.stringify({ pid: process.pid, started: '1' }));
      const at = String(Date.now() + 1_000);
      const starts = Array.from({ length: 6 }, () =>
        spawn(process.execPath, ['--input-type=module', '-e', script, data, at]),
      );
      const answers = await Promise.all(
        starts.map(async ({ stdout }) => String((await once(stdout, 'data'))[0])),
      );
      for (const { stdin } of starts) stdin.end();
      await Promise.all(starts.map((start) => once(start, 'close')));
      expect(answers.filter((answer) => answer === 'taken\n')).toHaveLength(1);
      expect(answers.filter((answer) => answer.includes('is in use by process'))).toHaveLength(5);
    }
  });
});
