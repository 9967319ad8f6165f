import type { EnvironmentKind } from './catalogue/deployable.ts';
import type { StackConfig } from './config/config-schema.ts';
import type { ImageLock } from './image-lock.ts';

/** What the derived objects of one environment depend on besides the catalogue: plain data. */
export interface Environment {
  readonly name: EnvironmentKind;
  readonly namespace: string;
  /** Origin that users see, and its host name. */
  readonly publicUrl: string;
  readonly host: string;
  readonly tls: boolean;
  readonly logLevel: string;
  readonly registry: string;
  readonly images: ImageLock['images'];
  readonly replicas: StackConfig['workloads']['replicas'];
  readonly postgres: StackConfig['postgres']['layout'];
  readonly redis: boolean;
  readonly ingressClass: string;
  /** Whose certificate the host has: the edge's, or its own, by this challenge. */
  readonly certificate: 'wildcard' | 'dns01' | 'http01';
  /** Whether Prometheus may scrape the pods. */
  readonly monitoring: boolean;
}

/** The environment that a stack describes, with the images that run in it. */
export function environmentOf(config: StackConfig, lock: ImageLock): Environment {
  const { hostname, protocol } = new URL(config.publicUrl);
  const { certificates } = config.edge;
  return {
    name: config.environment,
    namespace: config.environment,
    publicUrl: config.publicUrl,
    host: hostname,
    tls: protocol === 'https:',
    logLevel: config.logLevel,
    registry: config.images.registry,
    images: lock.images,
    replicas: config.workloads.replicas,
    postgres: config.postgres.layout,
    redis: config.redis.enabled,
    ingressClass: config.edge.ingressClass,
    certificate: certificates.wildcard ? 'wildcard' : certificates.challenge,
    monitoring: config.monitoring.enabled,
  };
}
