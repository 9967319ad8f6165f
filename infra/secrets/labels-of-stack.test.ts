import { describe, expect, it } from '@jest/globals';
import { catalogue } from '../catalogue/catalogue.ts';
import { configOfStack } from '../config/config-file.ts';
import { labelsOfStack } from './labels-of-stack.ts';
import { hostKeyLabel, secretLabels } from './secret-labels.ts';
import { rootsOf } from './secrets-needed.ts';

const production = configOfStack('production', catalogue);
const ofMachines = ['goalixa-1', 'goalixa-2', 'goalixa-3'].map(hostKeyLabel);

describe('labelsOfStack', () => {
  it('has a label for the host key of each machine that the stack makes', () => {
    const others = secretLabels(catalogue);
    expect(labelsOfStack(production, catalogue).filter((label) => !others.includes(label))).toEqual(
      ofMachines,
    );
  });

  it('has none for machines that are there already', () => {
    const staging = configOfStack('staging', catalogue);
    expect(labelsOfStack(staging, catalogue)).toEqual(secretLabels(catalogue));
  });

  it('needs an old root as long as one host key is derived from it', () => {
    const moved = { root: 2, generation: 1 };
    const labels = labelsOfStack(production, catalogue);
    const states = Object.fromEntries(labels.map((label) => [label, moved]));
    const { [ofMachines[2]!]: _last, ...allButOne } = states;
    expect(rootsOf({ ...production, secrets: states }, catalogue)).toEqual([2]);
    expect(rootsOf({ ...production, secrets: allButOne }, catalogue)).toEqual([1, 2]);
  });
});
