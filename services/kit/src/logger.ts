import { pino, type DestinationStream, type Logger } from 'pino';
import { errorFields } from './error-fields.ts';

export interface LoggerOptions {
  readonly service: string;
  readonly level: string;
  /** Where lines go; standard output by default. */
  readonly destination?: DestinationStream;
}

/** Fields that hold secrets, wherever they stand down to the third level. */
export const secretFields = [
  'password', 'accessToken', 'refreshToken', 'token', 'secret', 'cookie', 'authorization', 'set-cookie',
] as const; // prettier-ignore
const redacted = secretFields.flatMap((field) => {
  const key = field.includes('-') ? `["${field}"]` : field;
  return field.includes('-') ? [key, `*${key}`, `*.*${key}`] : [key, `*.${key}`, `*.*.${key}`];
});

/**
 * JSON lines on standard output, written in batches off the request's path. Fields that hold secrets are
 * replaced down to the third level; of an error (`err`) only what `errorFields` names is written.
 */
export function createLogger({ service, level, destination }: LoggerOptions): Logger {
  return pino(
    {
      level,
      base: { service },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: errorFields },
      redact: { paths: redacted, censor: '[redacted]' },
    },
    destination ?? batched(),
  );
}

function batched(): DestinationStream {
  const stream = pino.destination({ sync: false, minLength: 4_096 });
  // A quiet service still shows its lines within a quarter of a second.
  setInterval(() => stream.flush(), 250).unref();
  return stream;
}

/** Writes what is still buffered; awaited before the process ends. */
export function flushLogger(logger: Logger): Promise<void> {
  return new Promise((resolve) => logger.flush(() => resolve()));
}
