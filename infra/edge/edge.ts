import type * as pulumi from '@pulumi/pulumi';
import { Box } from '../box.ts';
import type { BoxArgs } from '../box-args.ts';
import { registerChart } from '../charts/register-chart.ts';
import { ownedBy } from '../owned-objects.ts';
import { registerAll } from '../register-all.ts';
import { certManagerChart } from './cert-manager-chart.ts';
import { clusterIssuerOf, issuerSecrets } from './cluster-issuer.ts';
import { controllerObjects } from './controller-objects.ts';
import { edgeObjects } from './edge-objects.ts';
import { nginxIngressChart } from './nginx-ingress-chart.ts';

/** The way in: one Ingress per host with all routes. Down: nothing is reachable, nothing is lost. */
export class Edge extends Box {
  constructor(name: string, args: BoxArgs, opts: pulumi.ComponentResourceOptions) {
    super('goalixa:infra:Edge', name, {}, opts);
    const { before, cluster, platform } = args;
    const { catalogue, config, environment } = platform;
    if (config.edge.enabled) {
      const operators = platform.ownsCluster ? this.#registerOperators(args) : [];
      const ingresses = ownedBy('pulumi', config.workloads.owner, edgeObjects(catalogue, environment));
      registerAll(this, ingresses, cluster, [...before, ...operators]);
    }
    this.registerOutputs({});
  }

  /** The cluster's owner has them for all environments. The controller does not start without its certificate. */
  #registerOperators({ before, cluster, platform }: BoxArgs): pulumi.Resource[] {
    const { config } = platform;
    const secrets = issuerSecrets(config.edge);
    const manager = registerChart(this, certManagerChart(config), cluster, before, secrets);
    const issuer = registerAll(this, [clusterIssuerOf(config.edge)], cluster, [...before, ...manager]);
    const ready = [...before, ...manager, ...issuer];
    const controller = registerChart(
      this,
      nginxIngressChart(platform),
      cluster,
      ready,
      controllerObjects(platform),
    );
    return [...manager, ...issuer, ...controller];
  }
}
