/** Values of a chart that we rely on, as somebody found them in its `values.yaml` and templates. */
export interface CheckedChart {
  /** The version that was read; another one that is pinned is named by each run. */
  readonly version: string;
  /** Where it was read. */
  readonly source: string;
  /** `a.b.c`; `a.b.*` for a map whose keys are free. */
  readonly paths: readonly string[];
}
