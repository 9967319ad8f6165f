import { readFileSync } from 'node:fs';
import { catalogue } from '../catalogue/catalogue.ts';
import { parseConfig } from '../config/parse-config.ts';
import { type RawConfig, secretPlaceholder } from '../config/config-input.ts';
import { rawConfigOf } from '../config/config-file.ts';
import { paths } from '../paths.ts';
import { secretsNeeded } from '../secrets/secrets-needed.ts';

/** A stack as the engine hands it to the program. */
export interface StackInput {
  readonly stack: string;
  /** Keys with `goalixa:` to text; objects are JSON. */
  readonly config: Readonly<Record<string, string>>;
  /** Encrypted keys, in clear. */
  readonly secrets: Readonly<Record<string, string>>;
}

/** A committed stack, completed by stand-ins for what only `stack new` and its user can know. */
export const committedStack = (stack: string): StackInput =>
  completedStack(stack, rawConfigOf(stack, readFileSync(paths.stackFile(stack), 'utf8')));

/**
 * A stack whose secrets, digests and checksums are stand-ins where they are missing.
 * @param raw keys with `goalixa:`, values as in a stack file
 */
export function completedStack(stack: string, raw: RawConfig): StackInput {
  const plain = Object.fromEntries(Object.entries(raw).filter(([, value]) => value !== secretPlaceholder));
  const full = withStandIns(plain);
  const needed = secretsNeeded(parseConfig(stack, full, catalogue, 'read'), catalogue);
  return {
    stack,
    config: Object.fromEntries(Object.entries(full).map(([key, value]) => [key, textOf(value)])),
    secrets: Object.fromEntries([...needed.keys()].map((key) => [`goalixa:${key}`, standInOf(key)])),
  };
}

/** In place of the secret `key`: a text that no other text contains; of a root it is one that can be derived from. */
export const standInOf = (key: string): string =>
  key.startsWith('rootSecret') ? `${`canary-${key}-`.padEnd(42, 'x')}A` : `canary-${key}`;

const digest = `sha256:${'0'.repeat(64)}`;

function withStandIns(raw: RawConfig): RawConfig {
  const images = {
    postgres: `postgres:16@${digest}`,
    redis: `redis@${digest}`,
    redisExporter: `exporter@${digest}`,
  };
  const sha256 = { amd64: '0'.repeat(64), arm64: '0'.repeat(64) };
  const cluster = { sha256, ...objectOf(raw['goalixa:cluster']) };
  return {
    ...raw,
    'goalixa:images': { ...images, ...objectOf(raw['goalixa:images']) },
    ...(isInstalled(raw) ? { 'goalixa:cluster': cluster } : {}),
  };
}

/** Whether the program installs k3s; else its options are refused. */
function isInstalled(raw: RawConfig): boolean {
  const hosts = objectOf(raw['goalixa:hosts']);
  return 'driver' in hosts && (hosts.driver === 'hetzner' || hosts.driver === 'ssh');
}

const objectOf = (value: unknown): object => (typeof value === 'object' && value !== null ? value : {});

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
