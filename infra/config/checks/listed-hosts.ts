import type { ConfigDraft } from '../config-draft.ts';

/** A machine as it stands in the configuration, as far as it is valid. */
export interface ListedHost {
  /** `['hosts', 'servers', 0]`. */
  readonly path: readonly (string | number)[];
  readonly name?: string | undefined;
  readonly address?: string | undefined;
  /** Of a provider's server. */
  readonly type?: string | undefined;
}

/** Servers, then agents, of the drivers that install a cluster. */
export function listedHosts({ hosts }: ConfigDraft): readonly ListedHost[] {
  if (hosts?.driver !== 'hetzner' && hosts?.driver !== 'ssh') return [];
  const { agents, servers } = hosts;
  return Object.entries({ servers, agents }).flatMap(([list, entries]) =>
    (entries ?? []).map((host, index) => ({ ...host, path: ['hosts', list, index] })),
  );
}
