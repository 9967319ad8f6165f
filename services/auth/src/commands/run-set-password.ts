import { createPool } from '@goalixa/kit/database/pool.ts';
import { emailSchema } from '../accounts/email.ts';
import type { AccountService } from '../accounts/account-service.ts';
import type { DatabaseConfig } from '../config.ts';
import { createAccountService } from '../container.ts';
import { newPassword } from '../passwords/password-schema.ts';
import { connectionOf } from './connection-of.ts';
import { readNewPassword } from './read-new-password.ts';

/**
 * `set-password <email>`, for the operator: sets a password and ends all sessions of the user.
 * @returns the exit code
 */
export async function runSetPassword(config: DatabaseConfig, args: readonly string[]): Promise<number> {
  const pool = createPool({ ...connectionOf(config), applicationName: 'auth-set-password', max: 1 });
  try {
    const refusal = await setPassword(createAccountService(pool, Date.now), args);
    if (refusal === null) return 0;
    process.stderr.write(`${refusal}\n`);
    return 1;
  } finally {
    await pool.end();
  }
}

async function setPassword(accounts: AccountService, args: readonly string[]): Promise<string | null> {
  const [given, ...more] = args;
  if (given === undefined || more.length > 0) return 'Usage: set-password <email>';
  const email = emailSchema.safeParse(given);
  if (!email.success || !(await accounts.exists(email.data)))
    return `There is no account with the e-mail ${given}.`;

  const typed = await readNewPassword(process.stdin, process.stderr);
  if (typed === null) return 'The two passwords differ: nothing was changed.';
  const password = newPassword.safeParse(typed);
  if (!password.success)
    return `${password.error.issues[0]?.message ?? 'Bad password'}: nothing was changed.`;

  await accounts.setPassword(email.data, password.data);
  process.stdout.write(`The password of ${given} is set; all sessions of that account have ended.\n`);
  return null;
}
