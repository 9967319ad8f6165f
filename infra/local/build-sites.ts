import { catalogue } from '../catalogue/catalogue.ts';
import type { StaticSite } from '../catalogue/deployable.ts';
import { replaceSites } from './static/replace-sites.ts';

/** Every site of the catalogue, built below a folder: `node infra/local/build-sites.ts <folder>`. */
async function main(folder: string): Promise<void> {
  const sites = catalogue.filter((app): app is StaticSite => app.kind === 'static');
  const problems = await replaceSites(sites, folder);
  if (problems.length === 0) return;
  process.stderr.write(`${problems.join('\n')}\n`);
  process.exitCode = 1;
}

const [folder] = process.argv.slice(2);
if (!folder) throw new Error('Name the folder to build into: the sites below it are replaced.');
await main(folder);
