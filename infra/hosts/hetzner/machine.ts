import type { HetznerConfig, HetznerServerConfig } from '../hosts-config.ts';
import type { Host } from '../host.ts';

/** A machine that the stack makes, as its configuration describes it. */
export interface Machine extends HetznerServerConfig {
  readonly role: Host['role'];
}

/** The first server first, agents last. */
export const machinesOf = ({ agents, servers }: HetznerConfig): readonly Machine[] => [
  ...servers.map((server) => ({ ...server, role: 'server' as const })),
  ...agents.map((agent) => ({ ...agent, role: 'agent' as const })),
];
