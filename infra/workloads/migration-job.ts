import type { IJob } from 'kubernetes-models/batch/v1';
import type { Deployable } from '../catalogue/deployable.ts';
import type { Environment } from '../environment.ts';
import { labelsOf, migrationNameOf } from '../naming.ts';
import { migrationVariablesOf } from './environment-variables.ts';
import { metadataOf } from './metadata.ts';
import { restrictedPod } from './restricted-pod.ts';
import { inWave } from './sync-wave.ts';
import { migrationVolumesOf } from './volumes.ts';

/** Whether `main migrate` of the deployable changes its database. */
export const migrates = (app: Deployable): boolean => app.kind === 'service' && app.migrations !== undefined;

// Parts of the image's command: `args` replaces all of it.
const args = ['src/main.mjs', 'migrate'];

/**
 * Brings the database to the schema of the image, before any of its pods starts; when it fails, the old version
 * keeps running. A hook of the phase Sync: PreSync would run before its ServiceAccount and policies exist.
 * The template of a Job never changes, so each sync deletes the last Job first, and so does the program when the
 * template differs. It is kept until then: its log says what ran.
 */
export const migrationJobOf = (app: Deployable, env: Environment): IJob => ({
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: {
    ...metadataOf(app, env, migrationNameOf(app)),
    annotations: {
      ...inWave('migration'),
      'argocd.argoproj.io/hook': 'Sync',
      'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation',
    },
  },
  spec: {
    // The first try may be too early: a new pod's address takes a moment to reach the policies.
    backoffLimit: 4,
    activeDeadlineSeconds: 900,
    template: {
      // Not the service's own name: its Service, budget and policies must not take the pod for one of theirs.
      metadata: { labels: labelsOf(migrationNameOf(app)) },
      spec: {
        ...restrictedPod(app, env, {
          variables: migrationVariablesOf(app, env),
          files: migrationVolumesOf(app),
          container: { args },
        }),
        restartPolicy: 'Never',
      },
    },
  },
});
