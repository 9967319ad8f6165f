/** Users as the Core API knows them: little more than a counter of changes. */
export interface AccountRepository {
  /** Creates the account if it is new. */
  ensure(userId: string): Promise<void>;
  /**
   * Raises the change counter and locks the account until the transaction ends.
   * @returns the counter, the last of the `count` numbers that now belong to the caller
   */
  bump(userId: string, count: number): Promise<number>;
  /** The counter; 0 for a user without account. */
  counter(userId: string): Promise<number>;
}
