import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { RedisAggregateCache } from '@goalixa/bff/aggregate/redis-aggregate-cache.ts';
import { RedisConnection } from '@goalixa/bff/aggregate/redis-connection.ts';
import { createLogger } from '@goalixa/kit/logger.ts';
import { SecretFile } from '@goalixa/kit/secret-file.ts';
import { until } from '@goalixa/kit/testing/until.ts';
import { catalogue } from '../catalogue/catalogue.ts';
import { configOfStack } from '../config/config-file.ts';
import { anEnvironment } from '../fixtures/an-environment.ts';
import { plainText } from '../fixtures/plain-text.ts';
import { cacheUser } from '../naming.ts';
import { SecretBook, type SecretStates } from '../secrets/secret-book.ts';
import { ownLabels } from '../secrets/secret-labels.ts';
import { clusterPlacement } from '../workloads/cluster-placement.ts';
import { aclFileOf, aclStateOf, exporterUser } from './acl-file.ts';
import { redisContainerOf } from './redis-containers.ts';
import { hasRedis, startRedis, type StartedRedis } from './testing/start-redis.ts';

/** In the middle of a rotation: the second generation is known, the first is still in use. */
const rotating: SecretStates = { [ownLabels.redisApp]: { root: 1, generation: 2, active: 1 } };
const secrets = new SecretBook(rotating);
const [oldPassword, newPassword] = secrets.accepted(ownLabels.redisApp).map(plainText) as [string, string];
const exporterPassword = plainText(secrets.current(ownLabels.redisExporter));

