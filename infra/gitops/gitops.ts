import { Release } from '@pulumi/kubernetes/helm/v3/release.js';
import * as pulumi from '@pulumi/pulumi';
import { Box } from '../box.ts';
import type { BoxArgs } from '../box-args.ts';
import { registerChart } from '../charts/register-chart.ts';
import { imageLockOf } from '../image-lock.ts';
import { registerAll } from '../register-all.ts';
import type { Tenants } from '../tenants/tenants.ts';
import { appProjectOf } from './app-project.ts';
import { applicationOf } from './application.ts';
import { argocdChart } from './argocd.ts';
import { argocdSecrets } from './argocd-secrets.ts';
import { deliveredApps } from './delivered-apps.ts';
import { deliveriesOf, type Delivery } from './delivery.ts';

export interface GitopsArgs extends BoxArgs {
  /** Whose namespaces the applications fill. */
  readonly tenants: Tenants;
}

/** Argo CD and what it applies from Git. Down: what runs goes on, nothing new arrives. */
export class Gitops extends Box {
  constructor(name: string, args: GitopsArgs, opts: pulumi.ComponentResourceOptions) {
    super('goalixa:infra:Gitops', name, {}, opts);
    const { config, ownsCluster } = args.platform;
    if (ownsCluster && config.gitops.enabled) this.#deliver(args);
    this.registerOutputs({});
  }

  #deliver(args: GitopsArgs): void {
    const { cluster, platform } = args;
    const { gitops } = platform.config;
    // Argo CD alone, not its Secrets: a tenant's applications wait for no Secret of this stack.
    const argocd = registerChart(this, argocdChart(gitops), cluster, [], argocdSecrets(platform)).filter(
      (resource) => resource instanceof Release,
    );
    for (const delivery of deliveriesOf(platform, (environment) => imageLockOf(environment).images)) {
      const project = appProjectOf(platform.catalogue, gitops.repository, delivery);
      const ready = [...argocd, ...args.tenants.namespaces, ...registerAll(this, [project], cluster, argocd)];
      this.#deliverTo(delivery, args, ready);
    }
  }

  /** A tenant's Secrets are made by another stack: its applications cannot wait for them, and try again. */
  #deliverTo(delivery: Delivery, { before, cluster, platform }: GitopsArgs, ready: pulumi.Resource[]): void {
    const { released, unreleased } = deliveredApps(platform.catalogue, delivery);
    const { gitops } = platform.config;
    const { name } = delivery.environment;
    const applications = released.map((app) => applicationOf(gitops, delivery, app));
    registerAll(this, applications, cluster, [...ready, ...(delivery.isOwn ? before : [])]);
    if (unreleased.length > 0)
      void pulumi.log.info(
        `No Application yet in ${name}, as infra/images.${name}.lock.json of this checkout has no released image: ${unreleased.join(', ')}.`,
      );
  }
}
