/** A Kubernetes object as plain data. */
export interface ApiObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata?: { readonly name?: string; readonly namespace?: string };
}

/** `staging/Deployment auth`: how messages name an object. */
export const titleOf = ({ kind, metadata }: ApiObject): string =>
  `${metadata?.namespace ?? '-'}/${kind} ${metadata?.name ?? '-'}`;

/** What makes an object the same one: two owners must never share it. */
export const identityOf = ({ apiVersion, kind, metadata }: ApiObject): string =>
  [apiVersion.split('/').slice(0, -1).join('/'), kind, metadata?.namespace ?? '', metadata?.name ?? ''].join(
    '|',
  );
