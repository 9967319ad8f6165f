import type { Catalogue } from './catalogue/deployable.ts';
import type { StackConfig } from './config/config-schema.ts';
import { type Environment, environmentOf } from './environment.ts';
import { imageLockOf } from './image-lock.ts';
import { SecretBook } from './secrets/secret-book.ts';

/** All that the objects of a stack are made of: plain data. */
export interface Platform {
  readonly catalogue: Catalogue;
  readonly config: StackConfig;
  readonly environment: Environment;
  readonly secrets: SecretBook;
  /** Whether this stack owns the cluster: operators, cluster-wide objects and tenants are its own. */
  readonly ownsCluster: boolean;
}

/** The platform that a stack's configuration describes, with the committed image lock of its environment. */
export const platformOf = (catalogue: Catalogue, config: StackConfig): Platform => ({
  catalogue,
  config,
  environment: environmentOf(config, imageLockOf(config.environment)),
  secrets: new SecretBook(config.secrets),
  ownsCluster: config.hosts.driver !== 'stack',
});
