import { join } from 'node:path';
import type { ReleaseArgs } from '@pulumi/kubernetes/helm/v3/release.js';
import { paths } from '../paths.ts';
import type { Chart } from './chart.ts';
import type { ChartsConfig } from './charts-config.ts';

/** Where Helm loads a chart from. */
export function sourceOf(
  { name, repository }: Pick<Chart, 'name' | 'repository'>,
  charts: ChartsConfig,
): Pick<ReleaseArgs, 'chart' | 'repositoryOpts'> {
  if (charts.source === 'folder') return { chart: join(paths.root, charts.folder, name) };
  const address = (charts.source === 'mirror' ? charts.address : repository).replace(/\/+$/, '');
  // A registry has no index: the chart is a part of the address.
  if (address.startsWith('oci://')) return { chart: `${address}/${name}` };
  return { chart: name, repositoryOpts: { repo: address } };
}
