import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';

// The floor of `render`: objects that are known already, to YAML files, and nothing else.
const [source = '', folder = ''] = process.argv.slice(2);
const objects = JSON.parse(readFileSync(source, 'utf8')) as object[];
mkdirSync(folder, { recursive: true });
for (const [index, object] of objects.entries())
  writeFileSync(join(folder, `${index}.yaml`), stringify(object));
