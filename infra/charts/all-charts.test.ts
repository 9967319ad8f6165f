import { describe, expect, it } from '@jest/globals';
import { catalogue } from '../catalogue/catalogue.ts';
import { configOfStack } from '../config/config-file.ts';
import type { StackConfig } from '../config/config-schema.ts';
import { certManagerChart } from '../edge/cert-manager-chart.ts';
import { nginxIngressChart } from '../edge/nginx-ingress-chart.ts';
import { argocdChart } from '../gitops/argocd.ts';
import { platformOf } from '../platform.ts';
import { backupPluginChart, operatorChart } from '../postgres/operator-charts.ts';
import type { Chart } from './chart.ts';
import { checkValues, covers, valuePathsOf } from './check-values.ts';
import { checkedCharts } from './value-paths/checked-charts.ts';

const production = configOfStack('production', catalogue);
/** Everything switched on that changes what charts are given. */
const everything: StackConfig = {
  ...production,
  monitoring: { enabled: true },
  gitops: {
    ...production.gitops,
    isPrivate: true,
    notifications: true,
    knownHosts: ['git.example ssh-ed25519 AAAA'],
  },
};
const small: StackConfig = {
  ...production,
  cluster: { ...production.cluster, await: false },
  postgres: { ...production.postgres, instances: 1 },
  hosts: { driver: 'existing' },
  edge: { ...production.edge, exposure: 'hostPort', certificates: { challenge: 'http01', wildcard: false } },
};

const chartsOf = (config: StackConfig): readonly Chart[] => [
  argocdChart(config.gitops),
  backupPluginChart(),
  certManagerChart(config),
  nginxIngressChart(platformOf(catalogue, config)),
  operatorChart(config),
];
const all = [production, everything, small].flatMap(chartsOf);

describe('the charts of all boxes', () => {
  it('have a list each, and no list is of nobody', () => {
    expect([...new Set(all.map(({ name }) => name))].sort()).toEqual(Object.keys(checkedCharts).sort());
  });

  it.each(all.map((chart) => [chart.name, chart] as const))(
    '%s is given values that are in its list',
    (_, chart) => {
      expect(() => checkValues(chart)).not.toThrow();
    },
  );

  it('leave no path of their lists unused', () => {
    const unused = Object.entries(checkedCharts).flatMap(([name, { paths }]) => {
      const used = all.filter((chart) => chart.name === name).flatMap(({ values }) => valuePathsOf(values));
      return paths
        .filter((known) => !used.some((path) => covers(known, path)))
        .map((path) => `${name} ${path}`);
    });
    expect(unused).toEqual([]);
  });

  it('are pinned to one exact version', () => {
    for (const { version } of all) expect(version).toMatch(/^v?\d+\.\d+\.\d+$/);
  });

  it('never set a value to null: Helm would delete its default', () => {
    const isNull = (value: unknown): boolean =>
      value === null || (typeof value === 'object' && Object.values(value ?? {}).some(isNull));
    expect(all.filter(({ values }) => isNull(values)).map(({ name }) => name)).toEqual([]);
  });
});
