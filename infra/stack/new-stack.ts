import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { catalogue } from '../catalogue/catalogue.ts';
import { rawConfigOf } from '../config/config-file.ts';
import type { StackConfig } from '../config/config-schema.ts';
import { paths } from '../paths.ts';
import { rootsOf, secretsNeeded } from '../secrets/secrets-needed.ts';
import { askForBackend } from './ask-for-backend.ts';
import { stopAsking } from './ask.ts';
import { readStack } from './check.ts';
import { encryptionOf } from './encryption-of.ts';
import { jsonOf } from './json-of.ts';
import { PulumiCli } from './pulumi-cli.ts';
import { Refusal } from './refusal.ts';
import { requirePassphrase } from './require-passphrase.ts';

const stackList = z.array(z.object({ name: z.string() }));

/** Their values have several lines, of which the CLI's question would take the first. */
const keysOfFiles: readonly string[] = ['kubeconfig', 'sshPrivateKey'];

/**
 * `new`: the state backend, the stack in it, its root secret; then what is left for the user to set, and what
 * must be kept outside of the cluster. What is there already is left as it is.
 */
export async function newStack(stack: string): Promise<number> {
  const config = readStack(stack);
  requirePassphrase(stack, true);
  const cli = await PulumiCli.find();
  const backend = await askForBackend();
  stopAsking();
  await must(cli, ['login', backend]);
  if (!(await namesOfStacks(cli)).includes(stack))
    await must(cli, ['stack', 'init', stack, '--secrets-provider', encryptionOf(stack).provider]);
  const set = presentKeys(stack);
  for (const root of rootsOf(config, catalogue)) await makeRoot(cli, stack, `rootSecret${root}`, set);
  console.log(closing(stack, config, presentKeys(stack)));
  return 0;
}

async function namesOfStacks(cli: PulumiCli): Promise<readonly string[]> {
  const list = stackList.safeParse(jsonOf(await must(cli, ['stack', 'ls', '--json'], true))).data;
  if (!list) throw new Refusal('"pulumi stack ls --json" printed no list as JSON: run it, and look.');
  return list.map(({ name }) => name.split('/').at(-1) ?? name);
}

/** A root that is there stays: another one would change every secret at once. */
async function makeRoot(cli: PulumiCli, stack: string, key: string, set: ReadonlySet<string>): Promise<void> {
  if (set.has(`goalixa:${key}`)) return;
  const args = ['config', 'set', '--secret', `goalixa:${key}`, '--stack', stack];
  const { code } = await cli.run(args, { input: randomBytes(32).toString('base64url') });
  if (code !== 0) throw new Refusal(`goalixa:${key} could not be set.`);
}

async function must(cli: PulumiCli, args: readonly string[], isQuiet = false): Promise<string> {
  const { code, stdout } = await cli.run(args, { isQuiet });
  if (code !== 0) throw new Refusal(`"pulumi ${args.slice(0, 2).join(' ')}" failed; see above.`);
  return stdout;
}

const presentKeys = (stack: string): ReadonlySet<string> =>
  new Set(Object.keys(rawConfigOf(stack, readFileSync(paths.stackFile(stack), 'utf8'))));

function closing(stack: string, config: StackConfig, set: ReadonlySet<string>): string {
  const open = [...secretsNeeded(config, catalogue)].filter(([key]) => !set.has(`goalixa:${key}`));
  const isTenant = config.hosts.driver === 'stack';
  const { provider } = encryptionOf(stack);
  return [
    ...(open.length === 0 ? [] : ['Still to be set; each command asks for its value, or reads its file:']),
    ...open.map(([key, reason]) =>
      key === 'kubeconfig' && isTenant
        ? `  npm run stack -- link ${stack}    (once the cluster's stack is up)`
        : `  pulumi config set --secret goalixa:${key} --stack ${stack}${keysOfFiles.includes(key) ? ' < FILE' : ''}    (${reason})`,
    ),
    'Keep outside of the cluster and of this machine, or nobody can rebuild what is lost:',
    provider === 'passphrase'
      ? '  the passphrase (PULUMI_CONFIG_PASSPHRASE_FILE): without it no secret of the stack can be read;'
      : `  the way to ${provider}: without it no secret of the stack can be read;`,
    ...rootsOf(config, catalogue).map(
      (root) => `  the root secret: pulumi config get goalixa:rootSecret${root} --stack ${stack}`,
    ),
    `Then: npm run stack -- check ${stack}, and npm run stack -- preview ${stack}`,
  ].join('\n');
}
