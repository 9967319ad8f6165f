import { describe, expect, it } from '@jest/globals';
import { checkValues, valuePathsOf, versionNotice } from './check-values.ts';
import { checkedCharts } from './value-paths/checked-charts.ts';

const nginx = (values: Record<string, unknown>) => () => checkValues({ name: 'nginx-ingress', values });

describe('checkValues', () => {
  it('refuses every path that is not in the list, at once', () => {
    const values = {
      controller: { kind: 'daemonset', kinds: 1, resources: { limit: { cpu: '1' } } },
      extra: {},
    };
    expect(nginx(values)).toThrow(
      [
        'charts: nginx-ingress is given values that are not among its checked paths (infra/charts/README.md)',
        '  controller.kinds',
        '  controller.resources.limit.cpu',
        '  extra',
      ].join('\n'),
    );
  });

  it('refuses a path that only begins like a listed one, and one that ends before it', () => {
    expect(nginx({ controller: { kindOf: 'x' } })).toThrow(/controller\.kindOf/);
    expect(nginx({ controller: { config: { entriesOf: 'x' } } })).toThrow(/controller\.config\.entriesOf/);
    expect(nginx({ controller: 'x' })).toThrow(/ {2}controller$/);
  });

  it('refuses a chart without a list', () => {
    expect(() => checkValues({ name: 'harbor', values: {} })).toThrow(
      'charts: no list of checked value paths for harbor; see infra/charts/README.md',
    );
  });

  it('takes any key of a map that is listed as one, and the empty map', () => {
    expect(
      nginx({ controller: { config: { entries: { 'proxy-protocol': 'True', 'a.b': 'x' } } } }),
    ).not.toThrow();
    expect(nginx({ controller: { config: { entries: {} } } })).not.toThrow();
  });
});

describe('valuePathsOf', () => {
  it('takes lists and empty objects as one value', () => {
    expect(valuePathsOf({ a: { b: [{ c: 1 }], d: {}, e: null }, f: false })).toEqual([
      'a.b',
      'a.d',
      'a.e',
      'f',
    ]);
  });
});

describe('versionNotice', () => {
  it('names a chart that is pinned to another version than the checked one, and both versions', () => {
    const { version = '' } = checkedCharts['argo-cd'] ?? {};
    expect(versionNotice({ name: 'argo-cd', version: '99.0.0' })).toBe(
      `argo-cd 99.0.0: its value paths were checked against ${version}; compare them before you rely on this version.`,
    );
    expect(versionNotice({ name: 'argo-cd', version })).toBeUndefined();
  });
});

describe('the lists', () => {
  it.each(Object.entries(checkedCharts))(
    '%s: sorted, nothing twice, version and source recorded',
    (_, chart) => {
      expect(chart.paths).toEqual([...new Set(chart.paths)].sort());
      expect(chart.version).toMatch(/^v?\d+\.\d+\.\d+$/);
      expect(chart.source).toMatch(/github\.com\//);
    },
  );
});
