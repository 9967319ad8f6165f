import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ApiObject, titleOf } from '../../infra/api-object.ts';
import { exampleObjects, examples } from '../../infra/fixtures/example-objects.ts';
import { describeAdmission } from './admission.contract.ts';
import { committedClusters } from './committed-clusters.ts';
import { type FilledCluster, fillCluster } from './fill-cluster.ts';
import { whyNoGo } from './go-module.ts';
import { describePodSecurity } from './pod-security.contract.ts';
import { describeStackCommand } from './stack-command.contract.ts';
import { describeTenant } from './tenant.contract.ts';

// The first time the servers are built.
const buildLimitMs = 45 * 60_000;

const reason = whyNoGo();
const suite = reason === undefined ? describe : describe.skip;
const skipped = reason === undefined ? '' : ` (skipped: ${reason})`;

suite.each(committedClusters())(`a real API server with the stack $owner.stack${skipped}`, (committed) => {
  let cluster: FilledCluster;
  beforeAll(async () => {
    cluster = await fillCluster(committed);
  }, buildLimitMs);
  afterAll(() => cluster?.server.stop());

  const everyObject = (): ApiObject[] =>
    [cluster.owner, ...cluster.tenants].flatMap(({ manifests, registered, rendered }) => [
      ...manifests,
      ...registered,
      ...rendered,
    ]);

  it('refuses an unknown field in an object of each kind', async () => {
    const byKind = new Map(everyObject().map((object) => [`${object.apiVersion} ${object.kind}`, object]));
    const taken = await Promise.all(
      [...byKind.values()].map(async (object) => {
        const wrong = { ...object, specc: {} } as ApiObject;
        const { body } = await cluster.server.client.apply(wrong, '&dryRun=All');
        // Of built-in kinds, and of the operators'.
        const isSeen = /\.specc: field not declared in schema|unknown field "specc"/;
        return isSeen.test(String(body.message)) ? [] : [`${titleOf(object)}: ${body.message}`];
      }),
    );
    expect([byKind.size > 15, taken.flat()]).toEqual([true, []]);
  });

  it('accepts every object of every stack: of a tenant, from its own token', () => {
    const { owner, tenants } = cluster;
    expect(owner.registered.length).toBeGreaterThan(40);
    expect(owner.rendered.length).toBeGreaterThan(40);
    expect([owner, ...tenants].flatMap(({ refusals }) => refusals)).toEqual([]);
  });

  it.each(examples)('would accept every object of the example stack %s', async (example) => {
    const objects = (await exampleObjects(example)).map(({ object }) => object);
    const answers = await Promise.all(
      objects.map((object) => cluster.server.client.apply(object, '&dryRun=All')),
    );
    const refused = answers.map(({ body, status }, index) => [
      status,
      titleOf(objects[index]!),
      body.message,
    ]);
    expect(refused.filter(([status]) => Number(status) >= 300)).toEqual([]);
  });

  describePodSecurity(() => cluster);
  for (const tenant of committed.tenants) describeAdmission(tenant, () => cluster);
  for (const tenant of committed.tenants) describeTenant(tenant, () => cluster);
  for (const tenant of committed.tenants) describeStackCommand(tenant, () => cluster);
});
