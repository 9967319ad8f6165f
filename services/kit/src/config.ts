import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { SecretFile } from './secret-file.ts';

type Shape = Readonly<Record<string, z.ZodType>>;

type CamelCase<S extends string> = S extends `${infer Head}_${infer Tail}`
  ? `${Lowercase<Head>}${Capitalize<CamelCase<Tail>>}`
  : Lowercase<S>;
type FieldOf<V extends string> = V extends `${infer Name}_FILE` ? CamelCase<Name> : CamelCase<V>;

/** What a definition's variables become: camelCase fields, `NAME_FILE` as `name`. */
export type ConfigOf<S extends Shape> = { readonly [V in keyof S & string as FieldOf<V>]: z.output<S[V]> };

export interface ConfigDefinition<S extends Shape> {
  /** Every variable the service knows, in order of declaration. */
  readonly variables: readonly string[];
  /** Those that must be set. */
  readonly required: readonly string[];
  /**
   * Pure: touches no file. Variables that the service does not know are ignored, as an environment is full of them.
   * @throws ConfigError with every problem at once
   */
  parse(environment: Readonly<Record<string, string | undefined>>): ConfigOf<S>;
}

/** All problems of a configuration, each naming its variable. */
export class ConfigError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

/** Declares a service's variables, once. */
export function defineConfig<const S extends Shape>(shape: S): ConfigDefinition<S> {
  const variables = Object.keys(shape);
  return {
    variables,
    required: variables.filter((name) => !shape[name]?.safeParse(undefined).success),
    parse(environment) {
      const results = variables.map((name) => ({ name, result: shape[name]!.safeParse(environment[name]) }));
      const problems = results.flatMap(({ name, result }) =>
        result.success ? [] : [problemOf(name, environment[name], result.error)],
      );
      if (problems.length > 0) throw new ConfigError(problems);
      const fields = results.map(({ name, result }) => [fieldOf(name), result.data]);
      return Object.freeze(Object.fromEntries(fields)) as ConfigOf<S>;
    },
  };
}

/**
 * Reads the configuration at start, secret files included. On a bad one it prints every problem and exits 1.
 * @param name the service, for the message
 */
export function startConfig<S extends Shape>(
  name: string,
  definition: ConfigDefinition<S>,
  environment: Readonly<Record<string, string | undefined>>,
): ConfigOf<S> {
  const problems = [
    ...parseProblems(definition, environment),
    ...definition.variables.flatMap((variable) => secretProblem(variable, environment[variable])),
  ];
  if (problems.length === 0) return definition.parse(environment);
  const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
  process.stderr.write(`${name}: ${count} in its configuration\n`);
  process.stderr.write(problems.map((problem) => `  ${problem}\n`).join(''));
  process.exit(1);
}

function parseProblems<S extends Shape>(
  definition: ConfigDefinition<S>,
  environment: Readonly<Record<string, string | undefined>>,
): readonly string[] {
  try {
    definition.parse(environment);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

function secretProblem(variable: string, path: string | undefined): string[] {
  if (!variable.endsWith('_FILE') || path === undefined || path === '') return [];
  try {
    return readFileSync(path, 'utf8').trim() === '' ? [`${variable}: the file ${path} is empty`] : [];
  } catch (error) {
    return [`${variable}: ${error instanceof Error ? error.message : String(error)}`];
  }
}

function fieldOf(variable: string): string {
  const words = variable
    .replace(/_FILE$/, '')
    .toLowerCase()
    .split('_');
  return words.map((word, i) => (i === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1))).join('');
}

function problemOf(name: string, value: string | undefined, error: z.ZodError): string {
  if (value === undefined || value === '') return `${name} is missing`;
  return `${name} ${error.issues[0]?.message ?? 'is not valid'}`;
}

const say = (expected: string) => (issue: { input?: unknown }) =>
  `must be ${expected} (got ${JSON.stringify(issue.input)})`;

/** A string that is not empty. */
export const text = () => z.string().min(1);

/** A whole number within bounds. */
export const integer = (min: number, max: number) =>
  z
    .string({ error: 'is missing' })
    .regex(/^\d+$/, { error: say(`a whole number from ${min} to ${max}`) })
    .transform(Number)
    .refine((n) => n >= min && n <= max, { error: `must be a whole number from ${min} to ${max}` });

/** A TCP port; 0 lets the system choose. */
export const port = () => integer(0, 65_535);

/** An absolute URL of one of the schemes, without a trailing slash. */
export const url = (...schemes: readonly string[]) => {
  const allowed = schemes.length > 0 ? schemes : ['http', 'https'];
  return z
    .string({ error: 'is missing' })
    .refine((value) => URL.canParse(value) && allowed.includes(new URL(value).protocol.slice(0, -1)), {
      error: say(`a URL (${allowed.join(' or ')})`),
    })
    .transform((value) => value.replace(/\/$/, ''));
};

/** One of a fixed set of words. */
export const oneOf = <const T extends readonly [string, ...string[]]>(...words: T) =>
  z.enum(words, { error: say(`one of ${words.join(', ')}`) });

/** The path of a file that holds a secret. */
export const secretFile = () => text().transform((path) => new SecretFile(path));

/** A variable that may be absent; set but empty counts as absent. */
export const optional = <T extends z.ZodType>(field: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), field.optional());

/** A variable with a default, given as it would be written. */
export const withDefault = <T extends z.ZodType>(field: T, value: string) =>
  z.preprocess((given) => (given === undefined || given === '' ? value : given), field);

/** What every Node service reads. */
export const serviceVariables = {
  PORT: port(),
  HOST: withDefault(text(), '0.0.0.0'),
  PUBLIC_URL: url(),
  LOG_LEVEL: withDefault(oneOf('trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'), 'info'),
} as const;

/** What a service with a database reads besides. */
export const databaseVariables = {
  DATABASE_HOST: text(),
  DATABASE_PORT: port(),
  DATABASE_NAME: text(),
  DATABASE_USER_FILE: secretFile(),
  DATABASE_PASSWORD_FILE: secretFile(),
} as const;
