import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { paths } from '../paths.ts';
import { sourceOf } from './source-of.ts';

const plain = { name: 'cert-manager', repository: 'https://charts.example' };
const inRegistry = { name: 'nginx-ingress', repository: 'oci://registry.example/charts' };

describe('sourceOf', () => {
  it("takes the chart's own repository, or registry, by default", () => {
    const charts = { source: 'repository' } as const;
    const repositoryOpts = { repo: 'https://charts.example' };
    expect(sourceOf(plain, charts)).toEqual({ chart: 'cert-manager', repositoryOpts });
    expect(sourceOf(inRegistry, charts)).toEqual({ chart: 'oci://registry.example/charts/nginx-ingress' });
  });

  it.each(['https://mirror.example/helm', 'https://mirror.example/helm/'])(
    'takes every chart from the mirror %s, whatever its own repository is',
    (address) => {
      const repositoryOpts = { repo: 'https://mirror.example/helm' };
      const charts = { source: 'mirror', address } as const;
      expect(sourceOf(plain, charts)).toEqual({ chart: 'cert-manager', repositoryOpts });
      expect(sourceOf(inRegistry, charts)).toEqual({ chart: 'nginx-ingress', repositoryOpts });
    },
  );

  it('takes every chart from a registry that mirrors them', () => {
    const charts = { source: 'mirror', address: 'oci://harbor.example/charts/' } as const;
    expect(sourceOf(plain, charts)).toEqual({ chart: 'oci://harbor.example/charts/cert-manager' });
  });

  it('takes unpacked charts from a folder of the repository, whatever the working directory is', () => {
    expect(sourceOf(plain, { source: 'folder', folder: 'vendor/charts' })).toEqual({
      chart: join(paths.root, 'vendor/charts/cert-manager'),
    });
  });
});
