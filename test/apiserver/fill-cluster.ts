import { type ApiObject, titleOf } from '../../infra/api-object.ts';
import { manifestObjects } from '../../infra/fixtures/manifest-objects.ts';
import { renderedObjects } from '../../infra/fixtures/rendered-objects.ts';
import { stackObjects } from '../../infra/fixtures/stack-objects.ts';
import { tenantTokenName } from '../../infra/tenants/tenant-token-name.ts';
import { until } from '../../services/kit/src/testing/until.ts';
import type { ApiClient } from './api-client.ts';
import type { CommittedCluster, CommittedStack } from './committed-clusters.ts';
import { installCrds } from './install-crds.ts';
import { type RunningApiServer, startApiServer } from './start-api-server.ts';

/** A stack whose objects have been applied by the one who applies them in earnest. */
export interface FilledStack extends CommittedStack {
  /** What its program registers. */
  readonly registered: readonly ApiObject[];
  /** What Argo CD applies. */
  readonly rendered: readonly ApiObject[];
  /** What k3s applies itself. */
  readonly manifests: readonly ApiObject[];
  /** As whom its program's objects were applied: an administrator, or a tenant with its own token. */
  readonly client: ApiClient;
  /** What the API server did not take, `<object>: <why>`. */
  readonly refusals: readonly string[];
}

export interface FilledCluster {
  readonly server: RunningApiServer;
  readonly owner: FilledStack;
  readonly tenants: readonly FilledStack[];
}

/** A running cluster with all objects of the stacks that are in it. */
export async function fillCluster({ owner, tenants }: CommittedCluster): Promise<FilledCluster> {
  const stacks = [owner, ...tenants].map(({ stack }) => stackObjects(stack));
  const [server, registered] = await Promise.all([startApiServer(), Promise.all(stacks)]);
  try {
    await installCrds(server.client);
    const objectsOf = (index: number) => (registered[index] ?? []).map(({ object }) => object);
    const filled = await fill(server, owner, objectsOf(0), server.client);
    const others: FilledStack[] = [];
    for (const [index, tenant] of tenants.entries()) {
      const client = server.clientOf(await tenantToken(server, tenant.environment));
      others.push(await fill(server, tenant, objectsOf(index + 1), client));
    }
    return { server, owner: filled, tenants: others };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function fill(
  server: RunningApiServer,
  stack: CommittedStack,
  registered: readonly ApiObject[],
  client: ApiClient,
): Promise<FilledStack> {
  const rendered = renderedObjects(stack.environment);
  const manifests = manifestObjects(stack.stack);
  const refusals = [
    ...(await applyAll(client, registered)),
    ...(await applyAll(server.client, [...rendered, ...manifests])),
  ];
  return { ...stack, registered, rendered, manifests, client, refusals };
}

/** Namespaces first: all others are in them. */
async function applyAll(client: ApiClient, objects: readonly ApiObject[]): Promise<string[]> {
  const isNamespace = ({ kind }: ApiObject): boolean => kind === 'Namespace';
  const stages = [objects.filter(isNamespace), objects.filter((object) => !isNamespace(object))];
  const refusals: string[] = [];
  for (const stage of stages)
    refusals.push(...(await Promise.all(stage.map((object) => refusalOf(client, object)))).flat());
  return refusals;
}

async function refusalOf(client: ApiClient, object: ApiObject): Promise<string[]> {
  try {
    const { body, status } = await client.apply(object);
    return status < 300 ? [] : [`${titleOf(object)}: ${body.message}`];
  } catch (error) {
    return [`${titleOf(object)}: ${String(error)}`];
  }
}

interface TokenSecret {
  readonly data?: { readonly token?: string };
}

/** The token that `stack -- link` hands to a tenant; the token controller makes it. */
async function tenantToken({ client }: RunningApiServer, namespace: string): Promise<string> {
  const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: tenantTokenName, namespace } };
  let token = '';
  const isThere = async (): Promise<boolean> => {
    const { data } = (await client.about('GET', secret)).body as TokenSecret;
    token = Buffer.from(data?.token ?? '', 'base64').toString();
    return token !== '';
  };
  await until(isThere, 20_000, `${namespace} has a token for its stack`);
  return token;
}
