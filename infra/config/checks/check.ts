import type { Catalogue } from '../../catalogue/deployable.ts';
import type { ConfigUse } from '../parse-config.ts';
import type { ConfigDraft } from '../config-draft.ts';
import type { Problem } from '../config-problems.ts';

/** What a configuration is seen together with. */
export interface CheckContext {
  readonly stack: string;
  readonly catalogue: Catalogue;
  /** Encrypted keys that are there. */
  readonly secrets: ReadonlySet<string>;
  readonly use: ConfigUse;
}

/** What is wrong only when several fields, or a field and something else, are seen together. */
export type Check = (config: ConfigDraft, context: CheckContext) => readonly Problem[];
