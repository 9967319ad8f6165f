import { type EdgeConfig, edgeSchema } from '../../edge/edge-config.ts';
import type { ConfigDraft, Draft } from '../config-draft.ts';
import type { Problem } from '../config-problems.ts';
import type { Check } from './check.ts';

/** How users reach the platform. */
export const edgeProblems: Check = (config) => [
  ...wildcardProblem(config),
  ...originProblem(config),
  ...(config.hosts?.driver === 'stack' ? ofNoUse(config) : ownersProblems(config)),
];

/** What only the stack with the controller and the issuer can get wrong. */
const ownersProblems = (config: ConfigDraft): readonly Problem[] => [
  ...emailProblem(config),
  ...exposureProblem(config),
  ...zoneProblem(config),
  ...challengeProblem(config),
];

const defaults = edgeSchema.parse({});

/** Options of the controller and the issuer, which a tenant's owner has: a default among them is not noticed. */
function ofNoUse({ edge }: ConfigDraft): readonly Problem[] {
  const given = (['email', 'exposure', 'authority'] as const)
    .filter((key) => edge?.[key] !== undefined && edge[key] !== defaults[key])
    .map((key) => ['edge', key]);
  const provider = providerOf(edge?.certificates);
  const isGiven = provider !== undefined && provider !== providerOf(defaults.certificates);
  const paths = [...given, ...(isGiven ? [['edge', 'certificates', 'provider']] : [])];
  return paths.map((path) => ({
    path,
    message: "the cluster's owner has the controller and the issuer, so nothing reads this; leave it out",
  }));
}

const providerOf = (certificates: Draft<EdgeConfig['certificates']> | undefined) =>
  certificates?.challenge === 'dns01' ? certificates.provider : undefined;

const emailProblem = ({ edge, hosts }: ConfigDraft): readonly Problem[] =>
  hosts?.driver !== undefined && edge?.enabled && edge.email === undefined
    ? [
        {
          path: ['edge', 'email'],
          message:
            'missing, and this stack orders the certificates; it must be an e-mail address such as "platform@goalixa.example"',
        },
      ]
    : [];

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

/** Certificates by DNS-01 are asked for with `dnsToken`, of a provider that is not the one of `dnsZone`. */
function challengeProblem({ edge, hosts }: ConfigDraft): readonly Problem[] {
  if (hosts?.driver !== 'hetzner' || hosts.dnsZone === undefined) return [];
  if (!edge?.enabled || edge.certificates?.challenge !== 'dns01') return [];
  const { provider } = edge.certificates;
  const message = `"dns01" answers in the DNS of ${provider}, and hosts.dnsZone says that the zone is at Hetzner; use "http01", or leave hosts.dnsZone out`;
  return [{ path: ['edge', 'certificates', 'challenge'], message }];
}
