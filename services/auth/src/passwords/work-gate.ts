/** How many jobs may run and wait at once. */
export interface WorkGateLimits {
  readonly running: number;
  readonly waiting: number;
}

/** Lets few expensive jobs run, a few more wait in order, and turns the rest away at once. */
export class WorkGate {
  readonly #limits: WorkGateLimits;
  readonly #refusal: () => Error;
  readonly #queue: (() => void)[] = [];
  #running = 0;

  /** @param refusal makes the error for a job that finds the queue full */
  constructor(limits: WorkGateLimits, refusal: () => Error) {
    this.#limits = limits;
    this.#refusal = refusal;
  }

  /**
   * Runs the job when its turn comes.
   * @throws the refusal when the queue is full
   */
  async run<T>(job: () => Promise<T>): Promise<T> {
    await this.#turn();
    try {
      return await job();
    } finally {
      this.#pass();
    }
  }

  #turn(): Promise<void> | undefined {
    if (this.#running < this.#limits.running) {
      this.#running += 1;
      return undefined;
    }
    if (this.#queue.length >= this.#limits.waiting) throw this.#refusal();
    return new Promise((resolve) => this.#queue.push(resolve));
  }

  /** Hands the place on, so that a newcomer cannot slip in before the first in the queue. */
  #pass(): void {
    const next = this.#queue.shift();
    if (next) next();
    else this.#running -= 1;
  }
}
