import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { rawConfigOf } from '../config/config-file.ts';
import type { Registered } from '../guard/recording-monitor.ts';
import { recordedProgram } from '../guard/recorded-program.ts';
import { completedStack } from '../guard/stack-input.ts';
import { paths } from '../paths.ts';

/** What the program of a stack registers for the edge, and what it prints. */
async function edgeOf(stack: string, changes: Readonly<Record<string, unknown>> = {}) {
  const raw = rawConfigOf(stack, readFileSync(paths.stackFile(stack), 'utf8'));
  const { output, registered } = await recordedProgram(completedStack(stack, { ...raw, ...changes }));
  return { output, registered: registered.filter(({ name }) => name.startsWith('edge-')) };
}
type Run = Awaited<ReturnType<typeof edgeOf>>;

let production: Run;
let withoutCharts: Run;
let disabled: Run;
let staging: Run;
beforeAll(async () => {
  production = await edgeOf('production');
  withoutCharts = await edgeOf('production', { 'goalixa:charts': { source: 'none' } });
  disabled = await edgeOf('production', {
    'goalixa:edge': { enabled: false, exposure: 'loadBalancer', email: 'a@goalixa.example' },
    // Backups need the certificate manager.
    'goalixa:postgres': { layout: 'separate' },
    'goalixa:tenants': [],
  });
  staging = await edgeOf('staging', { 'goalixa:workloads': { owner: 'pulumi' } });
}, 120_000);

const namesOf = ({ registered }: Run): string[] => registered.map(({ name }) => name);
const waits = ({ registered }: Run, name: string): string[] => {
  const found = registered.find((one) => one.name === name);
  if (!found) throw new Error(`no ${name}`);
  return found.dependencies.map((urn) => urn.split('::').at(-1) ?? '');
};
const releases = [
  'edge-namespace-cert-manager',
  'edge-release-cert-manager',
  'edge-namespace-edge',
  'edge-release-nginx-ingress',
];
const objects = [
  'edge-secret-cert-manager-dns-token',
  'edge-clusterissuer-acme',
  'edge-networkpolicy-edge-edge-deny',
  'edge-networkpolicy-edge-edge-allow',
  'edge-certificate-edge-wildcard-tls',
];

describe('the edge of a tenant', () => {
  it('is its Ingress alone, in its namespace', () => {
    expect(namesOf(staging)).toEqual(['edge-ingress-staging-goalixa']);
  });
});

describe("the edge of the cluster's owner", () => {
  it('is nothing where it is disabled', () => {
    expect(namesOf(disabled)).toEqual([]);
  });

  it('leaves only charts and their namespaces out where they are there already, and says so', () => {
    expect(namesOf(withoutCharts).sort()).toEqual([...objects].sort());
    for (const chart of ['cert-manager of cert-manager v', 'nginx-ingress of nginx-ingress 2'])
      expect(withoutCharts.output).toContain(`Left out, as charts.source is "none": the release ${chart}`);
  });

  it('registers both charts and what goes with them', () => {
    expect(namesOf(production).sort()).toEqual([...objects, ...releases].sort());
    expect(production.output).not.toContain('Left out');
  });

  it('makes the issuer wait for the certificate manager, and that for the token', () => {
    expect(waits(production, 'edge-clusterissuer-acme')).toContain('edge-release-cert-manager');
    expect(waits(production, 'edge-release-cert-manager')).toContain('edge-secret-cert-manager-dns-token');
    expect(waits(production, 'edge-secret-cert-manager-dns-token')).toContain('edge-namespace-cert-manager');
  });

  it('makes the certificate wait for the issuer, and the controller for the certificate', () => {
    expect(waits(production, 'edge-certificate-edge-wildcard-tls')).toContain('edge-clusterissuer-acme');
    expect(waits(production, 'edge-release-nginx-ingress')).toEqual(
      expect.arrayContaining(['edge-certificate-edge-wildcard-tls', 'edge-networkpolicy-edge-edge-allow']),
    );
  });

  it('makes certificate and issuer hold back others until they are ready', () => {
    const conditionOf = (name: string) =>
      (production.registered.find((one) => one.name === name) as Registered).inputs['metadata'];
    for (const name of ['edge-certificate-edge-wildcard-tls', 'edge-clusterissuer-acme'])
      expect(conditionOf(name)).toMatchObject({ annotations: { 'pulumi.com/waitFor': 'condition=Ready' } });
  });

  it('names charts that are pinned to another version than the checked one, and only those', () => {
    expect(production.output).toMatch(/argo-cd \S+: its value paths were checked against/);
    expect(production.output).not.toMatch(/(nginx-ingress|cert-manager) \S+: its value paths/);
  });
});
