/** Where a secret text comes from: derived from a root, or a key of the stack's encrypted configuration. */
export type SecretSource =
  | {
      readonly from: 'root';
      /** `n` of `goalixa:rootSecret<n>`. */
      readonly root: number;
      /** `<component>/<purpose>`. */
      readonly label: string;
      readonly generation: number;
    }
  | { readonly from: 'config'; readonly key: SecretKey };

/** Keys below `goalixa:` that hold secrets of others; the roots are `rootSecret<n>`. */
export const secretKeys = [
  'backupAccessKey',
  'backupSecretKey',
  'dnsToken',
  'gitToken',
  'hcloudToken',
  'kubeconfig',
  'notificationsUrl',
  'snapshotAccessKey',
  'snapshotSecretKey',
  'sshPrivateKey',
] as const;
export type SecretKey = (typeof secretKeys)[number];

/**
 * Stands for a secret text in objects that are plain data. Only a vault turns it into one; whoever prints or
 * writes it shows where it comes from, never what it is.
 */
export class SecretValue {
  readonly sources: readonly SecretSource[];
  readonly #format: (...values: readonly string[]) => string;

  /** @param format makes the text from the values of the sources, in their order */
  constructor(sources: readonly SecretSource[], format: (...values: readonly string[]) => string) {
    this.sources = sources;
    this.#format = format;
  }

  /** The text, from the values of the sources in their order. */
  textOf(values: readonly string[]): string {
    return this.#format(...values);
  }

  /** The text made of this one's. */
  map(change: (text: string) => string): SecretValue {
    return new SecretValue(this.sources, (...values) => change(this.textOf(values)));
  }
}

/** A key of the stack's encrypted configuration, as it is. */
export const configSecret = (key: SecretKey): SecretValue =>
  new SecretValue([{ from: 'config', key }], (value = '') => value);

/** Several secrets in one text. */
export function joinSecrets(
  values: readonly SecretValue[],
  format: (...texts: readonly string[]) => string,
): SecretValue {
  const sources = values.flatMap((value) => value.sources);
  return new SecretValue(sources, (...all) => {
    let taken = 0;
    const texts = values.map((value) => value.textOf(all.slice(taken, (taken += value.sources.length))));
    return format(...texts);
  });
}
