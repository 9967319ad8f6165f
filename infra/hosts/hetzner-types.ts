/** What a server's processor runs, in the names of k3s' releases. */
export type Architecture = 'amd64' | 'arm64';

const types: Readonly<Record<Architecture, readonly string[]>> = {
  amd64: [
    ...['cx23', 'cx33', 'cx43', 'cx53'],
    // Sold in the United States only.
    ...['cpx11', 'cpx21', 'cpx31', 'cpx41', 'cpx51'],
    ...['cpx12', 'cpx22', 'cpx32', 'cpx42', 'cpx52', 'cpx62'],
    ...['ccx13', 'ccx23', 'ccx33', 'ccx43', 'ccx53', 'ccx63'],
  ],
  arm64: ['cax11', 'cax21', 'cax31', 'cax41'],
};

/**
 * Server types that can be ordered, with their architecture; as of April 2026, from `hcloud server-type list`.
 * Which location has which in stock changes by the hour: the provider says so when it makes a server.
 */
export const hetznerTypes: ReadonlyMap<string, Architecture> = new Map(
  (Object.keys(types) as Architecture[]).flatMap((architecture) =>
    types[architecture].map((type): [string, Architecture] => [type, architecture]),
  ),
);
