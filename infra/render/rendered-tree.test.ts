import { describe, expect, it } from '@jest/globals';
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
  it('refuses two objects in one file', () => {
    expect(() => renderedTree([...catalogue, ...catalogue.slice(0, 1)], env)).toThrow(
      'two objects share a file',
    );
  });

  it('has a folder for each entry and one for the edge', () => {
    const folders = new Set([...renderedTree(catalogue, env).keys()].map((path) => path.split('/')[1]));
    expect([...folders].sort()).toEqual([...catalogue.map(({ name }) => name), 'edge'].sort());
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
