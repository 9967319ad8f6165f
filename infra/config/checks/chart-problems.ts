import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ConfigDraft } from '../config-draft.ts';
import { paths } from '../../paths.ts';
import type { Check } from './check.ts';

/** Charts that are loaded from a folder. */
export const chartProblems: Check = (config) => {
  const { charts, hosts } = config;
  if (charts?.source !== 'folder' || charts.folder === undefined || hosts?.driver === 'stack') return [];
  const path = ['charts', 'folder'];
  const folder = join(paths.root, charts.folder);
  if (!existsSync(folder))
    return [{ path, message: `there is no folder "${charts.folder}"; unpack the charts into it` }];
  return chartsOf(config)
    .filter((chart) => !existsSync(join(folder, chart, 'Chart.yaml')))
    .map((chart) => ({
      path,
      message: `"${charts.folder}" holds no "${chart}/Chart.yaml"; unpack that chart into it`,
    }));
};

/** Folders of the charts that the stack's boxes install; a test compares them with the program's releases. */
const chartsOf = ({ edge, gitops, postgres, tenants }: ConfigDraft): readonly string[] => [
  ...(edge?.enabled ? ['cert-manager', 'nginx-ingress'] : []),
  ...(postgres?.enabled ? ['cloudnative-pg'] : []),
  ...(postgres?.enabled && (postgres.backup || tenants?.length) ? ['plugin-barman-cloud'] : []),
  ...(gitops?.enabled ? ['argo-cd'] : []),
];
