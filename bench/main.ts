import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

// `npm run bench -- <name>`: one measurement, JSON on standard output.
const folder = import.meta.dirname;
const names = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'main.ts')));
const [name = ''] = process.argv.slice(2);
if (!names.includes(name)) {
  process.stderr.write(`Usage: npm run bench -- ${names.join('|')}\n`);
  process.exit(1);
}
process.exit(spawnSync(process.execPath, [join(folder, name, 'main.ts')], { stdio: 'inherit' }).status ?? 1);
