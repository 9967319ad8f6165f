import type { ICronJob } from 'kubernetes-models/batch/v1';
import type { Catalogue, Job } from '../catalogue/deployable.ts';
import type { Environment } from '../environment.ts';
import { metadataOf } from './metadata.ts';
import { podTemplateOf } from './pod-template.ts';

/** The CronJob of a job; a hung run is ended and replaced, or it would block all later ones unnoticed. */
export const cronJobOf = (catalogue: Catalogue, app: Job, env: Environment): ICronJob => ({
  apiVersion: 'batch/v1',
  kind: 'CronJob',
  metadata: metadataOf(app, env),
  spec: {
    schedule: app.schedule,
    timeZone: 'Etc/UTC',
    concurrencyPolicy: 'Replace',
    startingDeadlineSeconds: 300,
    successfulJobsHistoryLimit: 1,
    failedJobsHistoryLimit: 3,
    jobTemplate: {
      spec: { activeDeadlineSeconds: 900, backoffLimit: 2, template: podTemplateOf(catalogue, app, env) },
    },
  },
});
