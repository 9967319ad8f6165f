/** Goalixa's platform, one line per box of docs/architecture.md. */
import { catalogue } from './catalogue/catalogue.ts';
import { Cluster } from './cluster/cluster.ts';
import { engineStack } from './config-engine.ts';
import { Edge } from './edge/edge.ts';
import { environmentOf } from './environment.ts';
import { imageLockOf } from './image-lock.ts';
import { Workloads } from './workloads/workloads.ts';

const { config, secret } = engineStack(catalogue);
const environment = environmentOf(config, imageLockOf(config.environment));
const { owner } = config.workloads;
const identifier = `goalixa-${environment.name}`;

const cluster = new Cluster('cluster', { identifier, kubeconfig: secret('kubeconfig') }, {});
const workloads = new Workloads('workloads', { catalogue, environment, owner, cluster }, {});
new Edge('edge', { catalogue, environment, owner, cluster }, { dependsOn: [workloads] });

export const publicUrl = environment.publicUrl;
