import { describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { catalogue } from '../catalogue/catalogue.ts';
import { checkedCatalogue } from '../catalogue/check-catalogue.ts';
import { routesOf } from '../catalogue/routes-of.ts';
import { variablesOf } from '../catalogue/variables-of.ts';
import { anEnvironment } from '../fixtures/an-environment.ts';
import { notes } from '../fixtures/more-deployables.ts';
import { clusterPlacement } from '../workloads/cluster-placement.ts';
import { filesOf, renderedTree } from './rendered-tree.ts';

const env = anEnvironment();
const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'kek' }, stringData: { kek: 'canary' } };

describe('filesOf', () => {
  it('refuses a Secret, and never prints what it holds', () => {
    expect(() => filesOf(env, 'auth', [secret])).toThrow(
      new Error('production/auth: not rendered\n  -/Secret kek: a Secret never goes into Git: only name it'),
    );
  });

  it('refuses an object with an unknown field', () => {
    const map = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, dat: {} };
    expect(() => filesOf(env, 'auth', [map])).toThrow('-/ConfigMap a: dat: unknown field');
  });
});

describe('renderedTree', () => {
  it('refuses two objects of one kind and name, also of two entries', () => {
    expect(() => renderedTree([...catalogue, ...catalogue.slice(0, 1)], env)).toThrow(
      'production: there are two of production/ServiceAccount auth',
    );
    const clash = { ...notes, name: 'auth-migrate' };
    expect(() => renderedTree([...catalogue, clash], env)).toThrow(
      'production: there are two of production/NetworkPolicy auth-migrate-deny',
    );
  });

  it('has a folder for each entry and one for the edge, beside the checksums', () => {
    const inside = new Set([...renderedTree(catalogue, env).keys()].map((path) => path.split('/')[1]));
    const folders = [...catalogue.map(({ name }) => name), 'edge'];
    expect([...inside].sort()).toEqual([...folders, 'checksums.txt'].sort());
  });

  it('holds the checksum of every other file, sorted by path', () => {
    const tree = renderedTree(catalogue, env);
    const files = [...tree.keys()].filter((path) => path !== 'production/checksums.txt').sort();
    const lines = files.map((path) => {
      const sum = createHash('sha256')
        .update(tree.get(path) ?? '')
        .digest('hex');
      return `${sum}  ${path.replace('production/', '')}\n`;
    });
    expect(tree.get('production/checksums.txt')).toBe(lines.join(''));
  });

  it('renders a service that was not released, by a digest that nothing has', () => {
    const images = { bff: { image: 'harbor.goalixa.example/bff/bff', unreleased: true as const } };
    const deployment = renderedTree(catalogue, anEnvironment({ images })).get(
      'production/bff/deployment-bff.yaml',
    );
    expect(deployment).toContain(`image: harbor.goalixa.example/bff/bff@sha256:${'0'.repeat(64)}\n`);
  });

  it('takes a seventh deployable up in manifests, routes and variables with no other edit', () => {
    const seven = checkedCatalogue([...catalogue, notes]);
    const before = renderedTree(catalogue, env);
    const after = renderedTree(seven, env);
    const added = [...after.keys()].filter((path) => !before.has(path));
    expect(added.sort()).toEqual(
      [
        ...['deployment-notes', 'horizontalpodautoscaler-notes', 'networkpolicy-notes-allow'],
        ...['networkpolicy-notes-deny', 'poddisruptionbudget-notes', 'service-notes', 'serviceaccount-notes'],
      ].map((file) => `production/notes/${file}.yaml`),
    );
    expect(routesOf(seven)).toContainEqual({ path: '/notes/', match: 'prefix', target: 'notes' });
    expect(after.get('production/edge/ingress-goalixa.yaml')).toContain('path: /notes/');
    expect(after.get('production/core-api/networkpolicy-core-api-allow.yaml')).toContain('name: notes');
    expect(after.get('production/syntra/configmap-syntra-catalogue.yaml')).toContain('"http://notes"');
    expect(variablesOf(notes, clusterPlacement(env))).toMatchObject({
      CORE_API_URL: 'http://core-api',
      NOTE_KEY_FILE: '/run/secrets/goalixa/note-key',
    });
  });
});
