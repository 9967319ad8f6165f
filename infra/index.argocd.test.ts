import { beforeAll, describe, expect, it } from '@jest/globals';
import { catalogue } from './catalogue/catalogue.ts';
import { configOfStack } from './config-file.ts';
import { engineConfigOf } from './fixtures/engine-config.ts';
import { type Registered, recordingMonitor, settled } from './fixtures/recording-monitor.ts';
import { committedStacks, renderStacks } from './render/render-stacks.ts';

let registered: readonly Registered[];
beforeAll(async () => {
  registered = await recordingMonitor('staging', engineConfigOf('staging'));
  await import('./index.ts');
  await settled(registered);
});

describe('the program of a committed stack', () => {
  it('leaves all workloads and Ingresses to Argo CD: no object has two owners', () => {
    expect(registered.filter(({ type }) => type.startsWith('kubernetes:'))).toEqual([]);
    expect(renderStacks(catalogue).size).toBeGreaterThan(80);
  });

  it('registers the boxes of the diagram, without arguments that would land in the state', () => {
    const boxes = registered.filter(({ type }) => type.startsWith('goalixa:infra:'));
    expect(boxes.map(({ inputs, type }) => [type, inputs])).toEqual(
      ['Cluster', 'Workloads', 'Edge'].map((box) => [`goalixa:infra:${box}`, {}]),
    );
  });
});

describe('the committed stacks', () => {
  it.each(committedStacks())('%s says who applies its workloads: Argo CD', (stack) => {
    expect(configOfStack(stack, catalogue).workloads.owner).toBe('argocd');
  });
});
