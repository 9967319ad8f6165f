import { parseArgs } from 'node:util';
import { Refusal } from './refusal.ts';

export interface TwinOptions {
  /** Port of the edge on loopback; 0 takes a free one. */
  readonly port: number;
  /** Data folder as given; messages call it so. */
  readonly data: string;
  readonly seed: 'demo' | 'none';
  /** An own Redis, `redis://[:password@]host:port`. */
  readonly redis: string | undefined;
  /** Open the browser when ready. */
  readonly open: boolean;
}

const usage =
  'Usage: npm start [-- --port 8080 --data .goalixa --seed demo|none --redis redis://host:port --open]';

/**
 * @param args the words behind the script's name
 * @throws Refusal that names the wrong option
 */
export function parseOptions(args: readonly string[]): TwinOptions {
  const { port, data, seed, redis, open } = valuesOf(args);
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535)
    refuse(`--port must be a number from 0 to 65535 (got "${port}").`);
  if (seed !== 'demo' && seed !== 'none') return refuse(`--seed must be demo or none (got "${seed}").`);
  if (data === '') refuse('--data must name a folder.');
  if (redis !== undefined && !isRedisUrl(redis))
    refuse(`--redis must look like redis://host:port (got "${redis}").`);
  return { port: Number(port), data, seed, redis, open };
}

function valuesOf(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: 'string', default: '8080' },
        data: { type: 'string', default: '.goalixa' },
        seed: { type: 'string', default: 'demo' },
        redis: { type: 'string' },
        open: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
}

function isRedisUrl(value: string): boolean {
  return URL.canParse(value) && new URL(value).protocol === 'redis:' && new URL(value).hostname !== '';
}

function refuse(sentence: string): never {
  throw new Refusal(`${sentence}\n${usage}`);
}
