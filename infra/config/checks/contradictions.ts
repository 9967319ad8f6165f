import { addressProblems } from './address-problems.ts';
import { adminRangeProblems } from './admin-range-problems.ts';
import { chartProblems } from './chart-problems.ts';
import type { Check } from './check.ts';
import { k3sProblems } from './k3s-problems.ts';
import { edgeProblems } from './edge-problems.ts';
import { gitopsProblems } from './gitops-problems.ts';
import { hostProblems } from './host-problems.ts';
import { imageProblems } from './image-problems.ts';
import { missingSecrets } from './missing-secrets.ts';
import { networkProblems } from './network-problems.ts';
import { postgresProblems } from './postgres-problems.ts';
import { publicUrlProblems } from './public-url-problems.ts';
import { replicaProblems } from './replica-problems.ts';
import { secretStateProblems } from './secret-state-problems.ts';
import { tenantProblems } from './tenant-problems.ts';

const checks: readonly Check[] = [
  addressProblems,
  adminRangeProblems,
  chartProblems,
  k3sProblems,
  edgeProblems,
  gitopsProblems,
  hostProblems,
  imageProblems,
  missingSecrets,
  networkProblems,
  postgresProblems,
  publicUrlProblems,
  replicaProblems,
  secretStateProblems,
  tenantProblems,
];

/** Everything that contradicts something else. */
export const contradictions: Check = (config, context) => checks.flatMap((check) => check(config, context));
