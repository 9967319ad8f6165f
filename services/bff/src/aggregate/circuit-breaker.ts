export interface CircuitBreakerOptions {
  /** Failures in a row that open it. */
  readonly failures: number;
  /** How long it stays open before one trial, milliseconds. */
  readonly openMs: number;
  /** A clock that never goes back, milliseconds. */
  readonly now: () => number;
}

/** Stops asking what has failed several times in a row; then one caller at a time tries again. */
export class CircuitBreaker {
  readonly #options: CircuitBreakerOptions;
  #failures = 0;
  #openUntil = 0;

  constructor(options: CircuitBreakerOptions) {
    this.#options = options;
  }

  /** Whether to ask now; while it is open, the one trial per period is the caller that is told yes. */
  allows(): boolean {
    if (this.#failures < this.#options.failures) return true;
    const now = this.#options.now();
    if (now < this.#openUntil) return false;
    this.#openUntil = now + this.#options.openMs;
    return true;
  }

  succeeded(): void {
    this.#failures = 0;
  }

  /** @returns whether it is open now */
  failed(): boolean {
    this.#failures += 1;
    this.#openUntil = this.#options.now() + this.#options.openMs;
    return this.#failures >= this.#options.failures;
  }
}
