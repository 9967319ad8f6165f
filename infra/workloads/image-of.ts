import type { Deployable } from '../catalogue/deployable.ts';
import type { Environment } from '../environment.ts';

// Well-formed and never there: what was not released cannot be pulled by accident.
const unreleasedDigest = `sha256:${'0'.repeat(64)}`;

/** The image by digest; an entry that the lock does not hold counts as unreleased. */
export function imageOf(app: Deployable, env: Environment): string {
  const locked = env.images[app.name];
  const image = locked?.image ?? `${env.registry}/${app.image}/${app.image}`;
  return `${image}@${locked && 'digest' in locked ? locked.digest : unreleasedDigest}`;
}
