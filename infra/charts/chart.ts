/** A chart of a third-party operator, as plain data. */
export interface Chart {
  /** Its folder and its name in the repository; also its entry in `value-paths/checked-charts.ts`. */
  readonly name: string;
  readonly version: string;
  /** Address of the repository that publishes it: `https://…`, or `oci://…` up to the chart's name. */
  readonly repository: string;
  /** Name of the release, and its namespace. */
  readonly release: string;
  readonly namespace: string;
  /**
   * Labels of that namespace, which is registered with the release; `pod-security.kubernetes.io/enforce` among
   * them. Absent: it is the namespace of a chart that comes before.
   */
  readonly namespaceLabels?: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, unknown>>;
}
