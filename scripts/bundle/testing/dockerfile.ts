import { cp, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** The last stage of a Dockerfile, and what of the first one matters. */
export interface Dockerfile {
  /** Every `[instruction, arguments]` of the stage that becomes the image. */
  readonly runtime: readonly (readonly [instruction: string, rest: string])[];
  readonly build: readonly (readonly [instruction: string, rest: string])[];
}

/** Reads the few forms that our Dockerfiles use: one line per instruction. */
export function parseDockerfile(text: string): Dockerfile {
  const instructions = text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => [line.split(' ', 1)[0] ?? '', line.slice(line.indexOf(' ') + 1)] as const);
  const last = instructions.findLastIndex(([name]) => name === 'FROM');
  return { build: instructions.slice(0, last), runtime: instructions.slice(last) };
}

/** Arguments of an instruction that the stage has once. */
export function only(stage: Dockerfile['runtime'], instruction: string): string {
  const found = stage.filter(([name]) => name === instruction);
  if (found.length !== 1) throw new Error(`${instruction} stands there ${found.length} times`);
  return found[0]?.[1] ?? '';
}

/**
 * Does what the stage's COPY lines do.
 * @param dist stands for `/build/dist` of the build stage
 * @param root stands for `/` of the image
 * @returns the working directory below `root`
 */
export async function copyStage(stage: Dockerfile['runtime'], dist: string, root: string): Promise<string> {
  const workdir = join(root, only(stage, 'WORKDIR'));
  for (const [name, rest] of stage) {
    if (name !== 'COPY') continue;
    const [, from = '', to = ''] = /^--from=build \/build\/dist\/(\S+) (\S+)$/.exec(rest) ?? [];
    if (!from) throw new Error(`COPY ${rest}: copies something else than a bundle`);
    const target = to.startsWith('/') ? join(root, to) : join(workdir, to);
    await mkdir(dirname(target), { recursive: true });
    await cp(join(dist, from), target, { recursive: true });
  }
  return workdir;
}
