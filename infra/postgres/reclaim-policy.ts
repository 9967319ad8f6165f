import type { EnvironmentKind } from '../catalogue/deployable.ts';

/** What becomes of a database or role when its object is deleted: only a preview's goes with it. */
export const reclaimPolicy = (environment: EnvironmentKind): 'delete' | 'retain' =>
  environment === 'preview' ? 'delete' : 'retain';
