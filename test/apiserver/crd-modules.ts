/** A Go module that holds an operator's CustomResourceDefinitions, and the folder where they are. */
export interface CrdModule {
  readonly path: string;
  readonly version: string;
  /** Go's checksum of the module. */
  readonly sum: string;
  readonly folder: string;
  /** Which of its files are needed; by default all. */
  readonly files?: RegExp;
}

/** The definitions of the operators that we install, in their version. */
export const crdModules: readonly CrdModule[] = [
  {
    path: 'github.com/cloudnative-pg/cloudnative-pg',
    version: 'v1.30.1',
    sum: 'h1:d1jxp0jQi7/3zrEhsv9ycD+G5ssmkNvDvTmogaGccCw=',
    folder: 'config/crd/bases',
  },
  {
    path: 'github.com/cloudnative-pg/plugin-barman-cloud',
    version: 'v0.13.0',
    sum: 'h1:dcEVsozSmdx5p2LbG1hbkWBvr6LXs1xpCsQiJWpo/ew=',
    folder: 'config/crd/bases',
  },
  {
    path: 'github.com/cert-manager/cert-manager',
    version: 'v1.21.1',
    sum: 'h1:0LttV37Q5c2CBNoHkjuI8sLKTXWZDC2SwQkxrBMKV9w=',
    folder: 'deploy/crds',
  },
  {
    path: 'github.com/argoproj/argo-cd/v3',
    version: 'v3.5.0',
    sum: 'h1:iqnPFSKaQ0l3hREMH2Rk55VDcxrvBFaSO0g9bifZKzc=',
    folder: 'manifests/crds',
  },
  {
    path: 'github.com/prometheus-operator/prometheus-operator',
    version: 'v0.93.0',
    sum: 'h1:AohlYJT+En8TmNpAcEUJ3GsaJTAqfEBwHmGTVpRm/Io=',
    folder: 'example/prometheus-operator-crd',
    // Those of its servers are megabytes that no object of ours is of.
    files: /_(podmonitors|probes|prometheusrules|servicemonitors)\.yaml$/,
  },
];
