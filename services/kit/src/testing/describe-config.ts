import { describe, expect, it } from '@jest/globals';

type Environment = Readonly<Record<string, string | undefined>>;

/** What of a configuration's definition is looked at. */
interface Definition<C> {
  readonly variables: readonly string[];
  readonly required: readonly string[];
  parse(environment: Environment): C;
}

/** A variable, another value for it, and what its field becomes. */
type ConfigRow<C> = {
  readonly [F in keyof C & string]: readonly [
    variable: string,
    value: string | undefined,
    field: F,
    expected: C[F],
  ];
}[keyof C & string];

/**
 * The table test of a configuration: from a valid environment each variable is changed alone, and moves its
 * field alone.
 * @param base a valid environment that sets every variable
 * @param rows at least one for each variable
 */
export function describeConfig<C extends object>(
  definition: Definition<C>,
  base: Environment,
  rows: readonly ConfigRow<C>[],
): void {
  describe('the configuration', () => {
    it.each(definition.required)('is refused without %s', (variable) => {
      expect(() => definition.parse({ ...base, [variable]: undefined })).toThrow(`${variable} is missing`);
    });

    it('has a row for every variable, and no other', () => {
      const variables = [...definition.variables].sort();
      expect([...new Set(rows.map(([variable]) => variable))].sort()).toEqual(variables);
      expect(Object.keys(base).sort()).toEqual(variables);
    });

    it.each<readonly [string, string | undefined, string, unknown]>(rows)(
      '%s=%s moves %s alone',
      (...row) => {
        const [variable, value, field, expected] = row;
        const before = definition.parse(base);
        expect(before).not.toHaveProperty([field], expected);
        expect(definition.parse({ ...base, [variable]: value })).toEqual({ ...before, [field]: expected });
      },
    );
  });
}
