import { describe, expect, it } from '@jest/globals';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
// Not parts of the platform: samples for tests, installed packages.
const others = ['fixtures', 'node_modules'];

describe('docs/architecture.md', () => {
  it('draws one node for each folder of infra/', () => {
    const document = readFileSync(join(root, 'docs/architecture.md'), 'utf8');
    const diagram = /```mermaid\nflowchart[^\n]*\n([^`]*)```/.exec(document)?.[1] ?? '';
    const nodes = new Set(diagram.match(/[a-z]+/g));
    const folders = readdirSync(join(root, 'infra'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !others.includes(entry.name))
      .map(({ name }) => name);
    expect([...nodes].sort()).toEqual(folders.sort());
  });

  it('keeps the README within 100 lines', () => {
    expect(readFileSync(join(root, 'README.md'), 'utf8').split('\n').length).toBeLessThanOrEqual(101);
  });
});
