import { describe, expect, it } from '@jest/globals';
import { titleOf } from '../api-object.ts';
import { catalogue } from '../catalogue/catalogue.ts';
import { anEnvironment } from '../fixtures/an-environment.ts';
import { wavesOf } from './sync-wave.ts';
import { workloadObjects } from './workload-objects.ts';

const kindsByWave = (name: string): string[][] => {
  const app = catalogue.find((entry) => entry.name === name);
  if (!app) throw new Error(`no entry ${name}`);
  return wavesOf(workloadObjects(catalogue, app, anEnvironment())).map((wave) => [
    ...new Set(wave.map(({ kind }) => kind)),
  ]);
};
const serving = ['Service', 'Deployment', 'HorizontalPodAutoscaler', 'PodDisruptionBudget'];

describe('wavesOf', () => {
  it('puts accounts and policies before the migration, and the migration before the rest', () => {
    expect(kindsByWave('auth')).toEqual([['ServiceAccount', 'NetworkPolicy'], ['Job'], serving]);
  });

  it('puts what pods mount before them', () => {
    expect(kindsByWave('syntra')).toEqual([['ServiceAccount', 'NetworkPolicy', 'ConfigMap'], serving]);
  });

  it('loses no object, and keeps the order of those in one wave', () => {
    for (const app of catalogue) {
      const objects = workloadObjects(catalogue, app, anEnvironment());
      expect(wavesOf(objects).flat().map(titleOf)).toEqual(objects.map(titleOf));
    }
  });
});
