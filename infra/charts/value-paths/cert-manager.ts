import type { CheckedChart } from './checked-chart.ts';

export const certManager: CheckedChart = {
  version: 'v1.21.1',
  source: 'deploy/charts/cert-manager of the Go module github.com/cert-manager/cert-manager v1.21.1',
  paths: [
    'cainjector.networkPolicy.enabled',
    'cainjector.resources.limits.*',
    'cainjector.resources.requests.*',
    'crds.enabled',
    'crds.keep',
    'extraArgs',
    'global.leaderElection.namespace',
    'networkPolicy.enabled',
    'resources.limits.*',
    'resources.requests.*',
    'startupapicheck.enabled',
    'startupapicheck.resources.limits.*',
    'startupapicheck.resources.requests.*',
    'webhook.networkPolicy.enabled',
    'webhook.resources.limits.*',
    'webhook.resources.requests.*',
  ],
};
