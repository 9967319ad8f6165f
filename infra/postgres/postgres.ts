import type * as pulumi from '@pulumi/pulumi';
import { Box } from '../box.ts';
import type { BoxArgs } from '../box-args.ts';
import { registerChart } from '../charts/register-chart.ts';
import { registerInOrder } from '../register-all.ts';
import { backupPluginChart, needsBackupPlugin, operatorChart } from './operator-charts.ts';
import { postgresStages } from './postgres-stages.ts';

/** The databases, their roles and backups. Down: whoever needs a database answers 503. */
export class Postgres extends Box {
  constructor(name: string, args: BoxArgs, opts: pulumi.ComponentResourceOptions) {
    super('goalixa:infra:Postgres', name, {}, opts);
    const { before, cluster, platform } = args;
    if (platform.config.postgres.enabled) {
      const operators = platform.ownsCluster ? this.#registerOperators(args) : [];
      registerInOrder(this, postgresStages(platform), cluster, [...before, ...operators]);
    }
    this.registerOutputs({});
  }

  /** The cluster's owner has them for all environments. */
  #registerOperators({ before, cluster, platform }: BoxArgs): pulumi.Resource[] {
    const { config } = platform;
    const operator = registerChart(this, operatorChart(config), cluster, before);
    if (!needsBackupPlugin(config)) return operator;
    const plugin = registerChart(this, backupPluginChart(), cluster, [...before, ...operator]);
    return [...operator, ...plugin];
  }
}
