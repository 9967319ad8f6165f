import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const kit = (file: string) => JSON.stringify(new URL(file, import.meta.url).href);
// The handler tells when the request has arrived, and answers when the file says so.
const program = `
  import { existsSync } from 'node:fs';
  import express from 'express';
  import { createLogger } from ${kit('./logger.ts')};
  import { serve } from ${kit('./serve.ts')};
  const app = express();
  app.get('/slow', (_req, res) => {
    process.stdout.write('arrived\\n');
    const look = setInterval(() => existsSync(process.argv[2]) && (clearInterval(look), res.json({ slow: true })), 10);
  });
  const logger = createLogger({ service: 'x', level: 'info' });
  const onClose = async () => process.stdout.write('closed\\n');
  const { port } = await serve({ app, host: '127.0.0.1', port: 0, logger, onClose });
  process.stdout.write('port=' + port + '\\n');
`;
let folder: string;
let child: ChildProcess;
let output = '';

beforeEach(async () => {
  folder = await mkdtemp(join(import.meta.dirname, '.serve-'));
  await writeFile(join(folder, 'main.ts'), program);
  output = '';
  child = spawn(process.execPath, [join(folder, 'main.ts'), join(folder, 'go')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  child.stdout?.on('data', (data: Buffer) => (output += data.toString()));
});
afterEach(async () => {
  child.kill('SIGKILL');
  await rm(folder, { recursive: true });
});

async function line(pattern: RegExp): Promise<string> {
  for (;;) {
    const found = pattern.exec(output)?.[1];
    if (found !== undefined) return found;
    await once(child.stdout ?? child, 'data');
  }
}

describe('serve', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)(
    'on %s finishes what runs, takes nothing new, closes and exits 0',
    async (signal) => {
      const url = `http://127.0.0.1:${await line(/port=(\d+)/)}`;
      const running = fetch(`${url}/slow`);
      await line(/(arrived)/);
      child.kill(signal);
      await line(/"(draining)"/);
      await expect(fetch(`${url}/slow`)).rejects.toThrow('fetch failed');
      await writeFile(join(folder, 'go'), '');
      expect(await (await running).json()).toEqual({ slow: true });
      const [code] = (await once(child, 'exit')) as [number];
      expect([code, output.includes('closed')]).toEqual([0, true]);
    },
  );
});
