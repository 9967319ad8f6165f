import type { ApiClient } from './api-client.ts';

/** What a token may do in one namespace, by `<group>/<plural>`: the verbs. */
export type Grants = ReadonlyMap<string, readonly string[]>;

interface Rule {
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly verbs: readonly string[];
}

// What every token may ask: who it is, and what it may do.
const isEverybodys = (resource: string): boolean =>
  /^auth(entication|orization)\.k8s\.io\/self/.test(resource);

export async function grantsOf(client: ApiClient, namespace: string): Promise<Grants> {
  const path = '/apis/authorization.k8s.io/v1/selfsubjectrulesreviews';
  const { body } = await client.send('POST', path, { spec: { namespace } });
  const { resourceRules } = body['status'] as { readonly resourceRules: readonly Rule[] };
  const grants = new Map<string, readonly string[]>();
  for (const { apiGroups = [], resources = [], verbs } of resourceRules)
    for (const resource of apiGroups.flatMap((group) => resources.map((name) => `${group}/${name}`)))
      if (!isEverybodys(resource)) grants.set(resource, [...(grants.get(resource) ?? []), ...verbs]);
  return grants;
}
