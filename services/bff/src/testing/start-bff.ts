import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Express } from 'express';
import { Keyring } from '@goalixa/kit/keyring.ts';
import { createLogger } from '@goalixa/kit/logger.ts';
import { SecretFile } from '@goalixa/kit/secret-file.ts';
import { startApp } from '@goalixa/kit/testing/start-app.ts';
import { createApp } from '../app.ts';
import type { Dependencies } from '../container.ts';
import { Browser } from '@goalixa/kit/testing/browser.ts';
import { standInOperations, startStandInCoreApi, type StandInCoreApi } from './stand-in-core-api.ts';
import { startStandInAuth, type StandInAuth } from './stand-in-auth.ts';

export interface StartedBff {
  readonly url: string;
  readonly app: Express;
  readonly auth: StandInAuth;
  readonly coreApi: StandInCoreApi;
  /** Where the cookie's keyring is read from. */
  readonly keyFile: string;
  /** Log lines so far. */
  readonly lines: string[];
  /** Moves the clock of the service and of the stand-in for Auth. */
  pass(seconds: number): void;
  browser(): Browser;
  /** A browser of a new user, signed in. */
  signedIn(): Promise<Browser & { userId: string }>;
  close(): Promise<void>;
}

/** The whole service over HTTP, between stand-ins that a test can silence or break. */
export async function startBff(
  overrides: Partial<Pick<Dependencies, 'publicUrl' | 'redis' | 'coreApiUrl' | 'authUrl'>> = {},
): Promise<StartedBff> {
  const publicUrl = overrides.publicUrl ?? 'http://goalixa.test';
  let passedMs = 0;
  const now = () => Date.now() + passedMs;
  const folder = await mkdtemp(join(tmpdir(), 'goalixa-bff-'));
  const keyFile = join(folder, 'cookie-key');
  await writeFile(keyFile, keyLine('one'));
  const [auth, coreApi] = await Promise.all([startStandInAuth(publicUrl, now), startStandInCoreApi()]);
  const lines: string[] = [];
  const { app, close } = createApp({
    logger: createLogger({
      service: 'bff',
      level: 'info',
      destination: { write: (line) => void lines.push(line) },
    }),
    publicUrl,
    authUrl: auth.url,
    coreApiUrl: coreApi.url,
    cookieKeys: new Keyring(new SecretFile(keyFile)),
    coreApiOperations: standInOperations,
    now,
    ...overrides,
  });
  const server = await startApp(app);
  const browser = () => new Browser(server.url, publicUrl);
  return {
    url: server.url,
    app,
    auth,
    coreApi,
    lines,
    keyFile,
    pass: (seconds) => void (passedMs += seconds * 1_000),
    browser,
    async signedIn() {
      const userId = randomUUID();
      auth.users.set(`${userId}@example.com`, userId);
      const signedIn = Object.assign(browser(), { userId });
      const answer = await signedIn.login(`${userId}@example.com`, 'correct');
      if (answer.status !== 200) throw new Error(`login answers ${answer.status}: ${await answer.text()}`);
      return signedIn;
    },
    async close() {
      await server.close();
      await Promise.all([close(), auth.close(), coreApi.close()]);
      await rm(folder, { recursive: true });
    },
  };
}

/** One line of a keyring file with a new key. */
export function keyLine(id: string): string {
  return `${id} ${randomBytes(32).toString('base64url')}\n`;
}
