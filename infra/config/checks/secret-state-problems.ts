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
  const { active, generation, previousRoot } = state;
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
    ...(previousRoot === undefined || generation > 1
      ? []
      : [
          {
            path: [...path, 'previousRoot'],
            message: 'generation 1 has none before it; raise generation to 2 or leave this out',
          },
        ]),
  ];
}
