import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTwin } from '../../infra/local/testing/run-twin.ts';
import type { ShotOptions } from './shot-options.ts';

/** Where pictures are taken, and of whose pages. */
export interface ShotTarget {
  readonly url: string;
  readonly email: string;
  readonly password: string;
  /** IANA name; what the browser says of itself. */
  readonly timeZone: string;
  stop(): Promise<void>;
}

const places = [
  'Pacific/Auckland',
  'Asia/Tokyo',
  'Asia/Kolkata',
  'Europe/Lisbon',
  'America/New_York',
  'America/Los_Angeles',
];
const bestHour = 16; // a day that has something to show

/** The given twin, or one of our own that ends with us: new, with the demo, where it is afternoon. */
export async function shotTarget({ running }: ShotOptions): Promise<ShotTarget> {
  if (running) {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    return { ...running, timeZone, stop: () => Promise.resolve() };
  }
  const timeZone = places.toSorted((a, b) => distanceOf(a) - distanceOf(b))[0] ?? 'UTC';
  const data = await mkdtemp(join(tmpdir(), 'goalixa-shots-'));
  const twin = await runTwin(data, { args: ['--seed', 'demo'], env: { TZ: timeZone } });
  const demo = JSON.parse(await readFile(join(data, 'demo.json'), 'utf8')) as Record<
    'email' | 'password',
    string
  >;
  const stop = async (): Promise<void> => {
    await twin.stop();
    await rm(data, { recursive: true });
  };
  return { url: twin.url, email: demo.email, password: demo.password, timeZone, stop };
}

/** Hours between now and the afternoon of a zone; too late is worse than too early. */
function distanceOf(timeZone: string): number {
  const hour = Number(new Date().toLocaleString('en', { timeZone, hour: 'numeric', hourCycle: 'h23' }));
  return hour > bestHour ? 2 * (hour - bestHour) : bestHour - hour;
}
