import type { ConfigDraft } from '../config-draft.ts';
import type { Problem } from '../config-problems.ts';
import type { Check } from './check.ts';

/** How users reach the platform. */
export const edgeProblems: Check = (config) => [
  ...wildcardProblem(config),
  ...exposureProblem(config),
  ...originProblem(config),
  ...zoneProblem(config),
];

const wildcardProblem = ({ edge }: ConfigDraft): readonly Problem[] =>
  edge?.certificates?.challenge === 'http01' && edge.certificates.wildcard === true
    ? [
        {
          path: ['edge', 'certificates', 'wildcard'],
          message: 'needs the challenge "dns01": no web server answers for all hosts; change one of the two',
        },
      ]
    : [];

/** Only the provider's load balancer speaks the PROXY protocol, and it speaks nothing else. */
function exposureProblem({ edge, hosts }: ConfigDraft): readonly Problem[] {
  if (!edge?.enabled || hosts?.driver === undefined) return [];
  const path = ['edge', 'exposure'];
  if (edge.exposure === 'loadBalancer' && hosts.driver !== 'hetzner')
    return [{ path, message: `hosts.driver "${hosts.driver}" makes no load balancer; use "hostPort"` }];
  if (edge.exposure === 'hostPort' && hosts.driver === 'hetzner')
    return [
      {
        path,
        message:
          'the load balancer in front speaks the PROXY protocol, which "hostPort" does not; use "loadBalancer"',
      },
    ];
  return [];
}

const originProblem = ({ environment, publicUrl }: ConfigDraft): readonly Problem[] =>
  environment === 'production' && publicUrl?.startsWith('http:')
    ? [{ path: ['publicUrl'], message: 'sends passwords in clear; production needs "https://"' }]
    : [];

function zoneProblem({ hosts, publicUrl }: ConfigDraft): readonly Problem[] {
  if (hosts?.driver !== 'hetzner' || hosts.dnsZone === undefined || publicUrl === undefined) return [];
  const { hostname } = new URL(publicUrl);
  if (`.${hostname}`.endsWith(`.${hosts.dnsZone}`)) return [];
  const message = `"${hosts.dnsZone}" does not hold ${hostname}, the host of publicUrl; name its zone or leave this out`;
  return [{ path: ['hosts', 'dnsZone'], message }];
}
