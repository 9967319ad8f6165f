import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { plantedCanaries } from '../../infra/fixtures/planted-canaries.ts';
import { programObjects } from '../../infra/fixtures/stack-objects.ts';
import { committedStack, standInOf } from '../../infra/guard/stack-input.ts';
import { until } from '../../services/kit/src/testing/until.ts';
import { whyNoGo } from '../apiserver/go-module.ts';
import { installCrds } from '../apiserver/install-crds.ts';
import { type RunningApiServer, startApiServer } from '../apiserver/start-api-server.ts';
import { Engine } from './engine.ts';
import { whyNoEngine } from './environment.ts';

const reason = whyNoEngine() ?? whyNoGo();
const suite = reason === undefined ? describe : describe.skip;
const skipped = reason === undefined ? '' : ` (skipped: ${reason})`;
jest.setTimeout(45 * 60_000);

const digest = `sha256:${'0'.repeat(64)}`;
const images = {
  ...{ registry: 'harbor.goalixa.example', postgres: `postgres:16@${digest}` },
  ...{ redis: `redis@${digest}`, redisExporter: `exporter@${digest}` },
};
/** A cluster with the operators' kinds and no pods. */
const bare = { 'goalixa:charts': { source: 'none' }, 'goalixa:cluster': { await: false } };
const operatorNamespaces = ['argocd', 'cert-manager', 'cnpg-system', 'edge'];

suite(`the real engine${skipped}`, () => {
  let server: RunningApiServer;
  let engine: Engine;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'goalixa-engine-'));
    engine = new Engine(folder);
    server = await startApiServer();
    await installCrds(server.client);
    for (const name of operatorNamespaces)
      await server.client.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
    engine.configure('production', {
      ...bare,
      'goalixa:hosts': { driver: 'existing' },
      'goalixa:edge': { email: 'a@goalixa.example', exposure: 'hostPort' },
      'goalixa:images': images,
    });
    engine.configure('staging', { ...bare, 'goalixa:images': images });
    for (const stack of ['production', 'staging'])
      await expectGood(engine.pulumi(stack, ['stack', 'init', '--secrets-provider', 'passphrase']));
  });
  afterAll(async () => {
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function expectGood(running: Promise<{ code: number; output: string }>): Promise<void> {
    const { code, output } = await running;
    expect([code, code === 0 ? '' : output]).toEqual([0, '']);
  }

  async function setSecrets(stack: string, secrets: Readonly<Record<string, string>>): Promise<void> {
    for (const [key, value] of Object.entries(secrets))
      await expectGood(engine.pulumi(stack, ['config', 'set', '--secret', key], value));
  }

  /** What the stack's program needs besides the kubeconfig. */
  const secretsBut = (stack: string): Record<string, string> =>
    Object.fromEntries(
      [...Object.keys(committedStack(stack).secrets), 'goalixa:rootSecret1']
        .filter(
          (key) => !['goalixa:kubeconfig', 'goalixa:hcloudToken', 'goalixa:sshPrivateKey'].includes(key),
        )
        .map((key) => [key, standInOf(key.replace('goalixa:', ''))]),
    );

  it('makes production, and changes nothing the second time', async () => {
    await setSecrets('production', {
      ...secretsBut('production'),
      'goalixa:kubeconfig': server.kubeconfig(),
    });
    await expectGood(engine.stack('production', 'preview'));
    await expectGood(engine.stack('production', 'up', '--yes', '--skip-preview'));
    await expectGood(engine.stack('production', 'up', '--yes', '--skip-preview', '--expect-no-changes'));
  });

  it('links staging, makes it with its own token, and changes nothing the second time', async () => {
    await setSecrets('staging', secretsBut('staging'));
    await expectGood(engine.stack('staging', 'link'));
    await expectGood(engine.stack('staging', 'preview'));
    await expectGood(engine.stack('staging', 'up', '--yes', '--skip-preview'));
    await expectGood(engine.stack('staging', 'up', '--yes', '--skip-preview', '--expect-no-changes'));
  });

  it('shows a renamed box as deleted and made anew, and with its former name as unchanged', async () => {
    const operations = async (): Promise<string[]> => {
      const { stdout } = await engine.stack('production', 'preview', '--json');
      const json = stdout.slice(stdout.indexOf('{'));
      const { steps } = JSON.parse(json) as { steps: { op: string; urn: string }[] };
      const changed = steps.filter(({ op, urn }) => op !== 'same' && urn.includes('goalixa:infra:Redis'));
      return [...new Set(changed.map(({ op }) => op))].sort();
    };
    engine.edit('infra/index.ts', "new Redis('redis'", "new Redis('cache'");
    expect(await operations()).toEqual(['create', 'delete']);
    const args = "new Redis('cache', { platform, cluster, before: [namespaces] }, {";
    engine.edit('infra/index.ts', args, `${args} aliases: [{ name: 'redis' }] `);
    expect(await operations()).toEqual([]);
    engine.edit('infra/index.ts', "'cache'", "'redis'");
  });

  it('keeps no secret in clear in a state', async () => {
    for (const stack of ['production', 'staging']) {
      const { stdout } = await engine.pulumi(stack, ['stack', 'export']);
      const canaries = [
        ...plantedCanaries(stack),
        { secret: "the administrator's token", text: server.token },
      ];
      const held = canaries.filter(({ text }) => stdout.includes(text)).map(({ secret }) => secret);
      expect(held).toEqual([]);
      expect(stdout).toContain('ciphertext');
    }
  });

  const objectsOf = (stack: string) => programObjects(committedStack(stack));
  /** Those that are there, by kind, name and UID. */
  async function present(objects: Awaited<ReturnType<typeof objectsOf>>): Promise<string[]> {
    const answers = objects.map(({ object }) => server.client.about('GET', object));
    const found = (await Promise.all(answers)).filter(({ status }) => status === 200);
    return found.map(({ body }) => {
      const { name, uid } = body['metadata'] as { name: string; uid: string };
      return `${String(body['kind'])} ${name} ${uid}`;
    });
  }
  const destroy = (stack: string) => engine.stack(stack, 'destroy', '--yes', '--skip-preview');

  it('destroys staging, leaves nothing of it behind and production as it was', async () => {
    const [owners, tenants] = [await objectsOf('production'), await objectsOf('staging')];
    const before = await present(owners);
    expect([(await present(tenants)).length, before.length > 40]).toEqual([tenants.length, true]);
    await expectGood(destroy('staging'));
    expect([await present(tenants), await present(owners)]).toEqual([[], before]);
  });

  it('takes nothing of production away while its databases are protected, and all of it afterwards', async () => {
    const owners = await objectsOf('production');
    const before = await present(owners);
    const { code, output } = await destroy('production');
    expect([code, output]).toEqual([1, expect.stringContaining('Nothing was destroyed')]);
    expect(await present(owners)).toEqual(before);
    await expectGood(engine.pulumi('production', ['state', 'unprotect', '--all', '--yes']));
    await expectGood(destroy('production'));
    // Namespaces go when they are empty; those of the operators were there before.
    const isOurs = (object: string) =>
      !operatorNamespaces.some((name) => object.startsWith(`Namespace ${name} `));
    const isGone = async () => (await present(owners)).filter(isOurs).length === 0;
    await until(isGone, 60_000, 'something of production is left');
  });
});
