import { z } from 'zod';
import { jsonOf } from './json-of.ts';
import { Refusal } from './refusal.ts';

const resource = z.object({
  urn: z.string(),
  type: z.string(),
  inputs: z.record(z.string(), z.unknown()).optional(),
});

/** Of an exported state, what an interrupted run leaves, and how its cluster is reached. */
const stateSchema = z.object({
  deployment: z
    .object({
      resources: z.array(resource).nullish(),
      pending_operations: z.array(z.object({ type: z.string(), resource })).nullish(),
    })
    .nullish(),
});

/** A resource whose making was begun, and never heard of again. */
export type Pending = z.infer<typeof resource>;

/**
 * @param exported what `pulumi stack export --show-secrets` prints
 * @throws Refusal that does not quote it: it holds every secret
 */
export function pendingOperations(exported: string): {
  begun: readonly Pending[];
  kubeconfig: string | undefined;
} {
  const state = stateSchema.safeParse(jsonOf(exported)).data;
  if (!state)
    throw new Refusal(
      '"pulumi stack export" printed no state as JSON, so nobody can tell what an earlier run has left. Look at what it prints before anything is changed.',
    );
  const { deployment } = state;
  const provider = deployment?.resources?.find(({ type }) => type === 'pulumi:providers:kubernetes');
  return {
    begun: (deployment?.pending_operations ?? [])
      .filter(({ type }) => type === 'creating')
      .map((operation) => operation.resource),
    kubeconfig: plainText(provider?.inputs?.['kubeconfig']),
  };
}

/** A secret that is exported in clear is `{ plaintext: '"text"' }` beside the engine's mark. */
function plainText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  const secret = z.object({ plaintext: z.string() }).safeParse(value).data;
  return secret && z.string().safeParse(jsonOf(secret.plaintext)).data;
}
