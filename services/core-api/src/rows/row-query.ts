/** A condition on one field of live rows. */
export type Condition<F extends object> =
  | {
      readonly field: keyof F & string;
      readonly op: 'is' | 'from' | 'after' | 'before';
      readonly value: string;
    }
  | { readonly field: keyof F & string; readonly op: 'is-null' }
  | { readonly field: keyof F & string; readonly op: 'is-not-null' };

export interface RowQuery<F extends object> {
  readonly where?: readonly Condition<F>[];
  /** Position of the last row of the page before: its sort value and id. */
  readonly after?: RowPosition;
  readonly limit?: number;
  /** Sorts the other way round than the kind does. */
  readonly reverse?: boolean;
}

export type RowPosition = readonly [value: string, id: string];
