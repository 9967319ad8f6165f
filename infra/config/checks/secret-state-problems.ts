import { didYouMean } from '../did-you-mean.ts';
import type { Draft } from '../config-draft.ts';
import type { Problem } from '../config-problems.ts';
import { labelsOfStack } from '../../secrets/labels-of-stack.ts';
import type { SecretState } from '../../secrets/secret-book.ts';
import type { Check } from './check.ts';

/** Rotated secrets: of a label that there is, in a state that can be. */
export const secretStateProblems: Check = (config, { catalogue }) => {
  const labels = labelsOfStack(config, catalogue);
  return Object.entries(config.secrets ?? {}).flatMap(([label, state]) => {
    const path = ['secrets', label];
    if (labels.includes(label)) return stateProblems(path, state ?? {});
    const cure = didYouMean(label, labels) || '; docs/runbooks/rotate-secrets.md lists them';
    return [{ path, message: `no secret of this label${cure}` }];
  });
};

function stateProblems(path: Problem['path'], state: Draft<SecretState>): readonly Problem[] {
  const { active, generation, root, since } = state;
  if (generation === undefined) return [];
  const known = generation === 1 ? [1] : [generation, generation - 1];
  return [
    ...(active === undefined || known.includes(active)
      ? []
      : [
          {
            path: [...path, 'active'],
            message: `generation ${active} is not mounted; use ${known.join(' or ')}, or leave it out`,
          },
        ]),
    ...sinceProblems([...path, 'since'], { root, generation, since }),
  ];
}

/** Without `since`, a secret that moves to another root would lose the generation that is in use. */
function sinceProblems(
  path: Problem['path'],
  { generation = 1, root = 1, since }: Draft<SecretState>,
): readonly Problem[] {
  if (since === undefined && root > 1 && generation > 1)
    return [{ path, message: `missing; the first generation that is derived from rootSecret${root}` }];
  if (since !== undefined && since > generation)
    return [{ path, message: `generation ${since} is not made yet; use ${generation} or less` }];
  if (since !== undefined && since > 1 && root === 1)
    return [{ path, message: 'there is no root before rootSecret1; leave this out' }];
  return [];
}
