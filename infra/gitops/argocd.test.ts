import { runInNewContext } from 'node:vm';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import type { ApiObject } from '../api-object.ts';
import { catalogue } from '../catalogue/catalogue.ts';
import { configOfStack } from '../config/config-file.ts';
import { plainText } from '../fixtures/plain-text.ts';
import { platformOf } from '../platform.ts';
import { stackModels } from '../fixtures/stack-models.ts';
import { manifestProblems } from '../render/validate.ts';
import { SecretValue } from '../secrets/secret-value.ts';
import { argocdChart } from './argocd.ts';
import { argocdSecrets } from './argocd-secrets.ts';
import { argocdValues } from './argocd-values.ts';
import type { GitopsConfig } from './gitops-config.ts';
import { notificationValues } from './notification-values.ts';

const { gitops } = configOfStack('production', catalogue);
const secretsWith = (changes: Partial<GitopsConfig>): readonly ApiObject[] => {
  const config = { ...configOfStack('production', catalogue), gitops: { ...gitops, ...changes } };
  return argocdSecrets(platformOf(catalogue, config));
};
/** What a Secret holds; of each secret, where it comes from. */
const heldBy = (name: string, changes: Partial<GitopsConfig> = {}): Record<string, string> => {
  const secret = secretsWith(changes).find(({ metadata }) => metadata?.name === name);
  const data = (secret as { stringData?: Record<string, string | SecretValue> } | undefined)?.stringData;
  return Object.fromEntries(
    Object.entries(data ?? {}).map(([key, value]) => [
      key,
      value instanceof SecretValue
        ? value.sources.map((source) => (source.from === 'root' ? source.label : source.key)).join()
        : value,
    ]),
  );
};

describe("Argo CD's chart", () => {
  it('lets nobody log in, opens no way in and makes no Secret', () => {
    expect(argocdValues(gitops)).toMatchObject({
      configs: {
        cm: { 'admin.enabled': false, 'exec.enabled': false },
        rbac: { 'policy.default': '' },
        secret: { createSecret: false },
      },
      dex: { enabled: false },
      global: { networkPolicy: { create: true, defaultDenyIngress: true } },
      redisSecretInit: { enabled: false },
      notifications: { enabled: false },
    });
    // No Ingress, no route and a Service inside the cluster are the chart's defaults.
    expect(Object.keys(argocdValues(gitops)['server'] as object)).toEqual(['resources']);
  });

  it('is in a namespace of restricted pods', () => {
    expect(argocdChart(gitops)).toMatchObject({
      name: 'argo-cd',
      version: expect.stringMatching(/^10\.7\.\d+$/),
      repository: 'https://argoproj.github.io/argo-helm',
      namespace: 'argocd',
      namespaceLabels: { 'pod-security.kubernetes.io/enforce': 'restricted' },
    });
  });

  it('gives every part that runs requests and a limit of memory', () => {
    const values = argocdValues({ ...gitops, notifications: true });
    for (const part of ['controller', 'repoServer', 'server', 'redis', 'notifications'])
      expect(values[part]).toMatchObject({
        resources: { requests: { cpu: expect.any(String), memory: expect.any(String) }, limits: {} },
      });
  });

  it('compares on the server', () => {
    expect(argocdValues(gitops)).toMatchObject({
      configs: { params: { 'controller.diff.server.side': true } },
    });
  });

  it('makes nothing of what a branch holds but plain manifests: other tools would fetch from elsewhere', () => {
    expect(argocdValues(gitops)).toMatchObject({
      configs: { cm: { 'helm.enable': false, 'jsonnet.enable': false, 'kustomize.enable': false } },
    });
  });

  it('knows the host keys of a repository elsewhere', () => {
    const knownHosts = ['git.example ssh-ed25519 AAAA', 'git.example ssh-rsa BBBB'];
    expect(argocdValues({ ...gitops, knownHosts })).toMatchObject({
      configs: { ssh: { extraHosts: knownHosts.join('\n') } },
    });
  });
});

