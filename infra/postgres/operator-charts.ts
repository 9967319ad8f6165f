import type { Chart } from '../charts/chart.ts';
import type { StackConfig } from '../config/config-schema.ts';
import { peers } from '../naming.ts';
import { restrictedLabels } from '../tenants/namespace-objects.ts';
import { versions } from '../versions.ts';

const repository = 'https://cloudnative-pg.github.io/charts';
const { labels: operatorLabels, namespace } = peers.databaseOperator;
const resources = { requests: { cpu: '25m', memory: '128Mi' }, limits: { memory: '256Mi' } };

/** The operator. It makes a standby the primary, so it has a second copy where there are standbys. */
export const operatorChart = ({ monitoring, postgres }: StackConfig): Chart => ({
  ...{ name: 'cloudnative-pg', version: versions.charts.cloudnativePg, repository },
  ...{ release: 'cnpg', namespace },
  namespaceLabels: restrictedLabels,
  values: {
    // The chart of this minor brings its first patch; the newer one has the same rights.
    image: { tag: versions.cloudnativePg },
    replicaCount: postgres.instances > 1 ? 2 : 1,
    resources,
    topologySpreadConstraints: [
      {
        maxSkew: 1,
        topologyKey: 'kubernetes.io/hostname',
        whenUnsatisfiable: 'ScheduleAnyway',
        labelSelector: { matchLabels: { ...operatorLabels } },
      },
    ],
    monitoring: { podMonitorEnabled: monitoring.enabled },
  },
});

/** Backups to S3. It shares the operator's namespace and needs the certificate manager. */
export const backupPluginChart = (): Chart => ({
  ...{ name: 'plugin-barman-cloud', version: versions.charts.barmanCloudPlugin, repository },
  ...{ release: 'barman-cloud', namespace },
  values: { resources },
});

/** Whether somebody in the cluster may back up: this stack, or one of its tenants. */
export const needsBackupPlugin = ({ postgres, tenants }: StackConfig): boolean =>
  postgres.backup !== undefined || tenants.length > 0;
