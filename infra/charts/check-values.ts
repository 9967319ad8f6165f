import type { Chart } from './chart.ts';
import { checkedCharts } from './value-paths/checked-charts.ts';

/**
 * Refuses values that nobody has looked up in the chart: Helm ignores what a chart does not read, so a
 * misspelt value would be lost without a word.
 * @throws Error naming every such path
 */
export function checkValues({ name, values }: Pick<Chart, 'name' | 'values'>): void {
  const checked = checkedCharts[name];
  if (!checked)
    throw new Error(`charts: no list of checked value paths for ${name}; see infra/charts/README.md`);
  const unknown = valuePathsOf(values).filter((path) => !checked.paths.some((known) => covers(known, path)));
  if (unknown.length === 0) return;
  const lines = unknown.map((path) => `  ${path}`);
  throw new Error(
    [
      `charts: ${name} is given values that are not among its checked paths (infra/charts/README.md)`,
      ...lines,
    ].join('\n'),
  );
}

/** What a run says of a chart that is pinned to another version than the one whose values were read. */
export function versionNotice({ name, version }: Pick<Chart, 'name' | 'version'>): string | undefined {
  const checked = checkedCharts[name]?.version;
  if (checked === undefined || checked === version) return undefined;
  return `${name} ${version}: its value paths were checked against ${checked}; compare them before you rely on this version.`;
}

/** Paths of all leaves, as `controller.hostPort.enable`; a list, and an empty object, is a leaf. */
export function valuePathsOf(
  values: Readonly<Record<string, unknown>>,
  parents: readonly string[] = [],
): string[] {
  return Object.entries(values).flatMap(([key, value]) => {
    const path = [...parents, key];
    const isInner = typeof value === 'object' && value !== null && !Array.isArray(value);
    if (!isInner || Object.keys(value).length === 0) return [path.join('.')];
    return valuePathsOf(value as Record<string, unknown>, path);
  });
}

/** `resources.*` stands for the map itself and all below it: its keys are ours to choose. */
export const covers = (known: string, path: string): boolean =>
  known.endsWith('.*') ? `${path}.`.startsWith(known.slice(0, -1)) : known === path;
