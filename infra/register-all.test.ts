import { describe, expect, it } from '@jest/globals';
import * as k8s from '@pulumi/kubernetes';
import { typeOf } from './register-all.ts';

/** What the generated classes call themselves. */
const tokenOf = (type: unknown): string => (type as { __pulumiType: string }).__pulumiType;

describe('typeOf', () => {
  it.each([
    ['v1', 'ConfigMap', k8s.core.v1.ConfigMap],
    ['v1', 'Service', k8s.core.v1.Service],
    ['v1', 'ServiceAccount', k8s.core.v1.ServiceAccount],
    ['apps/v1', 'Deployment', k8s.apps.v1.Deployment],
    ['autoscaling/v2', 'HorizontalPodAutoscaler', k8s.autoscaling.v2.HorizontalPodAutoscaler],
    ['batch/v1', 'CronJob', k8s.batch.v1.CronJob],
    ['networking.k8s.io/v1', 'Ingress', k8s.networking.v1.Ingress],
    ['networking.k8s.io/v1', 'NetworkPolicy', k8s.networking.v1.NetworkPolicy],
    ['policy/v1', 'PodDisruptionBudget', k8s.policy.v1.PodDisruptionBudget],
  ])("names %s %s as the provider's own class does", (apiVersion, kind, type) => {
    expect(typeOf({ apiVersion, kind })).toBe(tokenOf(type));
  });
});
