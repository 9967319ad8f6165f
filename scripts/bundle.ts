import { join } from 'node:path';
import { catalogue } from '../infra/catalogue/catalogue.ts';
import { paths } from '../infra/paths.ts';
import { bundle } from './bundle/bundle.ts';

// `npm run bundle [-- <name>…]`: what the images are made of, below dist/<name>; all by default.
const names = process.argv.slice(2);
const unknown = names.filter((name) => !catalogue.some((app) => app.name === name));

if (unknown.length > 0) {
  const known = catalogue.map(({ name }) => name).join(', ');
  process.stderr.write(`The catalogue has no ${unknown.join(', ')}: choose from ${known}.\n`);
  process.exitCode = 1;
} else {
  for (const app of catalogue.filter(({ name }) => names.length === 0 || names.includes(name))) {
    await bundle(app, join(paths.root, 'dist', app.name));
    process.stdout.write(`dist/${app.name}\n`);
  }
}
