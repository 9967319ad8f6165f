/** Ranges inside a cluster, k3s' defaults: no machine can be reached at an address in them. */
export const clusterRanges = [
  { of: 'pods', range: '10.42.0.0/16' },
  { of: 'services', range: '10.43.0.0/16' },
] as const;
