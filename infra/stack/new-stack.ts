import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { catalogue } from '../catalogue/catalogue.ts';
import { rawConfigOf } from '../config/config-file.ts';
import type { StackConfig } from '../config/config-schema.ts';
import { paths } from '../paths.ts';
import { rootsOf, secretsNeeded } from '../secrets/secrets-needed.ts';
import { ask } from './ask.ts';
import { readStack } from './check.ts';
import { PulumiCli } from './pulumi-cli.ts';
import { Refusal } from './refusal.ts';

/**
 * `new`: the state backend, the stack in it, its root secret; then what is left for the user to set, and what
 * must be kept outside of the cluster. What is there already is left as it is.
 */
export async function newStack(stack: string): Promise<number> {
  const config = readStack(stack);
  const cli = PulumiCli.find();
  const backend = await askForBackend();
  await must(cli, ['login', backend]);
  const list = await must(cli, ['stack', 'ls', '--json'], true);
  const names = (JSON.parse(list) as { name: string }[]).map(({ name }) => name.split('/').at(-1));
  if (!names.includes(stack)) await must(cli, ['stack', 'init', stack, '--secrets-provider', 'passphrase']);
  const set = presentKeys(stack);
  for (const root of rootsOf(config, catalogue)) await makeRoot(cli, stack, `rootSecret${root}`, set);
  console.log(closing(stack, config, presentKeys(stack)));
  return 0;
}

async function askForBackend(): Promise<string> {
  const kind = await ask(
    'Where does the state live? A folder (file) or an S3-compatible bucket (s3)',
    'file',
  );
  if (kind === 'file') return `file://${await ask('Folder', '~/.goalixa/state')}`;
  if (kind !== 's3') throw new Refusal(`"${kind}" is no backend: file or s3.`);
  const bucket = await ask('Bucket', 'goalixa-state');
  const endpoint = await ask('Endpoint, as host name', 's3.eu-central-1.amazonaws.com');
  const region = await ask('Region', 'eu-central-1');
  console.log(
    [
      'The bucket must be there, private, with versions kept (they are the way back from a broken state):',
      `  aws s3api create-bucket --bucket ${bucket} --endpoint-url https://${endpoint} --region ${region}`,
      `  aws s3api put-bucket-versioning --bucket ${bucket} --endpoint-url https://${endpoint} --versioning-configuration Status=Enabled`,
      'AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY let the CLI in.',
    ].join('\n'),
  );
  return `s3://${bucket}?endpoint=${endpoint}&region=${region}&s3ForcePathStyle=true`;
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
  return [
    ...(open.length === 0 ? [] : ['Still to be set; each command asks for its value:']),
    ...open.map(([key, reason]) =>
      key === 'kubeconfig' && isTenant
        ? `  npm run stack -- link ${stack}    (once the cluster's stack is up)`
        : `  pulumi config set --secret goalixa:${key} --stack ${stack}    (${reason})`,
    ),
    'Keep outside of the cluster and of this machine, or nobody can rebuild what is lost:',
    '  the passphrase (PULUMI_CONFIG_PASSPHRASE): without it no secret of the stack can be read;',
    `  the root secret: pulumi config get goalixa:rootSecret1 --stack ${stack}`,
    `Then: npm run stack -- check ${stack}, and npm run stack -- preview ${stack}`,
  ].join('\n');
}
