import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@goalixa/infra/local/postgres/free-port.ts';
import { chromium } from 'playwright-core';
import { spread } from '../measure/median.ts';
import type { BenchTwin } from './bench-twin.ts';
import { rounds } from './conditions.ts';
import { forgetDevice } from './forget-device.ts';
import { signIn } from './sign-in.ts';

const lighthouse = 'lighthouse@13.5.0';
const categories = ['performance', 'accessibility', 'best-practices'] as const;

interface Report {
  readonly finalDisplayedUrl: string;
  readonly categories: Readonly<
    Record<(typeof categories)[number], { score: number; auditRefs: { id: string }[] }>
  >;
  readonly audits: Readonly<Record<string, { score: number | null; numericValue?: number }>>;
}

/**
 * Lighthouse's scores for a phone, of first loads: the landing page and sign-in as a stranger, Today as the demo.
 * Lighthouse comes by npm when it is wanted; it belongs to no workspace.
 */
export async function measureLighthouse(executablePath: string, twin: BenchTwin): Promise<object> {
  const folder = await mkdtemp(join(tmpdir(), 'goalixa-lighthouse-'));
  const port = await freePort();
  const context = await chromium.launchPersistentContext(join(folder, 'profile'), {
    executablePath,
    args: ['--no-sandbox', `--remote-debugging-port=${port}`],
  });
  const page = await context.newPage();
  const run = async (path: string): Promise<Report> => {
    await forgetDevice(page, twin.url);
    const file = join(folder, 'report.json');
    await runLighthouse([
      `${twin.url}${path}`,
      `--port=${port}`,
      '--disable-storage-reset',
      `--only-categories=${categories.join(',')}`,
      '--output=json',
      `--output-path=${file}`,
      '--quiet',
    ]);
    const report = JSON.parse(await readFile(file, 'utf8')) as Report;
    if (report.finalDisplayedUrl !== `${twin.url}${path}`)
      throw new Error(`${path} led to ${report.finalDisplayedUrl}.`);
    return report;
  };
  try {
    const landing = await several(() => run('/'));
    const signInPage = await several(() => run('/app/sign-in'));
    await signIn(page, twin.url, twin.demo);
    const today = await several(() => run('/app/'));
    return { lighthouse, goal: '>= 95', pages: { landing, signIn: signInPage, today } };
  } finally {
    await context.close();
    await rm(folder, { recursive: true });
  }
}

async function several(run: () => Promise<Report>): Promise<object> {
  const reports: Report[] = [];
  for (let round = 0; round < rounds; round++) reports.push(await run());
  const audit = (id: string) => spread(reports.map(({ audits }) => audits[id]?.numericValue ?? Number.NaN));
  return {
    ...Object.fromEntries(
      categories.map((name) => [
        name,
        spread(reports.map((report) => Math.round(100 * report.categories[name].score))),
      ]),
    ),
    lcpMs: audit('largest-contentful-paint'),
    tbtMs: audit('total-blocking-time'),
    cls: audit('cumulative-layout-shift'),
    bytes: audit('total-byte-weight'),
    failed: failedAudits(reports[0]),
  };
}

/** Audits of the categories that are below full marks. */
function failedAudits(report: Report | undefined): readonly string[] {
  const ids = Object.values(report?.categories ?? {}).flatMap(({ auditRefs }) =>
    auditRefs.map(({ id }) => id),
  );
  return [...new Set(ids)].filter((id) => (report?.audits[id]?.score ?? 1) < 0.9);
}

/** @param tries how often a run may miss the start of its own navigation, which happens to it */
async function runLighthouse(args: readonly string[], tries = 3): Promise<void> {
  const words = ['exec', '--yes', `--package=${lighthouse}`, '--', 'lighthouse', ...args];
  const child = spawn('npm', words, { stdio: ['ignore', 'ignore', 'pipe'] });
  let output = '';
  child.stderr.on('data', (data: Buffer) => (output += data.toString()));
  const code = await new Promise((resolve) => child.on('close', resolve));
  if (code !== 0 && tries > 1 && output.includes('NO_NAVSTART')) return runLighthouse(args, tries - 1);
  if (code !== 0) throw new Error(`lighthouse ended with ${String(code)}:\n${output}`);
}
