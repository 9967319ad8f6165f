import { Certificate } from '@kubernetes-models/cert-manager/cert-manager.io/v1/Certificate';
import { Deployment } from 'kubernetes-models/apps/v1/Deployment';
import { HorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler';
import { CronJob } from 'kubernetes-models/batch/v1/CronJob';
import { Job } from 'kubernetes-models/batch/v1/Job';
import { Ingress } from 'kubernetes-models/networking.k8s.io/v1/Ingress';
import { NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy';
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1/PodDisruptionBudget';
import { ConfigMap } from 'kubernetes-models/v1/ConfigMap';
import { Service } from 'kubernetes-models/v1/Service';
import { ServiceAccount } from 'kubernetes-models/v1/ServiceAccount';

/** A kind and its compiled validator. */
export interface ObjectModel {
  readonly apiVersion: string;
  readonly kind: string;
  /** Its `validate` reads each field that it knows of `this`, and throws on what does not fit. */
  readonly prototype: object;
}

/** The kinds that are rendered. */
export const manifestModels: readonly ObjectModel[] = [
  ...[Certificate, ConfigMap, CronJob, Deployment, HorizontalPodAutoscaler, Ingress, Job],
  ...[NetworkPolicy, PodDisruptionBudget, Service, ServiceAccount],
];
