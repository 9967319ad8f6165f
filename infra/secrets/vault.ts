import * as pulumi from '@pulumi/pulumi';
import { derive } from './derive.ts';
import type { SecretKey, SecretSource, SecretValue } from './secret-value.ts';

/** Reads an encrypted key of the stack, still a secret for the engine. */
export type ReadSecret = (key: SecretKey | `rootSecret${number}`) => pulumi.Output<string>;

/** Turns values that stand for secrets into secrets of the engine, and only into those. */
export class Vault {
  readonly #read: ReadSecret;

  constructor(read: ReadSecret) {
    this.#read = read;
  }

  /** The text, a secret for the engine. */
  reveal(value: SecretValue): pulumi.Output<string> {
    const texts = pulumi.all(value.sources.map((source) => this.#textOf(source)));
    return pulumi.secret(texts.apply((all) => value.textOf(all)));
  }

  #textOf(source: SecretSource): pulumi.Output<string> {
    if (source.from === 'config') return this.#read(source.key);
    const { generation, label, root } = source;
    return this.#read(`rootSecret${root}`).apply((secret) => derive(secret, label, generation));
  }
}
