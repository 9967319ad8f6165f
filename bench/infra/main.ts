import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import { repositoryCopy } from '@goalixa/infra/fixtures/repository-copy.ts';
import { recordedProgram } from '@goalixa/infra/guard/recorded-program.ts';
import { committedStack } from '@goalixa/infra/guard/stack-input.ts';
import { paths } from '@goalixa/infra/paths.ts';
import { median, spread } from '../measure/median.ts';
import { compiledCopy } from './compiled-copy.ts';

// `render` beside the bare writing of its objects, and the program beside itself as JavaScript.
const rounds = 5;
const stack = 'production';
const run = promisify(execFile);

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'goalixa-bench-'));
  try {
    const report = {
      bench: 'infra',
      node: process.version,
      render: await measureRender(folder),
      program: await measureProgram(folder),
    };
    process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function measureRender(folder: string): Promise<object> {
  const copy = repositoryCopy(join(folder, 'copy'));
  mkdirSync(join(copy, 'infra/rendered'), { recursive: true });
  const render = () =>
    timeOf(() => run(process.execPath, [join(copy, 'infra/render/main.ts')], { cwd: copy }));
  await render();
  const objects = renderedObjects(join(copy, 'infra/rendered'));
  const source = join(folder, 'objects.json');
  writeFileSync(source, JSON.stringify(objects));
  const script = join(import.meta.dirname, 'bare-yaml.ts');
  const bare = () => timeOf(() => run(process.execPath, [script, source, join(folder, 'bare')]));
  const [renders, bares] = await alternate(render, bare);
  return {
    objects: objects.length,
    milliseconds: { render: spread(renders), bare: spread(bares) },
    renderToBare: { value: ratio(renders, bares), goal: '<= 4' },
  };
}

async function measureProgram(folder: string): Promise<object> {
  const input = committedStack(stack);
  const compiled = join(compiledCopy(join(folder, 'compiled')), 'infra/guard/record-program.js');
  const source = join(paths.root, 'infra/guard/record-program.ts');
  const { registered } = await recordedProgram(input, source);
  const compiledRun = await recordedProgram(input, compiled);
  if (compiledRun.registered.length !== registered.length)
    throw new Error('The two programs are not the same.');
  const [sources, compileds] = await alternate(
    () => timeOf(() => recordedProgram(input, source)),
    () => timeOf(() => recordedProgram(input, compiled)),
  );
  return {
    resources: registered.length,
    milliseconds: { source: spread(sources), compiled: spread(compileds) },
    sourceToCompiled: { value: ratio(sources, compileds), goal: '<= 1.15' },
  };
}

async function alternate(
  one: () => Promise<number>,
  other: () => Promise<number>,
): Promise<[one: number[], other: number[]]> {
  const [ones, others]: [number[], number[]] = [[], []];
  await other();
  for (let round = 0; round < rounds; round++) {
    ones.push(await one());
    others.push(await other());
  }
  return [ones, others];
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

const ratio = (a: readonly number[], b: readonly number[]): number =>
  Math.round((median(a) / median(b)) * 100) / 100;

const renderedObjects = (folder: string): unknown[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => parse(readFileSync(join(folder, file), 'utf8')) as unknown);

await main();
