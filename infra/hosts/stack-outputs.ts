import * as pulumi from '@pulumi/pulumi';
import { z } from 'zod';

/** What the stack that owns a cluster tells its tenants; all that crosses between the two. */
const schemas = {
  clusterIdentifier: z.string().min(1),
  tenants: z.array(z.string()),
} as const;
const expectations = {
  clusterIdentifier: 'must be the name of a cluster',
  tenants: 'must be a list of environments',
} as const satisfies Record<keyof typeof schemas, string>;
type OutputName = keyof typeof schemas;
export type Tenancy = { readonly [Name in OutputName]: z.infer<(typeof schemas)[Name]> };

/** An output as the engine reads it; a missing one has neither field. */
type Details = Pick<pulumi.StackReferenceOutputDetails, 'value' | 'secretValue'>;

export interface Parties {
  /** `organization/goalixa/production`. */
  readonly owner: string;
  /** Name of the stack that asks, and its environment. */
  readonly tenant: string;
  readonly environment: string;
}

/**
 * What the owner's outputs say, once each is checked.
 * @throws RunError that names both stacks, what is wrong and the way out, never a value
 */
export function tenancyOf(outputs: Readonly<Record<OutputName, Details>>, parties: Parties): Tenancy {
  const { environment, owner, tenant } = parties;
  const names = Object.keys(schemas) as OutputName[];
  const problems = names.flatMap((name) => problemOf(name, outputs[name]));
  if (problems.length > 0)
    throw new pulumi.RunError(
      [
        `The stack "${tenant}" is a tenant of "${owner}", which does not tell it what it needs:`,
        ...problems.map((problem) => `  ${problem}`),
        `Bring the owner up to this version first: npm run stack -- up ${shortName(owner)}`,
      ].join('\n'),
    );
  const tenancy = Object.fromEntries(names.map((name) => [name, outputs[name].value as unknown]));
  if (!(tenancy as Tenancy).tenants.includes(environment))
    throw new pulumi.RunError(strangerMessage(parties));
  return tenancy as Tenancy;
}

function problemOf(name: OutputName, { secretValue, value }: Details): string[] {
  if (secretValue !== undefined)
    return [`output "${name}": is a secret there; only plain outputs are read from another stack`];
  if (value === undefined) return [`output "${name}": missing`];
  return schemas[name].safeParse(value).success ? [] : [`output "${name}": ${expectations[name]}`];
}

const strangerMessage = ({ environment, owner, tenant }: Parties): string =>
  `The stack "${tenant}" wants to be a tenant of "${owner}", which has none for the environment ` +
  `"${environment}". Add it to goalixa:tenants in Pulumi.${shortName(owner)}.yaml, then: ` +
  `npm run stack -- up ${shortName(owner)}`;

const shortName = (stack: string): string => stack.split('/').at(-1) ?? stack;
