import { describe, expect, it } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { versions } from '../../infra/versions.ts';
import { goEnvironment } from './environment.ts';
import { goModuleFolder, kubernetesVersion, whyNoGo } from './go-module.ts';

const goMod = readFileSync(join(goModuleFolder, 'go.mod'), 'utf8');

describe('whyNoGo', () => {
  it('says that there is no Go', () => {
    expect(whyNoGo({ PATH: '/nowhere' })).toBe('go is not on the PATH');
  });

  const withGo = whyNoGo() === undefined ? it : it.skip;
  withGo('says that nobody serves the modules (where there is Go)', () => {
    const cache = mkdtempSync(join(tmpdir(), 'goalixa-modules-'));
    const reason = whyNoGo({ ...goEnvironment, GOPROXY: 'off', GOMODCACHE: cache, GOFLAGS: '-modcacherw' });
    rmSync(cache, { recursive: true });
    expect(reason).toMatch(/^go: .*module lookup disabled by GOPROXY=off/);
  });
});

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
