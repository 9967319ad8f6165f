import type { ConfigDraft } from '../config-draft.ts';
import type { Problem } from '../config-problems.ts';
import type { Check } from './check.ts';
import { listedHosts } from './listed-hosts.ts';
import { twice } from './twice.ts';

/** How many servers there are, what they are called, and whose cluster a tenant is in. */
export const hostProblems: Check = (config, { stack }) => [
  ...evenServers(config),
  ...twice(
    listedHosts(config).map(({ name, path }) => ({ path: [...path, 'name'], value: name })),
    'every host has a name of its own',
  ),
  ...ownStack(config, stack),
];

/** Servers hold etcd, which works while more than half of them do. */
function evenServers({ hosts }: ConfigDraft): readonly Problem[] {
  if (hosts?.driver !== 'hetzner' && hosts?.driver !== 'ssh') return [];
  const count = hosts.servers?.length ?? 0;
  if (count === 0 || count % 2 === 1) return [];
  const message = `${count} servers outlive no more failures than ${count - 1}; use ${count - 1} or ${count + 1}`;
  return [{ path: ['hosts', 'servers'], message }];
}

const ownStack = ({ hosts }: ConfigDraft, stack: string): readonly Problem[] =>
  hosts?.driver === 'stack' && hosts.stack?.endsWith(`/goalixa/${stack}`)
    ? [{ path: ['hosts', 'stack'], message: 'is this stack itself; name the one that owns the cluster' }]
    : [];
