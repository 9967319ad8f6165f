/** Goalixa's platform, one line per box of docs/architecture.md. */
import { catalogue } from './catalogue/catalogue.ts';
import { Cluster } from './cluster/cluster.ts';
import { engineStack } from './config/config-engine.ts';
import { Edge } from './edge/edge.ts';
import { Gitops } from './gitops/gitops.ts';
import { Hosts } from './hosts/hosts.ts';
import { platformOf } from './platform.ts';
import { Postgres } from './postgres/postgres.ts';
import { Redis } from './redis/redis.ts';
import { Tenants } from './tenants/tenants.ts';
import { Workloads } from './workloads/workloads.ts';

const { config, vault } = engineStack(catalogue);
const platform = platformOf(catalogue, config);

const hosts = new Hosts('hosts', { platform, vault }, {});
const cluster = new Cluster('cluster', { platform, hosts, vault }, {});
const namespaces = new Tenants('tenants', { platform, cluster, before: [] }, {});
const edge = new Edge('edge', { platform, cluster, before: [namespaces] }, {});
// The backup plugin asks the certificate manager for its certificates.
const postgres = new Postgres('postgres', { platform, cluster, before: [namespaces, edge] }, {});
const redis = new Redis('redis', { platform, cluster, before: [namespaces] }, {});
const workloads = new Workloads(
  'workloads',
  { platform, cluster, before: [namespaces, postgres, redis] },
  {},
);
new Gitops('gitops', { platform, cluster, tenants: namespaces, before: [postgres, redis, workloads] }, {});

/** Read by tenants' stacks; no secrets. */
export const clusterIdentifier = hosts.clusterIdentifier;
export const tenants = config.tenants.map(({ environment }) => environment);
export const publicUrl = platform.environment.publicUrl;
export const kubeconfig = cluster.kubeconfig;

/** Where the name of `publicUrl` has to point; none where this stack makes no load balancer. */
export const publicAddress = hosts.publicAddress ?? null;
