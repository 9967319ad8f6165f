import type { ApiObject } from './api-object.ts';
import type { StackConfig } from './config/config-schema.ts';

/** Who applies what is derived from the catalogue. */
export type Owner = StackConfig['workloads']['owner'];

/** `objects` where `owner` is the one who applies them, else none: no object has two owners. */
export const ownedBy = (owner: Owner, actual: Owner, objects: readonly ApiObject[]): readonly ApiObject[] =>
  owner === actual ? objects : [];
