import { Deployment } from 'kubernetes-models/apps/v1/Deployment';
import { HorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler';
import { CronJob } from 'kubernetes-models/batch/v1/CronJob';
import { Ingress } from 'kubernetes-models/networking.k8s.io/v1/Ingress';
import { NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy';
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1/PodDisruptionBudget';
import { ConfigMap } from 'kubernetes-models/v1/ConfigMap';
import { Service } from 'kubernetes-models/v1/Service';
import { ServiceAccount } from 'kubernetes-models/v1/ServiceAccount';

/** Reads each field that it knows of `this`, and throws on what does not fit. */
type Validate = (this: object) => void;

interface ManifestModel {
  readonly apiVersion: string;
  readonly kind: string;
  readonly prototype: object;
}

const models: readonly ManifestModel[] = [
  ...[ConfigMap, CronJob, Deployment, HorizontalPodAutoscaler, Ingress],
  ...[NetworkPolicy, PodDisruptionBudget, Service, ServiceAccount],
];

/** The compiled validator of a kind, or `undefined` for a kind that is never rendered. */
export function validatorOf(apiVersion: string, kind: string): Validate | undefined {
  const model = models.find((candidate) => candidate.apiVersion === apiVersion && candidate.kind === kind);
  return model && (Reflect.get(model.prototype, 'validate') as Validate);
}
