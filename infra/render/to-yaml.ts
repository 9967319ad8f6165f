import { stringify } from 'yaml';
import type { ApiObject } from '../api-object.ts';

const header = '# Generated from infra/catalogue by "npm run render": do not edit.\n';

/**
 * The object as one YAML document: keys sorted by code unit, no anchors, no folded lines.
 * Written for readers of YAML 1.1, as kubectl is one: what they would take for a boolean or an octal
 * number (`yes`, `010`) is quoted.
 */
export const toYaml = (object: ApiObject): string =>
  header +
  stringify(object, {
    aliasDuplicateObjects: false,
    lineWidth: 0,
    sortMapEntries: (a, b) => compare(String(keyOf(a)), String(keyOf(b))),
    version: '1.1',
  });

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

const keyOf = ({ key }: { key: unknown }): unknown =>
  typeof key === 'object' && key !== null && 'value' in key ? key.value : key;
