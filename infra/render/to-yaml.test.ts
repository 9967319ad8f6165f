import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { toYaml } from './to-yaml.ts';

const traps = [
  'yes',
  'no',
  'on',
  'off',
  'y',
  'n',
  'true',
  'null',
  '~',
  '010',
  '0x1f',
  '1e3',
  '1_000',
  '12:30:45',
];
const moreTraps = [
  '2026-11-22',
  '=',
  '<<',
  '.inf',
  '',
  ' x',
  '- a',
  '# b',
  'a: b',
  'a\nb\n',
  '@x',
  '*x',
  '&x',
  '!x',
];
const object = (data: Record<string, unknown>) => ({ apiVersion: 'v1', kind: 'ConfigMap', data });

describe('toYaml', () => {
  it.each(['1.1', '1.2'] as const)('keeps text text for readers of YAML %s', (version) => {
    const data = Object.fromEntries([...traps, ...moreTraps].map((text, index) => [`k${index}`, text]));
    expect(parse(toYaml(object(data)), { version })).toEqual(object(data));
  });

  it('keeps keys that look like something else', () => {
    const data = { yes: 'a', '010': 'b', null: 'c' };
    expect(parse(toYaml(object(data)), { version: '1.1' })).toEqual(object(data));
  });

  it('says in its first line that it is generated', () => {
    expect(toYaml(object({}))).toMatch(/^# Generated .*do not edit\.\n/);
  });

  it('sorts keys at every depth and folds or shares nothing', () => {
    const shared = { z: 'x'.repeat(200), a: '1' };
    const text = toYaml(object({ two: shared, one: shared }));
    const sorted = `{"apiVersion":"v1","data":{"one":{"a":"1","z":"${shared.z}"},"two":{"a":"1","z":"${shared.z}"}},"kind":"ConfigMap"}`;
    expect(JSON.stringify(parse(text))).toBe(sorted);
    expect(text).not.toMatch(/[&*]/);
  });
});
