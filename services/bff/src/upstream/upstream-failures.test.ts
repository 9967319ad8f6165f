import { once } from 'node:events';
import { Agent, createServer, request, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { startBff, type StartedBff } from '../testing/start-bff.ts';
import type { StandInCoreApi } from '../testing/stand-in-core-api.ts';

let bff: StartedBff;
let answerByDefault: StandInCoreApi['answer'];
beforeAll(async () => {
  bff = await startBff();
  answerByDefault = bff.coreApi.answer;
});
afterEach(() => {
  bff.coreApi.mode = 'up';
  bff.coreApi.answer = answerByDefault;
});
afterAll(() => bff.close());

const codeOf = async (answer: Response) => ((await answer.json()) as { code: string }).code;

describe('a service that answers before it has read the body', () => {
  it('has its answer passed on; the rest is let go of and the connection used again', async () => {
    const hasty = createServer((_req, res) => void res.writeHead(403).end('no'));
    hasty.listen(0, '127.0.0.1');
    await once(hasty, 'listening');
    const { port } = hasty.address() as AddressInfo;
    const early = await startBff({ coreApiUrl: `http://127.0.0.1:${port}` });
    const { cookie } = await early.signedIn();
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const headers = { cookie: cookie!, origin: 'http://goalixa.test', 'content-type': 'application/json' };
    const target = new URL('/bff/app/goals', early.url);

    const writing = request(target, { agent, method: 'POST', headers });
    writing.write('x');
    const [answer] = (await once(writing, 'response')) as [IncomingMessage];
    expect(answer.statusCode).toBe(403);
    answer.resume();
    writing.end(Buffer.alloc(300_000)); // more than may pass, but nobody asks any more
    await once(writing, 'close');
    const again = request(target, { agent, method: 'GET', headers: { cookie: cookie! } }).end();
    expect(((await once(again, 'response')) as [IncomingMessage])[0].statusCode).toBe(403);

    const leaving = request(target, { method: 'POST', headers });
    leaving.write('x');
    await once(leaving, 'response');
    leaving.on('error', () => undefined).destroy();
    expect((await fetch(`${early.url}/health/live`)).status).toBe(200);

    agent.destroy();
    await early.close();
    hasty.close();
    hasty.closeAllConnections();
  });
});

describe('Core API down or silent', () => {
  it.each(['down', 'silent'] as const)(
    '%s: 503 within 2 s for reads and writes, the cookie kept',
    async (mode) => {
      const browser = await bff.signedIn();
      const { cookie } = browser;
      bff.coreApi.mode = mode;
      const start = performance.now();
      const answers = await Promise.all([
        browser.get('/bff/app/goals'),
        browser.post('/bff/app/goals', { title: 'Run' }),
        browser.send('DELETE', '/bff/app/goals/1'),
        browser.get('/bff/aggregate/dashboard'),
      ]);
      expect(performance.now() - start).toBeLessThan(2_000);
      for (const answer of answers) {
        expect([answer.status, await codeOf(answer)]).toEqual([503, 'dependency_unavailable']);
        expect(answer.headers.get('retry-after')).toBe('1');
      }
      expect(browser.cookie).toBe(cookie);
      expect((await browser.get('/bff/auth/session')).status).toBe(200);
      bff.coreApi.mode = 'up';
      expect((await browser.get('/bff/app/goals')).status).toBe(200);
    },
  );

  it('a port where nobody listens: 503 for reads and streamed writes', async () => {
    const closed = await startBff({ coreApiUrl: 'http://127.0.0.1:9' });
    const browser = await closed.signedIn();
    expect((await browser.get('/bff/app/goals')).status).toBe(503);
    expect((await browser.post('/bff/app/goals', { title: 'x'.repeat(90_000) })).status).toBe(503);
    const ready = await browser.get('/bff/health/ready');
    expect([ready.status, await ready.json()]).toMatchObject([
      200,
      { status: 'degraded', checks: { auth: { status: 'ok' }, 'core-api': { status: 'failed' } } },
    ]);
    await closed.close();
  });

  it('an answer that breaks off is broken off here too, not completed', async () => {
    const browser = await bff.signedIn();
    bff.coreApi.answer = (_call, res) => {
      res.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
      res.write('{"items":[');
      setImmediate(() => res.destroy());
    };
    await expect(browser.get('/bff/app/goals').then((answer) => answer.text())).rejects.toThrow();
    bff.coreApi.answer = answerByDefault;
    expect((await browser.get('/bff/app/goals')).status).toBe(200);
  });
});
