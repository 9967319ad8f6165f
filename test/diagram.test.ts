import { describe, expect, it, jest } from '@jest/globals';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { graphOf } from '@goalixa/infra/guard/graph-of.ts';
import { recordedProgram } from '@goalixa/infra/guard/recorded-program.ts';
import { committedStack } from '@goalixa/infra/guard/stack-input.ts';

// The program runs in a process of its own.
jest.setTimeout(120_000);

const root = join(import.meta.dirname, '..');
// Not parts of the platform: samples for tests, installed packages.
const others = ['fixtures', 'node_modules'];
const document = readFileSync(join(root, 'docs/architecture.md'), 'utf8');
const diagram = /```mermaid\nflowchart[^\n]*\n([^`]*)```/.exec(document)?.[1] ?? '';

type Edge = readonly [from: string, to: string];

/** Of Mermaid's lines `a & b --> c --> d`. */
function edgesOf(mermaid: string): readonly Edge[] {
  const chains = mermaid
    .split('\n')
    .map((line) => line.split('-->').map((part) => part.match(/[a-z]+/g) ?? []));
  return chains.flatMap((chain) =>
    chain.flatMap((from, index) =>
      from.flatMap((one) => (chain[index + 1] ?? []).map((to): Edge => [one, to])),
    ),
  );
}

/** Whether more than one arrow leads from one to the other. */
function isDetour(edges: readonly Edge[], [from, to]: Edge): boolean {
  const reached = new Set(edges.filter(([start, end]) => start === from && end !== to).map(([, end]) => end));
  // Grows while it is walked through.
  for (const box of reached) for (const [start, end] of edges) if (start === box) reached.add(end);
  return reached.has(to);
}
const textOf = (edges: readonly Edge[]): string[] => edges.map((edge) => edge.join(' --> ')).sort();

describe('docs/architecture.md', () => {
  it('draws one node for each folder of infra/', () => {
    const nodes = new Set(diagram.match(/[a-z]+/g));
    const folders = readdirSync(join(root, 'infra'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !others.includes(entry.name))
      .map(({ name }) => name);
    expect([...nodes].sort()).toEqual(folders.sort());
  });

  it("draws an arrow from box to box where production's program waits, and nowhere else", async () => {
    const { registered } = await recordedProgram(committedStack('production'));
    const recorded = edgesOf(graphOf('production', registered).replace(/^.*(flowchart|").*$/gm, ''));
    const boxes = new Set(recorded.flat());
    expect(boxes.size).toBe(8);
    const drawn = textOf(edgesOf(diagram).filter(([from, to]) => boxes.has(from) && boxes.has(to)));
    const needed = textOf(recorded.filter((edge) => !isDetour(recorded, edge)));
    expect(drawn).toEqual(expect.arrayContaining(needed));
    expect(textOf(recorded)).toEqual(expect.arrayContaining(drawn));
  });

  it('keeps the README within 100 lines', () => {
    expect(readFileSync(join(root, 'README.md'), 'utf8').split('\n').length).toBeLessThanOrEqual(101);
  });
});
