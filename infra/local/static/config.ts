/** Where the supervisor wants a site. */
export interface StaticConfig {
  readonly host: string;
  readonly port: number;
}

/**
 * Reads `HOST` and `PORT` by hand: the kit's schemas would cost each site more memory than all its files.
 * @throws Error when there is no port
 */
export function loadConfig(): StaticConfig {
  const { HOST = '127.0.0.1', PORT = '' } = process.env;
  if (!/^\d+$/.test(PORT)) throw new Error(`PORT must be a number (got ${JSON.stringify(PORT)})`);
  return { host: HOST, port: Number(PORT) };
}
