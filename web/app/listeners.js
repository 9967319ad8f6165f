/** Who wants to hear of changes. One that fails is reported, and costs the others nothing. */
export class Listeners {
  /** @type {Set<() => void>} */
  #all = new Set();

  /** @param {() => void} listener @returns {() => void} ends it */
  add(listener) {
    this.#all.add(listener);
    return () => this.#all.delete(listener);
  }

  tell() {
    for (const listener of this.#all) {
      try {
        listener();
      } catch (error) {
        reportError(error);
      }
    }
  }
}
