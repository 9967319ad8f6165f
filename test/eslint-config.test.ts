import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const direction = 'imports run router → service → repository.';
const environment =
  'Read the environment in `config.ts` (or `environment.ts` for a child) and pass on what it answers.';
const environmentImport =
  'Read the environment as `process.env`, in `config.ts` (or `environment.ts` for a child).';
const floating =
  'Promises must be awaited, end with a call to .catch, end with a call to .then with a rejection handler or be explicitly marked as ignored with the `void` operator.';

/** File, its only bad line, and what ESLint has to say about it. */
const bad: readonly (readonly [file: string, line: string, message: string])[] = [
  [
    'services/core-api/src/goals/goal-router.ts',
    "import './goal-repository.ts';",
    `Call the service, which calls the repository: ${direction}`,
  ],
  [
    'services/core-api/src/goals/habit-router.ts',
    "import type { X } from './goal-repository.memory.ts';\nexport type Y = X;",
    `Call the service, which calls the repository: ${direction}`,
  ],
  [
    'services/core-api/src/goals/goal-service.ts',
    "import './goal-router.ts';",
    `Move what is shared into the service: ${direction}`,
  ],
  [
    'services/core-api/src/goals/goal-repository.ts',
    "import './goal-service.ts';",
    `Pass it in as an argument: ${direction}`,
  ],
  [
    'services/core-api/src/goals/goal-repository.postgres.ts',
    "import './goal-router.ts';",
    `Move what is shared into the service: ${direction}`,
  ],
  ['services/bff/src/app.ts', 'export const port = process.env;', environment],
  ['services/bff/src/env-computed.ts', "export const port = process['env'];", environment],
  ['services/bff/src/env-taken.ts', 'export const { env } = process;', environment],
  ['services/bff/src/env-renamed.ts', 'const p = process;\nexport const { env } = p;', environment],
  ['services/bff/src/env-later.ts', 'export let env = {};\n({ env } = process);', environment],
  ['services/bff/src/env-global.ts', 'export const port = globalThis.process.env;', environment],
  ['services/bff/src/env-global-computed.ts', "export const port = globalThis['process'].env;", environment],
  ['services/bff/src/env-global-taken.ts', 'export const { process: p } = globalThis;', environment],
  ['services/bff/src/env-dynamic.ts', "export const { env } = await import('node:process');", environment],
  ['services/bff/src/env.ts', "export { env } from 'node:process';", environmentImport],
  [
    'services/bff/src/env-default.ts',
    "import p from 'node:process';\nexport const { env } = p;",
    environmentImport,
  ],
  [
    'services/bff/src/env-all.ts',
    "import * as p from 'process';\nexport const { env } = p;",
    environmentImport,
  ],
  ['test/env.ts', "import p from 'node:process';\nexport const { pid } = p;", environmentImport],
  [
    'services/bff/src/default.ts',
    'export default 1;',
    'Export by name: the file is called after its one main export.',
  ],
  [
    'services/bff/src/default-name.ts',
    'const a = 1;\nexport { a as default };',
    'Export by name: the file is called after its one main export.',
  ],
  ['services/bff/src/any.ts', 'export type Row = any;', 'Write `unknown` and narrow it, or name the type.'],
  [
    'services/bff/src/private.ts',
    'export class A {\n  private a = 1;\n}',
    'Write `#name`: it is private at run time too.',
  ],
  [
    'services/bff/src/app.test.ts',
    "import { jest } from '@jest/globals';\njest.mock('x');",
    'Hand the dependency in as an argument: jest does not hoist mocks in ESM.',
  ],
  [
    'services/bff/src/relative.ts',
    "import '../../kit/src/parse.ts';",
    'Name the other workspace: `@goalixa/<name>/<file>.ts`.',
  ],
  [
    'infra/local/start.ts',
    "import '../../services/kit/src/parse.ts';",
    'Name the other workspace: `@goalixa/<name>/<file>.ts`.',
  ],
  [
    'services/domain/src/day.ts',
    'export const now = (): number => Date.now();',
    'Take the instant as an argument: the domain has no clock.',
  ],
  [
    'services/domain/src/week.ts',
    'export const now = (): Date => new Date();',
    'Take the instant as an argument: the domain has no clock.',
  ],
  [
    'services/domain/src/file.ts',
    "import 'node:fs';",
    'Take what it gives as an argument: the domain also runs in the browser.',
  ],
  ['services/bff/src/floating.ts', 'export function f(): void {\n  Promise.resolve(1);\n}', floating],
  ['web/app/floating.js', 'export function f() {\n  Promise.resolve(1);\n}', floating],
  [
    'web/app/misused.js',
    '/** @param {Promise<boolean>} p */\nexport const f = (p) => (p ? 1 : 2);',
    'Expected non-Promise value in a boolean conditional.',
  ],
  [
    'web/pages/a/ask.js',
    "export const text = async () => (await fetch('/')).text();",
    'Ask through `web/app/api.js`',
  ],
  [
    'web/pages/a/ask-global.js',
    "export const ask = () => window.fetch('/');",
    'Ask through `web/app/api.js`',
  ],
  [
    'web/components/a/draw.js',
    '/** @param {Element} e @param {string} t */\nexport const draw = (e, t) => void (e.innerHTML = t);',
    'Draw by `html` and `render`',
  ],
  ['web/app/work.js', 'export const w = navigator.serviceWorker;', 'Ask `web/app/sw-bridge.js`'],
  [
    'services/bff/src/misused.ts',
    'export const f = (p: Promise<boolean>): number => (p ? 1 : 2);',
    'Expected non-Promise value in a boolean conditional.',
  ],
  [
    'services/bff/src/type-import.ts',
    "import { Server } from 'node:net';\nexport type S = Server;",
    'All imports in the declaration are only used as types. Use `import type`.',
  ],
  ['services/bff/src/catch.ts', 'try {\n  f();\n} catch {}\nfunction f(): void {}', 'Empty block statement.'],
  [
    'services/bff/src/disable.ts',
    '// eslint-disable-next-line eqeqeq\nexport const a = 1;',
    "has no effect because you have 'noInlineConfig' setting in your config.",
  ],
];