const suite = hasRedis ? describe : describe.skip;
suite(`the ACL file${hasRedis ? '' : ' (skipped: redis-server and redis-cli are not on the PATH)'}`, () => {
  let redis: StartedRedis;
  const open: RedisConnection[] = [];
  beforeAll(async () => {
    redis = await startRedis(secrets, 64);
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((connection) => connection.close()));
  });
  afterAll(() => redis.close());

  /** The BFF's own connection, with the address that the cluster gives it, but for the host. */
  async function connect(password: string): Promise<RedisConnection> {
    const file = new SecretFile(join(redis.folder, `password-${open.length}`));
    await writeFile(file.path, `${password}\n`);
    const url = clusterPlacement(anEnvironment())
      .cacheUrl('redis')
      ?.replace('redis:6379', `127.0.0.1:${redis.port}`);
    const logger = createLogger({ service: 'test', level: 'silent' });
    const connection = new RedisConnection({ url: url ?? '', password: file, logger, commandTimeout: 1_000 });
    open.push(connection);
    return connection;
  }
  async function ready(password: string): Promise<RedisConnection> {
    const connection = await connect(password);
    await until(() => connection.client.status === 'ready', 5_000, 'connected');
    return connection;
  }
  const ask = (user: string | undefined, password: string, ...command: string[]): string => {
    const login = user === undefined ? [] : ['--user', user, '--pass', password, '--no-auth-warning'];
    return spawnSync('redis-cli', ['-p', String(redis.port), ...login, ...command], { encoding: 'utf8' })
      .stdout;
  };

  it.each([
    ['FLUSHALL'],
    ['CONFIG', 'GET', 'dir'],
    ['ACL', 'LIST'],
    ['KEYS', '*'],
    ['SWAPDB', '0', '1'],
    ['SHUTDOWN'],
    ['EVAL', 'return 1', '0'],
    ['MONITOR'],
    ['CLIENT', 'LIST'],
    ['REPLICAOF', '127.0.0.1', '1'],
    ['MODULE', 'LIST'],
    ['PUBLISH', 'goalixa:x', 'x'],
  ])('refuses %s to the services', async (command, ...args) => {
    const { client } = await ready(oldPassword);
    await expect(client.call(command, ...args)).rejects.toThrow(/NOPERM/);
  });

  it('refuses keys that are not below the prefix of the product', async () => {
    const { client } = await ready(oldPassword);
    await expect(client.set('other', 'x')).rejects.toThrow(/NOPERM/);
    await expect(client.get('other')).rejects.toThrow(/NOPERM/);
  });

  it('answers nobody who is not logged in, and not the user `default`', () => {
    expect(ask(undefined, '', 'ping')).toContain('NOAUTH');
    expect(ask(undefined, '', 'get', 'goalixa:x')).toContain('NOAUTH');
    expect(ask('default', oldPassword, 'ping')).not.toContain('PONG');
  });

  it('lets a wrong password in nowhere', async () => {
    const connection = await connect('wrong');
    await until(() => connection.client.status === 'end', 5_000, 'refused');
    expect(ask(cacheUser, 'wrong', 'ping')).not.toContain('PONG');
  });

  it.each([
    ['the old', oldPassword],
    ['the new', newPassword],
  ])('lets in who holds %s password while it is being rotated', async (_, password) => {
    expect(await (await ready(password)).client.ping()).toBe('PONG');
  });

  it("serves the BFF's cache", async () => {
    const warnings: unknown[] = [];
    const connection = await ready(oldPassword);
    connection.warn = (error) => void warnings.push(error);
    const cache = new RedisAggregateCache(connection, () => performance.now(), Math.random);
    const answer = { userId: 'u1', etag: '"1"', contentType: 'application/json', body: Buffer.from('{}') };
    await cache.set('u1:/v1/aggregates/dashboard', answer);
    expect(await cache.get('u1:/v1/aggregates/dashboard')).toEqual(answer);
    expect(warnings).toEqual([]);
  });

  it("tells the pod's probes without a password whether it answers", () => {
    const command = redisContainerOf(configOfStack('production', catalogue)).livenessProbe?.exec?.command;
    const statusAt = (port: number) => {
      const [shell = '', ...args] = (command ?? []).map((part) =>
        part.replace('redis-cli', `redis-cli -p ${port}`),
      );
      return spawnSync(shell, args).status;
    };
    expect(statusAt(redis.port)).toBe(0);
    expect(statusAt(1)).not.toBe(0);
  });

  it('lets the exporter read figures and no key', () => {
    for (const command of ['INFO ALL', 'LATENCY LATEST', 'SLOWLOG LEN', 'CLIENT SETNAME redis_exporter'])
      expect(ask(exporterUser, exporterPassword, ...command.split(' '))).not.toMatch(/^(NOPERM|WRONGPASS)/);
    for (const command of ['GET goalixa:x', 'CONFIG GET *', 'SCAN 0', 'FLUSHALL', 'CLIENT LIST'])
      expect(ask(exporterUser, exporterPassword, ...command.split(' '))).toContain('NOPERM');
  });

  it('runs with three quarters of the memory, the least recently used going first, and nothing on disk', async () => {
    const { client } = await ready(oldPassword);
    const info = await client.info();
    expect(info).toContain(`maxmemory:${48 * 2 ** 20}\r\n`);
    expect(info).toContain('maxmemory_policy:allkeys-lru\r\n');
    expect(info).toContain('aof_enabled:0\r\n');
  });
});

describe('aclFileOf', () => {
  it('holds hashes and no password', () => {
    const text = plainText(aclFileOf(secrets));
    for (const password of [oldPassword, newPassword, exporterPassword]) expect(text).not.toContain(password);
    expect(text.match(/#[0-9a-f]{64}/g)).toHaveLength(3);
  });

  it('stays the same when the active one of two passwords changes', () => {
    const moved = new SecretBook({ [ownLabels.redisApp]: { root: 1, generation: 2 } });
    expect(plainText(aclFileOf(moved))).toBe(plainText(aclFileOf(secrets)));
    expect(aclStateOf(moved)).toBe(aclStateOf(secrets));
  });

  it('is told apart by generations, so that Redis is started again for a new password', () => {
    expect(aclStateOf(secrets)).toBe('redis/app r1g1 r1g2, redis/exporter r1g1');
    expect(aclStateOf(new SecretBook({}))).toBe('redis/app r1g1, redis/exporter r1g1');
  });
});
