import type { Catalogue } from './deployable.ts';
import { entryChecks } from './entry-checks.ts';
import type { Problem } from './problem.ts';
import { relationChecks } from './relation-checks.ts';

const checks = [...entryChecks, ...relationChecks];

/** All contradictions inside and between the entries; empty for a good catalogue. */
export function catalogueProblems(catalogue: Catalogue): Problem[] {
  return catalogue.flatMap((app) =>
    checks.flatMap((check) => check(app, catalogue).map((found) => ({ entry: app.name, ...found }))),
  );
}

/**
 * The catalogue itself.
 * @throws Error one message with every problem, each as `<entry>.<field>: <message>`
 */
export function checkedCatalogue(catalogue: Catalogue): Catalogue {
  const problems = catalogueProblems(catalogue);
  if (problems.length === 0) return catalogue;
  const lines = problems.map(({ entry, field, message }) => `  ${entry}.${field}: ${message}`);
  const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
  throw new Error([`catalogue: ${count}`, ...lines].join('\n'));
}
