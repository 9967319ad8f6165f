import type { CheckedChart } from './checked-chart.ts';

export const pluginBarmanCloud: CheckedChart = {
  version: '0.7.0',
  source: 'charts/plugin-barman-cloud of github.com/cloudnative-pg/charts, tag plugin-barman-cloud-v0.7.0',
  paths: ['resources.limits.*', 'resources.requests.*'],
};
