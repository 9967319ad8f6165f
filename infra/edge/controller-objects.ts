import type { ApiObject } from '../api-object.ts';
import type { Platform } from '../platform.ts';
import { wildcardCertificateOf } from './certificate.ts';
import { edgeNetworkPolicies } from './edge-network-policies.ts';

/** What the controller finds in its namespace when it starts: it ends at once where its certificate is missing. */
export const controllerObjects = (platform: Platform): readonly ApiObject[] => [
  ...edgeNetworkPolicies(platform),
  ...(hasWildcard(platform) ? [wildcardCertificateOf(platform.environment)] : []),
];

/** Whether the controller serves a certificate for hosts that have none of their own. */
export const hasWildcard = ({ config, environment }: Platform): boolean =>
  environment.tls && config.edge.certificates.wildcard;