describe('notifications', () => {
  const values = notificationValues(true) as Record<string, Record<string, string>>;
  /** What a trigger's expressions give for an Application with this status; undefined fields are left out. */
  const evaluated = (trigger: string, status: object): object => {
    const [{ oncePer, when }] = parse(values['triggers']?.[`trigger.${trigger}`] ?? '') as [
      { oncePer?: string; when: string },
    ];
    // They are written in the part of expr-lang that is JavaScript too.
    const valueOf = (expression: string): unknown => runInNewContext(expression, { app: { status } });
    return { when: valueOf(when), ...(oncePer === undefined ? {} : { oncePer: valueOf(oncePer) }) };
  };

  it('read the address from our Secret, and make none', () => {
    expect(values['secret']).toEqual({ create: false, name: 'argocd-notifications-secret' });
    expect(parse(values['notifiers']?.['service.webhook.goalixa'] ?? '')).toMatchObject({
      url: '$webhook-url',
    });
    expect(heldBy('argocd-notifications-secret', { notifications: true })).toEqual({
      'webhook-url': 'notificationsUrl',
    });
  });

  it('tell a failed sync and a degraded health, each by a template that is there', () => {
    const names = Object.keys(values['triggers'] ?? {});
    expect(names).toEqual(['trigger.on-sync-failed', 'trigger.on-health-degraded']);
    for (const [name, text] of Object.entries(values['triggers'] ?? {})) {
      const [{ send }] = parse(text) as [{ send: string[] }];
      expect(send).toEqual([name.replace('trigger.', '')]);
      expect(Object.keys(values['templates'] ?? {})).toContain(`template.${send[0]}`);
    }
  });

  it.each<[string, boolean, object]>([
    ['not yet synced', false, {}],
    ['at its first try', false, { phase: 'Running' }],
    ['tried again', true, { phase: 'Running', retryCount: 1 }],
    ['given up', true, { phase: 'Failed', retryCount: 10 }],
    ['in error', true, { phase: 'Error' }],
    ['synced at the second try', false, { phase: 'Succeeded', retryCount: 1 }],
  ])('tell a failed sync from its first failure on: %s, %s', (_title, isTold, operationState) => {
    expect(evaluated('on-sync-failed', { operationState })).toMatchObject({ when: isTold });
    expect(evaluated('on-sync-failed', {})).toEqual({ when: false });
  });

  it('tell a failed sync once, however often it is tried', () => {
    const startedAt = '2026-11-26T10:00:00Z';
    const tries = [
      { phase: 'Running', retryCount: 1, startedAt, syncResult: { revision: 'a' } },
      { phase: 'Running', retryCount: 1, startedAt },
      { phase: 'Failed', retryCount: 10, startedAt, syncResult: { revision: 'b' } },
    ];
    for (const operationState of tries)
      expect(evaluated('on-sync-failed', { operationState })).toEqual({ when: true, oncePer: startedAt });
  });

  it('tell degraded health each time anew: a mark per commit would outlast the recovery', () => {
    const operationState = { phase: 'Succeeded', startedAt: 'then', syncResult: { revision: 'a' } };
    const told = ['Degraded', 'Healthy', 'Progressing'].map((status) =>
      evaluated('on-health-degraded', { health: { status }, operationState }),
    );
    expect(told).toEqual([{ when: true }, { when: false }, { when: false }]);
    expect(evaluated('on-health-degraded', {})).toEqual({ when: false });
  });

  it('quote what an error says', () => {
    for (const text of Object.values(values['templates'] ?? {})) {
      const { webhook } = parse(text) as { webhook: { goalixa: { method: string; body: string } } };
      expect(webhook.goalixa).toMatchObject({
        method: 'POST',
        body: expect.stringMatching(/^\{"text": \{\{ .* \| toJson \}\}\}$/),
      });
    }
  });
});

describe("Argo CD's Secrets", () => {
  it('are only those that are needed', () => {
    expect(secretsWith({}).map(({ metadata }) => metadata?.name)).toEqual(['argocd-secret', 'argocd-redis']);
  });

  it('are derived, and leave nothing for Argo CD to add', () => {
    expect(heldBy('argocd-secret')).toMatchObject({
      'server.secretkey': 'gitops/sessions',
      'webhook.github.secret': 'gitops/webhook',
    });
    expect(heldBy('argocd-secret')).not.toHaveProperty('admin.password');
    expect(heldBy('argocd-redis')).toEqual({ auth: 'gitops/cache' });
  });

  it('believe no sender of webhooks unchecked', () => {
    const senders = ['github', 'gitlab', 'gogs', 'bitbucketserver', 'bitbucket', 'azuredevops'];
    for (const sender of senders) {
      const values = Object.entries(heldBy('argocd-secret')).filter(([key]) =>
        key.startsWith(`webhook.${sender}.`),
      );
      expect([sender, values.map(([, value]) => value)]).toEqual([
        sender,
        expect.arrayContaining(['gitops/webhook']),
      ]);
    }
  });

  it('carry the label without which Argo CD overlooks them', () => {
    for (const { metadata } of secretsWith({ isPrivate: true, notifications: true }))
      expect(metadata).toMatchObject({
        namespace: 'argocd',
        labels: { 'app.kubernetes.io/part-of': 'argocd' },
      });
  });

  it('log in to a private repository by token or by key', () => {
    expect(heldBy('goalixa-repository', { isPrivate: true })).toEqual({
      ...{ type: 'git', url: gitops.repository, username: 'git', password: 'gitToken' },
    });
    const repository = 'git@git.example:goalixa/goalixa.git';
    expect(heldBy('goalixa-repository', { isPrivate: true, repository })).toEqual({
      ...{ type: 'git', url: repository, sshPrivateKey: 'gitToken' },
    });
  });

  it('pass their schema once their texts are in', () => {
    for (const secret of secretsWith({ isPrivate: true, notifications: true })) {
      const { stringData } = secret as { stringData?: Record<string, string | SecretValue> };
      const texts = Object.entries(stringData ?? {}).map(([key, value]) => [
        key,
        value instanceof SecretValue ? plainText(value) : value,
      ]);
      const object = { ...secret, stringData: Object.fromEntries(texts) as object };
      expect(manifestProblems(object, stackModels)).toEqual([]);
    }
  });
});
