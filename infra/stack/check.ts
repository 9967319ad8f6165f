import { existsSync, readFileSync } from 'node:fs';
import { catalogue } from '../catalogue/catalogue.ts';
import { StackConfigError } from '../config/parse-config.ts';
import { configOfText, rawConfigOf } from '../config/config-file.ts';
import type { StackConfig } from '../config/config-schema.ts';
import { imageLockOf } from '../image-lock.ts';
import { paths } from '../paths.ts';
import { Refusal } from './refusal.ts';
import { renderedNote } from './rendered-note.ts';

/**
 * The whole stack file as a run would read it.
 * @throws Refusal with all of its problems: the CLI would end on some of them before the program starts
 */
export const checkedStack = (stack: string): StackConfig =>
  asRefusal(() => configOfText(stack, textOf(stack), catalogue, 'run'));

/** The stack file as far as it goes without secrets. @throws Refusal */
export const readStack = (stack: string): StackConfig =>
  asRefusal(() => configOfText(stack, textOf(stack), catalogue, 'read'));

/** The YAML alone: enough for what never runs the program. @throws Refusal */
export const checkedYaml = (stack: string): void => void asRefusal(() => rawConfigOf(stack, textOf(stack)));

/** What a good file still leaves out, a line each. */
export function notesOn(stack: string, config: StackConfig): string[] {
  const images = Object.entries(imageLockOf(config.environment).images);
  const unreleased = images.filter(([, image]) => 'unreleased' in image).map(([name]) => name);
  return [
    ...(unreleased.length === 0
      ? []
      : [`Not released yet, so Argo CD gets no Application of: ${unreleased.join(', ')}.`]),
    ...renderedNote(stack, config),
  ];
}

function textOf(stack: string): string {
  const file = paths.stackFile(stack);
  if (existsSync(file)) return readFileSync(file, 'utf8');
  throw new Refusal(
    `There is no Pulumi.${stack}.yaml. Copy Pulumi.production.yaml or one of docs/examples/ to it, change it, and run "npm run stack -- new ${stack}".`,
  );
}

function asRefusal<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof StackConfigError) throw new Refusal(error.message);
    throw error;
  }
}
