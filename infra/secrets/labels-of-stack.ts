import type { Catalogue } from '../catalogue/deployable.ts';
import type { ConfigDraft } from '../config/config-draft.ts';
import { secretLabels } from './secret-labels.ts';

/** Labels that a stack's secrets can have: those of every stack, and the host key of each machine that it makes. */
export function labelsOfStack({ hosts }: ConfigDraft, catalogue: Catalogue): readonly string[] {
  const machines = hosts?.driver === 'hetzner' ? [...(hosts.servers ?? []), ...(hosts.agents ?? [])] : [];
  return secretLabels(
    catalogue,
    machines.flatMap((machine) => machine?.name ?? []),
  );
}
