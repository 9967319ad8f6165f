/** Where the supervisor wants a site. */
export interface StaticConfig {
  readonly host: string;
  readonly port: number;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * What a site's process reads, in the form of the services' definitions but checked by hand: the kit's schemas
 * would cost each site more memory than all its files.
 */
export const config = {
  variables: ['HOST', 'PORT'],
  required: ['PORT'],
  /** @throws Error with every problem at once */
  parse(environment: Environment): StaticConfig {
    const host = environment['HOST'] || '127.0.0.1'; // set but empty counts as absent
    const port = environment['PORT'] ?? '';
    const problems = [...hostProblems(host), ...portProblems(port)];
    if (problems.length > 0) throw new Error(problems.join('\n'));
    return { host, port: Number(port) };
  },
};

/** The configuration of this process. */
export function loadConfig(): StaticConfig {
  return config.parse(process.env);
}

function hostProblems(host: string): string[] {
  if (/^[A-Za-z0-9.:-]+$/.test(host)) return [];
  return [`HOST must be an address or a host name (got ${JSON.stringify(host)})`];
}

function portProblems(port: string): string[] {
  if (port === '') return ['PORT is missing'];
  if (/^\d+$/.test(port) && Number(port) <= 65_535) return [];
  return [`PORT must be a whole number from 0 to 65535 (got ${JSON.stringify(port)})`];
}
