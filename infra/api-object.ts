/** A Kubernetes object as plain data. */
export interface ApiObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata?: { readonly name?: string; readonly namespace?: string };
}

/** `staging/Deployment auth`: how messages name an object. */
export const titleOf = ({ kind, metadata }: ApiObject): string =>
  `${metadata?.namespace ?? '-'}/${kind} ${metadata?.name ?? '-'}`;
