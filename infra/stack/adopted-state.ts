import { z } from 'zod';
import { jsonOf } from './json-of.ts';
import { Refusal } from './refusal.ts';

const resource = z.looseObject({ urn: z.string() });
const stateSchema = z.looseObject({
  deployment: z.looseObject({
    resources: z.array(resource).nullish(),
    pending_operations: z.array(z.looseObject({ type: z.string(), resource })).nullish(),
  }),
});

/** What a killed run had begun to make, and what is there. */
export interface Adopted {
  readonly urn: string;
  /** `<namespace>/<name>`, as the provider has it. */
  readonly id: string;
}

/**
 * A state in which what is there is a resource, and nothing is pending. By hand, as `pulumi refresh
 * --import-pending-creates` of CLI 3.260 drops what it is to import. What is adopted has no outputs yet, by
 * which the provider would end: it must be refreshed first.
 * @param exported what `pulumi stack export` prints; secrets in it stay encrypted
 * @throws Refusal that does not quote it
 */
export function adoptedState(exported: string, there: readonly Adopted[]): string {
  const state = stateSchema.safeParse(jsonOf(exported)).data;
  if (!state) throw new Refusal('"pulumi stack export" printed no state as JSON; nothing was changed.');
  const { pending_operations: pending, resources, ...deployment } = state.deployment;
  const adopted = (pending ?? []).flatMap((operation) => {
    const found = there.find(({ urn }) => urn === operation.resource.urn);
    if (!found || operation.type !== 'creating') return [];
    return [{ ...operation.resource, id: found.id }];
  });
  // All that they depend on was there before they were begun.
  return JSON.stringify({
    ...state,
    deployment: { ...deployment, resources: [...(resources ?? []), ...adopted] },
  });
}
