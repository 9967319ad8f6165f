import type { Chart } from '../charts/chart.ts';
import { restrictedLabels } from '../tenants/namespace-objects.ts';
import { versions } from '../versions.ts';
import { argocdValues } from './argocd-values.ts';
import type { GitopsConfig } from './gitops-config.ts';

/** Where Argo CD, its Secrets, projects and applications are. */
export const argocdNamespace = 'argocd';

/** The chart of Argo CD. */
export const argocdChart = (config: GitopsConfig): Chart => ({
  name: 'argo-cd',
  version: versions.charts.argocd,
  repository: 'https://argoproj.github.io/argo-helm',
  release: 'argocd',
  namespace: argocdNamespace,
  namespaceLabels: restrictedLabels,
  values: argocdValues(config),
});
