import { accessSync, constants } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

const folders = (process.env.PATH ?? '').split(delimiter);

/** Why the real engine cannot be asked here; `undefined` where it can. */
export function whyNoEngine(): string | undefined {
  const isThere = folders.some((folder) => {
    try {
      accessSync(join(folder, 'pulumi'), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
  return isThere ? undefined : 'pulumi is not on the PATH';
}

/** What the CLI is run with: this Node, and a folder as its backend. */
export const engineEnvironment = (backend: string): NodeJS.ProcessEnv => ({
  ...process.env,
  NODE_OPTIONS: undefined, // jest's own
  PATH: [dirname(process.execPath), ...folders].join(delimiter),
  PULUMI_BACKEND_URL: `file://${backend}`,
  PULUMI_SKIP_UPDATE_CHECK: 'true',
});
