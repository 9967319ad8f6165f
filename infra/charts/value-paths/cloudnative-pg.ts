import type { CheckedChart } from './checked-chart.ts';

export const cloudnativePg: CheckedChart = {
  version: '0.29.0',
  source: 'charts/cloudnative-pg of github.com/cloudnative-pg/charts, tag cloudnative-pg-v0.29.0',
  paths: [
    'image.tag',
    'monitoring.podMonitorEnabled',
    'replicaCount',
    'resources.limits.*',
    'resources.requests.*',
    'topologySpreadConstraints',
  ],
};
