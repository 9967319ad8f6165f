import { ed25519Key } from './ed25519-key.ts';
import { rootOf } from './root-of.ts';
import { joinSecrets, SecretValue } from './secret-value.ts';

/** The state of one secret, from `goalixa:secrets`. */
export interface SecretState {
  /** `n` of the `goalixa:rootSecret<n>` that it is derived from. */
  readonly root: number;
  readonly generation: number;
  /** The first generation that is derived from `root`; those before it are from the root before. Default: 1. */
  readonly since?: number | undefined;
  /** The generation that encrypts, signs or logs in now, while the newer one is only made known. */
  readonly active?: number | undefined;
}

/** Secrets by label that are not in their first state. */
export type SecretStates = Readonly<Record<string, SecretState>>;

/** Two logins of one role, so that whoever still holds the old password is let in until its files have caught up. */
export interface LoginPair {
  readonly active: 'a' | 'b';
  readonly a: SecretValue;
  readonly b: SecretValue;
}

const first: SecretState = { root: 1, generation: 1 };

/** Every secret that a stack makes itself, by label `<component>/<purpose>`; rotated by `goalixa:secrets`. */
export class SecretBook {
  readonly #states: SecretStates;

  constructor(states: SecretStates) {
    this.#states = states;
  }

  /** A secret of the class *fixed*, or the current one of any other. 43 letters of base64url. */
  current(label: string): SecretValue {
    return this.#ofGeneration(label, this.#activeOf(label));
  }

  /** Current text, then the one before it: whoever checks a password accepts both. */
  accepted(label: string): readonly SecretValue[] {
    const active = this.#activeOf(label);
    return [active, ...this.#known(label).filter((generation) => generation !== active)].map((generation) =>
      this.#ofGeneration(label, generation),
    );
  }

  /** Class *password*: odd generations are `a`'s, even ones `b`'s. */
  logins(label: string): LoginPair {
    const { generation } = this.#stateOf(label);
    const ofLogin = (isOdd: boolean) => {
      const own = generation % 2 === Number(isOdd) ? generation : generation - 1;
      return this.#ofGeneration(label, own);
    };
    return { active: this.#activeOf(label) % 2 === 1 ? 'a' : 'b', a: ofLogin(true), b: ofLogin(false) };
  }

  /**
   * Class *keyring*: a line `<id> <base64url of 32 bytes>` per accepted key, the active one first. An id never
   * names two keys.
   */
  keyring(label: string): SecretValue {
    const accepted = this.accepted(label);
    const ids = accepted.map(({ sources }) => sources.map(idOf).join());
    return joinSecrets(accepted, (...keys) => keys.map((key, index) => `${ids[index]} ${key}\n`).join(''));
  }

  /** Class *keyring*: accepted Ed25519 keys as PKCS#8 PEM, the active one first. */
  signingKeys(label: string): SecretValue {
    return joinSecrets(this.accepted(label), (...seeds) => seeds.map(ed25519Key).join(''));
  }

  #stateOf(label: string): SecretState {
    return this.#states[label] ?? first;
  }

  #activeOf(label: string): number {
    const { active, generation } = this.#stateOf(label);
    return active ?? generation;
  }

  /** The newest generation and the one before it. */
  #known(label: string): readonly number[] {
    const { generation } = this.#stateOf(label);
    return generation === 1 ? [1] : [generation, generation - 1];
  }

  #ofGeneration(label: string, generation: number): SecretValue {
    const root = rootOf(this.#stateOf(label), generation);
    return new SecretValue([{ from: 'root', root, label, generation }], (value = '') => value);
  }
}

const idOf = (source: SecretValue['sources'][number]): string =>
  source.from === 'root' ? `r${source.root}g${source.generation}` : source.key;
