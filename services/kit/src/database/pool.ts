import pg from 'pg';
import type { Logger } from 'pino';
import type { DatabaseConnection } from './connection.ts';
import { roleOption } from './role-option.ts';
import { rowTypes } from './row-types.ts';

export interface PoolOptions extends DatabaseConnection {
  /** Connections at most; 4 to 8 carry two cores. Default 6. */
  readonly max?: number;
  readonly applicationName: string;
  readonly logger?: Logger;
}

const connectTimeoutMs = 1_000;
const statementTimeoutMs = 1_500;

/**
 * A pool whose every new connection reads user and password from their files, so that a rotation needs no
 * restart, and takes the user's role. A connect takes at most 1 s and a statement 1.5 s, at the server and, when that is silent, here.
 */
export function createPool(options: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    host: options.host,
    port: options.port,
    database: options.database,
    max: options.max ?? 6,
    application_name: options.applicationName,
    connectionTimeoutMillis: connectTimeoutMs,
    statement_timeout: statementTimeoutMs,
    query_timeout: statementTimeoutMs + 200,
    idle_in_transaction_session_timeout: 5_000,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    options: '-c timezone=UTC -c datestyle=ISO',
    types: rowTypes,
    Client: clientReading(options),
  });
  // Without a listener an idle connection that the server closes would end the process.
  pool.on('error', (error) => options.logger?.warn({ err: error }, 'an idle database connection was lost'));
  return pool;
}

/** What `pg` sends at a connect; its types do not show it. */
interface Parameters {
  user: string;
  password: string;
  options: string;
}

function clientReading({ user, password }: DatabaseConnection): typeof pg.Client {
  return class CredentialClient extends pg.Client {
    constructor(config?: pg.ClientConfig) {
      super(config);
      // The pool listens while a client is idle only. In use, between two statements, a server that goes away would
      // end the process; the next statement fails anyway, and that is the failure to tell.
      this.on('error', () => undefined);
    }

    override connect(): Promise<this>;
    override connect(callback: (error: Error) => void): void;
    override connect(callback?: (error: Error) => void): Promise<this> | undefined {
      const ready = Promise.all([user.read(), password.read()]).then(([name, secret]) =>
        this.#become(name, secret),
      );
      if (!callback) return ready.then(() => super.connect()).then(() => this);
      ready.then(() => super.connect(callback as () => void), callback);
      return undefined;
    }

    #become(name: string, secret: string): void {
      const { connectionParameters } = this as unknown as { connectionParameters: Parameters };
      this.user = connectionParameters.user = name;
      this.password = connectionParameters.password = secret;
      connectionParameters.options = `${connectionParameters.options} ${roleOption(name)}`.trimEnd();
    }
  };
}
