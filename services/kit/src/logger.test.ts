import { describe, expect, it } from '@jest/globals';
import { createLogger, secretFields } from './logger.ts';

const canary = 'canary-7f3a';

/** What is written when `log` is called; as text, as nothing of it may hold the canary. */
function written(log: (logger: ReturnType<typeof createLogger>) => void): string {
  const lines: string[] = [];
  log(createLogger({ service: 'test', level: 'info', destination: { write: (line) => lines.push(line) } }));
  return lines.join('');
}

describe('createLogger', () => {
  it.each(secretFields)('writes no %s of the first, second or third level', (field) => {
    for (const fields of [
      { [field]: canary },
      { session: { [field]: canary } },
      { request: { headers: { [field]: canary } } },
    ]) {
      const line = written((logger) => logger.info(fields, 'seen'));
      expect(line).not.toContain(canary);
      expect(line).toContain(`"${field}":"[redacted]"`);
    }
  });

  it.each(secretFields)('writes no %s that a child is bound to', (field) => {
    expect(written((logger) => logger.child({ [field]: canary }).info('seen'))).not.toContain(canary);
  });

  it('writes nothing that others hung on an error or its cause', () => {
    const hung = {
      config: { headers: { authorization: canary } },
      detail: canary,
      errors: [new Error(canary)],
    };
    const cause = Object.assign(new Error('connection lost'), hung);
    const error = Object.assign(new TypeError('no answer', { cause }), hung, { code: 'ECONNRESET' });
    for (const line of [
      written((logger) => logger.error({ err: error }, 'failed')),
      written((logger) => logger.error(error, 'failed')),
      written((logger) => logger.child({}, { redact: [] }).error({ err: error }, 'failed')),
      written((logger) => logger.error({ err: { headers: { authorization: canary } } }, 'failed')),
    ]) {
      expect(line).toContain('"msg":"failed"');
      expect(line).not.toContain(canary);
    }
  });

  it('writes of an error its type, message, code, stack, and the message of its cause', () => {
    const cause = new Error('connection lost');
    const error = Object.assign(new TypeError('no answer', { cause }), { code: 'ECONNRESET' });
    const { err } = JSON.parse(written((logger) => logger.error({ err: error }))) as { err: unknown };
    expect(err).toEqual({
      type: 'TypeError',
      message: 'no answer',
      code: 'ECONNRESET',
      stack: error.stack,
      cause: 'connection lost',
    });
  });

  it('tells what was thrown when it was no error', () => {
    const { err } = JSON.parse(written((logger) => logger.error({ err: 'enough' }))) as { err: unknown };
    expect(err).toEqual({ type: 'string', message: 'enough' });
  });
});
