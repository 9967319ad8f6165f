import { argoCd } from './argo-cd.ts';
import { certManager } from './cert-manager.ts';
import type { CheckedChart } from './checked-chart.ts';
import { cloudnativePg } from './cloudnative-pg.ts';
import { nginxIngress } from './nginx-ingress.ts';
import { pluginBarmanCloud } from './plugin-barman-cloud.ts';

/** Every chart that is registered, by its name. */
export const checkedCharts: Readonly<Record<string, CheckedChart>> = {
  'argo-cd': argoCd,
  'cert-manager': certManager,
  'cloudnative-pg': cloudnativePg,
  'nginx-ingress': nginxIngress,
  'plugin-barman-cloud': pluginBarmanCloud,
};
