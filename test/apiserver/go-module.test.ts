import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { versions } from '../../infra/versions.ts';
import { goModuleFolder, kubernetesVersion } from './go-module.ts';

const goMod = readFileSync(join(goModuleFolder, 'go.mod'), 'utf8');

describe('the Go module of the API server', () => {
  it('builds the Kubernetes that k3s is', () => {
    expect(kubernetesVersion).toBe(versions.k3s.split('+')[0]);
  });

  it('takes every staging module in the version that belongs to it', () => {
    const staging = [...goMod.matchAll(/^\t(k8s\.io\/[a-z-]+) => (\S+) (\S+)$/gm)];
    const wanted = kubernetesVersion.replace('v1.', 'v0.');
    expect(staging.length).toBeGreaterThan(30);
    expect(staging.filter(([, name, path, version]) => path !== name || version !== wanted)).toEqual([]);
    // Kubernetes itself requires them as v0.0.0, which does not exist.
    const required = [...goMod.matchAll(/^\t(k8s\.io\/[a-z-]+) v0\.0\.0(?: |$)/gm)].map(([, name]) => name);
    expect(required.filter((name) => !staging.some(([, replaced]) => replaced === name))).toEqual([]);
  });
});
