import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { catalogue } from '../../catalogue/catalogue.ts';
import { configOfText, rawConfigOf } from '../config-file.ts';
import { stackFiles } from '../../fixtures/stack-files.ts';
import { recordedProgram } from '../../guard/recorded-program.ts';
import { completedStack } from '../../guard/stack-input.ts';
import { paths } from '../../paths.ts';
import { chartProblems } from './chart-problems.ts';

/** The charts that are asked for in a folder that holds none. */
const askedFor = (stack: string, text: string): string[] => {
  const config = configOfText(stack, text, catalogue, 'read');
  const context = { stack, catalogue, secrets: new Set<string>(), use: 'read' as const };
  const problems = chartProblems({ ...config, charts: { source: 'folder', folder: 'docs' } }, context);
  return problems.flatMap(({ message }) => /holds no "(.*)\/Chart\.yaml"/.exec(message)?.[1] ?? []).sort();
};

const installed = async (stack: string, text: string): Promise<string[]> => {
  const { registered } = await recordedProgram(completedStack(stack, rawConfigOf(stack, text)));
  const releases = registered.filter(({ type }) => type === 'kubernetes:helm.sh/v3:Release');
  return releases.map(({ inputs }) => basename(String(inputs['chart']))).sort();
};

const stacks = [
  { stack: 'production', text: readFileSync(paths.stackFile('production'), 'utf8') },
  { stack: 'staging', text: readFileSync(paths.stackFile('staging'), 'utf8') },
  ...stackFiles('valid').filter(({ stack }) => ['http01', 'owner-pulumi'].includes(stack)),
];

describe('chartProblems', () => {
  it.each(stacks)('asks for the charts that the program of $stack installs', async ({ stack, text }) => {
    expect(askedFor(stack, text)).toEqual(await installed(stack, text));
  });
});
