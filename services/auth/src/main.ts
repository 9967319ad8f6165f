import { exitCodeOf } from './commands/exit-code-of.ts';
import { runMigrate } from './commands/run-migrate.ts';
import { runSetPassword } from './commands/run-set-password.ts';
import { start } from './commands/start.ts';
import { loadConfig, loadDatabaseConfig } from './config.ts';

// The same place in the source tree and beside the bundle.
const migrations = new URL('../migrations/', import.meta.url);
const [command, ...rest] = process.argv.slice(2);

if (command === undefined) {
  await start(loadConfig());
} else if (command === 'migrate') {
  process.exitCode = await exitCodeOf(() => runMigrate(loadDatabaseConfig(), migrations));
} else if (command === 'set-password') {
  process.exitCode = await exitCodeOf(() => runSetPassword(loadDatabaseConfig(), rest));
} else {
  process.stderr.write(
    `auth has no command "${command}": migrate, set-password <email>, or none to start.\n`,
  );
  process.exitCode = 1;
}
