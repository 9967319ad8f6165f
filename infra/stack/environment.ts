/** What the CLI is run with, besides what a command adds. */
export const cliEnvironment: NodeJS.ProcessEnv = process.env;

/** File with the passphrase of the stack that owns the cluster, for `link`: a tenant has one of its own. */
export const ownerPassphraseFile: string | undefined = process.env['OWNER_PASSPHRASE_FILE'];

/** The CLI takes an empty passphrase too, and takes it before a file. */
export const hasPassphrase = process.env['PULUMI_CONFIG_PASSPHRASE'] !== undefined;
export const passphraseFile: string | undefined = process.env['PULUMI_CONFIG_PASSPHRASE_FILE'];