const good: readonly (readonly [file: string, line: string])[] = [
  ['services/bff/src/pid.ts', 'export const ids = [process.pid, process.argv[2]];'],
  ['services/bff/src/environment.ts', 'export const { PORT } = process.env;'],
  ['web/app/api.js', "export const text = async () => (await fetch('/')).text();"],
  ['services/bff/src/config.ts', 'export const port = process.env.PORT;'],
  ['infra/local/environment.ts', 'export const path = process.env.PATH;'],
  ['services/core-api/src/goals/task-router.ts', "import './task-service.ts';"],
  ['services/core-api/src/goals/task-service.ts', "import './task-repository.ts';"],
  ['services/core-api/src/goals/container.ts', "import './task-repository.ts';\nimport './task-service.ts';"],
  ['services/core-api/src/app.ts', "import './goals/task-router.ts';\nimport '@goalixa/kit/parse.ts';"],
  ['services/domain/src/days.ts', 'export const at = (ms: number): Date => new Date(ms);'],
];

interface Result {
  filePath: string;
  messages: { message: string; line: number }[];
}

let folder: string;
let found: Map<string, string[]>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'goalixa-lint-'));
  const options = {
    strict: true,
    module: 'nodenext',
    target: 'es2024',
    types: ['node'],
    typeRoots: [join(root, 'node_modules/@types')],
  };
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: options }));
  await mkdir(join(folder, 'web'));
  await copyFile(join(root, 'web/tsconfig.json'), join(folder, 'web/tsconfig.json'));
  await writeFile(join(folder, 'package.json'), JSON.stringify({ type: 'module' }));
  for (const [file, text] of [...bad, ...good]) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), `${text}\n`);
  }
  found = new Map(
    (await lint()).map(({ filePath, messages }) => [
      relative(folder, filePath),
      messages.map((m) => m.message),
    ]),
  );
}, 60_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

/** By the command line: type-aware rules need real files, and one process judges them all. */
function lint(): Promise<Result[]> {
  const words = ['node_modules/eslint/bin/eslint.js', '--config', 'eslint.config.mjs'].map((word) =>
    word.startsWith('--') ? word : join(root, word),
  );
  return new Promise((resolve, reject) => {
    // It ends with 1, as it should, since there is something to find.
    execFile('node', [...words, '--format', 'json', '.'], { cwd: folder }, (error, stdout, stderr) => {
      if (stdout === '') reject(new Error(stderr, { cause: error }));
      else resolve(JSON.parse(stdout) as Result[]);
    });
  });
}

describe('eslint.config.mjs', () => {
  it.each(bad)('refuses in %s: %j', (file, _line, message) => {
    expect(found.get(file)).toEqual([expect.stringContaining(message)]);
  });

  it.each(good)('accepts in %s: %j', (file) => {
    expect(found.get(file)).toEqual([]);
  });
});
