// Runs after every install, on whatever Node the machine has: recreates `node_modules/.bin/node`.
// npm 10.8 to 11.5 delete that link when they skip the pinned Node of the other architecture.
import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

const modules = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..', 'node_modules');
const pinned = `node-${process.platform}-${process.arch}`;
const link = join(modules, '.bin', 'node');

if (existsSync(join(modules, pinned, 'bin', 'node')) && !existsSync(link)) {
  mkdirSync(join(modules, '.bin'), { recursive: true });
  symlinkSync(join('..', pinned, 'bin', 'node'), link);
}
