import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IJob } from 'kubernetes-models/batch/v1';
import { databaseVariables } from '@goalixa/kit/config.ts';
import { catalogue } from '../catalogue/catalogue.ts';
import type { Service } from '../catalogue/deployable.ts';
import { anEnvironment } from '../fixtures/an-environment.ts';
import { migrationSecretNameOf } from '../naming.ts';
import { paths } from '../paths.ts';
import { deploymentOf } from './deployment.ts';
import { migrates, migrationJobOf } from './migration-job.ts';
import { workloadObjects } from './workload-objects.ts';

const env = anEnvironment();
const migrating = catalogue
  .filter((app): app is Service => migrates(app))
  .map((app): [string, Service] => [app.name, app]);
const specOf = (job: IJob) => job.spec!.template.spec!;
const containerOf = (job: IJob) => specOf(job).containers[0]!;

describe('migrationJobOf', () => {
  it('is made for every entry with migrations and for no other', () => {
    expect(migrating.map(([name]) => name)).toEqual(['auth', 'core-api']);
    const jobs = catalogue.flatMap((app) =>
      workloadObjects(catalogue, app, env).filter(({ kind }) => kind === 'Job'),
    );
    expect(jobs.map(({ metadata }) => metadata?.name)).toEqual(['auth-migrate', 'core-api-migrate']);
  });

  it('is a Sync hook that deletes the one before it, as a template cannot be changed', () => {
    expect(migrationJobOf(migrating[0]![1], env).metadata?.annotations).toEqual({
      'argocd.argoproj.io/sync-wave': '-1',
      'argocd.argoproj.io/hook': 'Sync',
      'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation',
    });
  });

  it('ends by itself and keeps its log until the next one', () => {
    const { spec } = migrationJobOf(migrating[0]![1], env);
    expect(spec).toMatchObject({ backoffLimit: 4, activeDeadlineSeconds: 900 });
    expect(spec).not.toHaveProperty('ttlSecondsAfterFinished');
    expect(spec?.template.spec?.restartPolicy).toBe('Never');
  });

  it.each(migrating)("starts %s's image as its Dockerfile does, with the word migrate", (_name, app) => {
    const dockerfile = readFileSync(join(paths.root, app.source, 'Dockerfile'), 'utf8');
    const [, command = ''] = /^CMD (\[.*\])$/m.exec(dockerfile) ?? [];
    const container = containerOf(migrationJobOf(app, env));
    expect(container.args).toEqual([...(JSON.parse(command) as string[]), 'migrate']);
    expect(container.image).toBe(deploymentOf(catalogue, app, env).spec?.template.spec?.containers[0]?.image);
  });

  it.each(migrating)('gives %s the variables that migrate reads, and no other secret', (_name, app) => {
    const names = (containerOf(migrationJobOf(app, env)).env ?? []).map(({ name }) => name);
    expect(names).toEqual([...Object.keys(databaseVariables), 'NODE_OPTIONS'].sort());
  });

  it.each(migrating)("connects %s to the primary with the owner's login", (name, app) => {
    const { env: variables } = containerOf(migrationJobOf(app, env));
    expect(variables).toContainEqual({ name: 'DATABASE_HOST', value: expect.stringMatching(/-rw$/) });
    const volume = specOf(migrationJobOf(app, env)).volumes?.find((one) => one.name === 'secrets');
    expect(migrationSecretNameOf(app)).toBe(`${name}-migration`);
    expect(volume?.projected?.sources).toEqual([
      {
        secret: {
          name: `${name}-migration`,
          items: ['database-user', 'database-password'].map((key) => ({ key, path: key })),
        },
      },
    ]);
  });

  it.each(migrating)("is as restricted as %s's other pods, without a token", (_name, app) => {
    const server = deploymentOf(catalogue, app, env).spec!.template.spec!;
    const job = specOf(migrationJobOf(app, env));
    expect(job.securityContext).toEqual(server.securityContext);
    expect(containerOf(migrationJobOf(app, env)).securityContext).toEqual(
      server.containers[0]?.securityContext,
    );
    expect(job.automountServiceAccountToken).toBe(false);
  });

  it.each(migrating)('has pods that no selector of %s takes for its own', (name, app) => {
    const labels = migrationJobOf(app, env).spec?.template.metadata?.labels;
    expect(labels).toMatchObject({ 'app.kubernetes.io/name': `${name}-migrate` });
    const selectors = JSON.stringify(
      workloadObjects(catalogue, app, env).filter(({ kind }) =>
        ['Service', 'PodDisruptionBudget', 'Deployment'].includes(kind),
      ),
    );
    expect(selectors).not.toContain(`${name}-migrate`);
  });
});
