import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ask } from './ask.ts';
import { Refusal } from './refusal.ts';

/** Asks where the state lives. @returns the address that the CLI logs in to; a folder is there afterwards */
export async function askForBackend(): Promise<string> {
  const kind = await ask(
    'Where does the state live? A folder (file) or an S3-compatible bucket (s3)',
    'file',
  );
  if (kind === 'file') return folderBackend(await ask('Folder', '~/.goalixa/state'));
  if (kind !== 's3') throw new Refusal(`"${kind}" is no backend: file or s3.`);
  const bucket = await ask('Bucket', 'goalixa-state');
  const endpoint = await ask('Endpoint, as host name', 's3.eu-central-1.amazonaws.com');
  const region = await ask('Region', 'eu-central-1');
  console.log(wayToBucket(bucket, endpoint, region));
  return `s3://${bucket}?endpoint=${endpoint}&region=${region}&s3ForcePathStyle=true`;
}

/** The CLI does not make it; the state is for nobody else to read. */
function folderBackend(answer: string): string {
  const folder = /^~(\/|$)/.test(answer) ? join(homedir(), answer.slice(1)) : resolve(answer);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new Refusal(`The folder cannot be made: ${(error as Error).message}.`);
  }
  return pathToFileURL(folder).href;
}

function wayToBucket(bucket: string, endpoint: string, region: string): string {
  const command = (name: string, ...options: readonly string[]) =>
    [
      '  aws s3api',
      name,
      `--bucket ${bucket} --endpoint-url https://${endpoint} --region ${region}`,
      ...options,
    ].join(' ');
  // The first region is the one that must not be named.
  const location =
    region === 'us-east-1' ? [] : [`--create-bucket-configuration LocationConstraint=${region}`];
  const blocks = ['BlockPublicAcls', 'IgnorePublicAcls', 'BlockPublicPolicy', 'RestrictPublicBuckets'];
  return [
    'The bucket must be there, private, with versions kept (they are the way back from a broken state):',
    command('create-bucket', ...location),
    command('put-bucket-versioning', '--versioning-configuration Status=Enabled'),
    command(
      'put-public-access-block',
      `--public-access-block-configuration ${blocks.map((block) => `${block}=true`).join(',')}`,
    ),
    'AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY let the CLI in.',
  ].join('\n');
}
