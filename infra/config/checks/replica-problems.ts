import { didYouMean } from '../did-you-mean.ts';
import type { Problem } from '../config-problems.ts';
import type { Check } from './check.ts';

/** Copies that a stack asks for besides the catalogue's. */
export const replicaProblems: Check = ({ environment, workloads }, { catalogue }) =>
  Object.entries(workloads?.replicas ?? {}).flatMap(([name, override]) => {
    const path = ['workloads', 'replicas', name];
    const app = catalogue.find((entry) => entry.name === name);
    if (!app) {
      const names = catalogue.map((entry) => entry.name);
      return [{ path, message: `no service of this name${didYouMean(name, names)}` }];
    }
    if (environment === undefined) return [];
    const { min, max } = { ...app.replicas[environment], ...given(override) };
    return [...single(path, environment, min), ...crossed(path, min, max)];
  });

type Path = Problem['path'];

/** With one copy, every release and every lost node is an outage. */
const single = (path: Path, environment: string, min: number): readonly Problem[] =>
  environment === 'production' && min < 2
    ? [
        {
          path: [...path, 'min'],
          message: `production runs at least 2 copies (got ${min}); raise it or leave it out`,
        },
      ]
    : [];

const crossed = (path: Path, min: number, max: number): readonly Problem[] =>
  min > max ? [{ path, message: `min ${min} is above max ${max}; lower the one or raise the other` }] : [];

const given = (override: { min?: number | undefined; max?: number | undefined } | undefined) =>
  Object.fromEntries(Object.entries(override ?? {}).filter(([, value]) => value !== undefined));
