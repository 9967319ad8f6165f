import { describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';

class OwnError extends Error {}

describe('native errors', () => {
  it("are not instances of a test's own error class, nor of another native one", async () => {
    const error = await readFile('/no/such/file').catch((failure: unknown) => failure);
    expect(error instanceof OwnError).toBe(false);
    expect(error instanceof TypeError).toBe(false);
    expect({ name: 'Error', message: 'no error' } instanceof Error).toBe(false);
  });

  it("are instances of the test file's Error, as they are in production", async () => {
    const missing = await readFile('/no/such/file').catch((failure: unknown) => failure);
    const unreached = await fetch('http://127.0.0.1:1').catch((failure: unknown) => failure);
    expect(missing instanceof Error).toBe(true);
    expect(unreached instanceof TypeError).toBe(true);
    expect(new OwnError() instanceof OwnError).toBe(true);
    expect(new OwnError() instanceof Error).toBe(true);
  });
});
