import { describe, expect, it } from '@jest/globals';
import { callersOf, callsOf } from './calls-of.ts';
import { catalogueFileOf, catalogueFileText } from './catalogue-file.ts';
import { bff } from './bff.ts';
import { catalogue } from './catalogue.ts';
import { coreApi } from './core-api.ts';
import { syntra } from './syntra.ts';

const urlOf = (name: string) => `http://${name}`;

describe('catalogueFileOf', () => {
  it('leaves the reader itself out', () => {
    const names = catalogueFileOf(catalogue, syntra, urlOf).services.map(({ name }) => name);
    expect(names).toEqual(['auth', 'core-api', 'bff', 'web', 'landing']);
  });

  it('says where to look and what is promised', () => {
    expect(catalogueFileOf(catalogue, syntra, urlOf).services[1]).toEqual({
      name: 'core-api',
      kind: 'service',
      url: 'http://core-api',
      health: { live: '/health/live', ready: '/health/ready' },
      metrics: '/metrics',
      uses: coreApi.uses,
      slo: coreApi.slo,
    });
  });

  it('is text that ends in a newline', () => {
    const file = catalogueFileOf(catalogue, syntra, urlOf);
    expect(JSON.parse(catalogueFileText(file))).toEqual(file);
    expect(catalogueFileText(file).endsWith('}\n')).toBe(true);
  });
});

describe('callsOf', () => {
  it('keeps to the declared uses of an ordinary service', () => {
    expect(callsOf(catalogue, bff).map(({ name }) => name)).toEqual(['auth', 'core-api']);
  });

  it('lets the watcher reach all that listens', () => {
    expect(
      callsOf(catalogue, syntra)
        .map(({ name }) => name)
        .sort(),
    ).toEqual([...['auth', 'bff', 'core-api', 'landing', 'web']]);
  });

  it('is answered from the other side by callersOf', () => {
    expect(callersOf(catalogue, coreApi)).toEqual(['bff', 'syntra']);
    expect(callersOf(catalogue, syntra)).toEqual([]);
  });
});
