import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startBff, type StartedBff } from '../testing/start-bff.ts';

let bff: StartedBff;
beforeAll(async () => {
  bff = await startBff();
});
afterAll(() => bff.close());

const requests = [
  ['GET', '/bff/app/goals'],
  ['HEAD', '/bff/app/goals'],
  ['GET', '/bff/app/goals/1'],
  ['POST', '/bff/app/goals'],
  ['PATCH', '/bff/app/goals/1'],
  ['DELETE', '/bff/app/goals/1'],
  ['POST', '/bff/app/goals/1/restore'],
  ['GET', '/bff/aggregate/dashboard'],
  ['HEAD', '/bff/aggregate/dashboard'],
] as const;

const codeOf = async (answer: Response) => ((await answer.json()) as { code: string }).code;

describe('a request that names its user in Goalixa-User', () => {
  it.each(requests)(
    '%s %s is 401 while somebody else is signed in, and Core API is not asked',
    async (method, path) => {
      const browser = await bff.signedIn();
      const cookie = browser.cookie;
      const before = bff.coreApi.calls.length;
      const answer = await browser.send(method, path, { headers: { 'goalixa-user': randomUUID() } });
      expect([answer.status, answer.headers.get('set-cookie')]).toEqual([401, null]);
      if (method !== 'HEAD') expect(await codeOf(answer)).toBe('session_foreign');
      expect(bff.coreApi.calls.length).toBe(before);
      expect(browser.cookie).toBe(cookie);
      expect((await browser.get('/bff/app/goals')).status).toBe(200);
    },
  );

  it.each([
    ['nobody', () => ''],
    ['a word', () => 'undefined'],
    ['the user in other letters', (id: string) => id.toUpperCase()],
    ['the user and more', (id: string) => `${id}0`],
    ['the user and somebody else', (id: string) => `${id}, ${randomUUID()}`],
    ['a name of objects', () => '__proto__'],
    ['12,000 bytes', () => 'a'.repeat(12_000)],
  ])('is 401 for %s', async (_name, value) => {
    const browser = await bff.signedIn();
    const answer = await browser.get('/bff/app/goals', { 'goalixa-user': value(browser.userId) });
    const problem = await answer.text();
    expect([answer.status, (JSON.parse(problem) as { code: string }).code]).toEqual([401, 'session_foreign']);
    expect(problem.length).toBeLessThan(500); // what was sent does not come back
  });

  it('is refused with a long body too', async () => {
    const browser = await bff.signedIn();
    const answer = await browser.post(
      '/bff/app/goals',
      { title: 'x'.repeat(50_000) },
      { 'goalixa-user': randomUUID() },
    );
    expect([answer.status, await codeOf(answer)]).toEqual([401, 'session_foreign']);
  });

  it('hands over the cookie that was renewed on the way: the session is good', async () => {
    const browser = await bff.signedIn();
    const before = browser.cookie;
    bff.pass(901);
    const answer = await browser.get('/bff/app/goals', { 'goalixa-user': randomUUID() });
    expect([answer.status, await codeOf(answer)]).toEqual([401, 'session_foreign']);
    expect(browser.cookie).not.toBe(before);
    expect((await browser.get('/bff/app/goals')).status).toBe(200);
  });

  it('without a session is 401 token_invalid, as any other', async () => {
    const answer = await bff.browser().get('/bff/app/goals', { 'goalixa-user': randomUUID() });
    expect([answer.status, await codeOf(answer)]).toEqual([401, 'token_invalid']);
  });

  it.each(requests)(
    '%s %s passes for the user who is signed in, and the header stays here',
    async (method, path) => {
      const browser = await bff.signedIn();
      const answer = await browser.send(method, path, { headers: { 'goalixa-user': browser.userId } });
      expect(answer.status).toBe(200);
      expect(bff.coreApi.lastCall().headers).not.toHaveProperty('goalixa-user');
    },
  );

  it('still learns who is signed in', async () => {
    const browser = await bff.signedIn();
    const answer = await browser.get('/bff/auth/session', { 'goalixa-user': randomUUID() });
    expect(await answer.json()).toMatchObject({ userId: browser.userId });
  });
});
