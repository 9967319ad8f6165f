import { Release } from '@pulumi/kubernetes/helm/v3/release.js';
import * as pulumi from '@pulumi/pulumi';
import type { ApiObject } from '../api-object.ts';
import type { Box } from '../box.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { isProtected } from '../protection.ts';
import { type Before, registerAll } from '../register-all.ts';
import type { Chart } from './chart.ts';
import { checkValues, versionNotice } from './check-values.ts';
import { sourceOf } from './source-of.ts';

/**
 * Registers a chart's namespace, objects of ours in it, and its release. Where `charts.source` is `none` the
 * namespace and the release are left out, and the run says so; our objects are registered all the same.
 * @param objects what the release finds when it starts
 * @returns what must be there before objects of the operator's kinds are
 * @throws Error naming values that nobody has looked up in the chart
 */
export function registerChart(
  box: Box,
  chart: Chart,
  cluster: Cluster,
  before: Before = [],
  objects: readonly ApiObject[] = [],
): pulumi.Resource[] {
  checkValues(chart);
  const hasCharts = cluster.config.charts.source !== 'none';
  const namespaces = hasCharts ? registerAll(box, namespacesOf(chart), cluster, before) : [];
  const first = [...namespaces, ...registerAll(box, objects, cluster, [...before, ...namespaces])];
  if (hasCharts) return [...first, releaseOf(box, chart, cluster, [...before, ...first])];
  void pulumi.log.info(
    `Left out, as charts.source is "none": the release ${chart.release} of ${chart.name} ${chart.version}.`,
  );
  return first;
}

function releaseOf(box: Box, chart: Chart, cluster: Cluster, before: Before): Release {
  const { charts, cluster: options, environment } = cluster.config;
  const notice = versionNotice(chart);
  if (notice !== undefined) void pulumi.log.warn(notice);
  return new Release(
    box.childName('release', chart.release),
    {
      name: chart.release,
      namespace: chart.namespace,
      version: chart.version,
      ...sourceOf(chart, charts),
      values: { ...chart.values },
      timeout: 600,
      skipAwait: !options.await,
    },
    {
      ...{ parent: box, provider: cluster.provider, dependsOn: [...before] },
      protect: isProtected(environment, 'kubernetes:helm.sh/v3:Release'),
    },
  );
}

const namespacesOf = ({ namespace, namespaceLabels }: Chart): ApiObject[] =>
  namespaceLabels === undefined
    ? []
    : [
        {
          apiVersion: 'v1',
          kind: 'Namespace',
          metadata: { name: namespace, ...{ labels: { ...namespaceLabels } } },
        },
      ];
