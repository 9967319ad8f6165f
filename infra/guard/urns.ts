import { parseArgs } from 'node:util';
import { committedStacks } from '../render/render-stacks.ts';
import { compareUrns, refusalsOf, type UrnChanges } from './compare-urns.ts';
import { formerUrns } from './former-urns.ts';
import { recordedProgram } from './recorded-program.ts';
import { committedStack } from './stack-input.ts';
import { urnEntries } from './urn-entry.ts';
import { goldenStacks, readUrns, writeUrns } from './urn-files.ts';

const options = {
  check: { type: 'boolean', default: false },
  accept: { type: 'string', multiple: true, default: [] as string[] },
} as const;

/**
 * `npm run urns [-- --check | --accept URN]`: writes `infra/guard/urns/<stack>.json`, what each stack's program
 * registers, or says what differs and exits 1. What disappears would be deleted by the next `up`: the file is not
 * written until every such URN has an alias or is accepted.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ options });
  const verdicts: Verdict[] = [];
  for (const stack of committedStacks())
    verdicts.push(await guard(stack, values.check, new Set(values.accept)));
  const known = new Set(verdicts.flatMap(({ acceptable }) => acceptable));
  const lines = [
    ...verdicts.flatMap(({ refusals }) => refusals),
    ...strangers(),
    ...values.accept
      .filter((urn) => !known.has(urn))
      .map((urn) => `--accept ${urn}: nothing of this name is lost or bared`),
  ];
  // All files or none: half of them would be neither the old nor the new state.
  if (lines.length === 0) return verdicts.forEach(({ write }) => write());
  console.error(lines.join('\n'));
  process.exitCode = 1;
}

interface Verdict {
  readonly refusals: readonly string[];
  /** URNs that can be accepted. */
  readonly acceptable: readonly string[];
  readonly write: () => void;
}

/** A stack whose file is gone would be compared with nothing. */
const strangers = (): string[] =>
  goldenStacks()
    .filter((stack) => !committedStacks().includes(stack))
    .map(
      (stack) =>
        `infra/guard/urns/${stack}.json: there is no Pulumi.${stack}.yaml; destroy the stack, then remove the file`,
    );

async function guard(stack: string, isCheck: boolean, accepted: ReadonlySet<string>): Promise<Verdict> {
  const { registered } = await recordedProgram(committedStack(stack));
  const present = urnEntries(stack, registered);
  const changes = compareUrns(readUrns(stack), present, formerUrns(stack, registered));
  const lines = linesOf(changes);
  const differences =
    lines.length === 0 ? [] : [...lines, `Run "npm run urns" and commit infra/guard/urns/${stack}.json.`];
  return {
    refusals: isCheck ? differences : refusalsOf(changes, accepted),
    acceptable: [...changes.lost.map(({ urn }) => urn), ...changes.bared],
    write() {
      if (isCheck) return;
      writeUrns(stack, present);
      console.log([...lines, `infra/guard/urns/${stack}.json: ${present.length} resources`].join('\n'));
    },
  };
}

const linesOf = ({ added, changed, lost, renamed }: UrnChanges): string[] => [
  ...added.map((urn) => `added: ${urn}`),
  ...renamed.map((urn) => `renamed: ${urn}`),
  ...changed.map((urn) => `other parent or protection: ${urn}`),
  ...lost.map(({ protect, urn }) => `gone, and no alias leads to it${protect ? ' (protected)' : ''}: ${urn}`),
];

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
