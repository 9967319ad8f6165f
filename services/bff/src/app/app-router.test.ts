import { request } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { startBff, type StartedBff } from '../testing/start-bff.ts';
import type { StandInCoreApi } from '../testing/stand-in-core-api.ts';
import { until } from '@goalixa/kit/testing/until.ts';

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

/** A write whose length nobody announces. */
function sendChunks(path: string, cookie: string, chunks: readonly Buffer[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { cookie, origin: 'http://goalixa.test', 'content-type': 'application/json' };
    const sending = request(bff.url + path, { method: 'POST', headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    sending.on('error', reject);
    for (const chunk of chunks) sending.write(chunk);
    sending.end();
  });
}

describe('what does not pass', () => {
  it.each([
    ['GET', '/bff/app/openapi.json'],
    ['GET', '/bff/app/metrics'],
    ['GET', '/bff/app/goals/1/2'],
    ['GET', '/bff/app/../openapi.json'],
    ['GET', '/bff/app/%2e%2e/openapi.json'],
    ['GET', '/bff/app//goals'],
    ['GET', '/bff/app/aggregates/dashboard'],
    ['GET', '/bff/aggregate/other'],
    ['GET', '/bff/syntra/overview'],
    ['GET', '/bff/APP/goals'],
    ['GET', '/v1/goals'],
    ['GET', '/bff'],
    ['GET', '/'],
  ])('K6: %s %s is 404 and Core API is not asked', async (method, path) => {
    const browser = await bff.signedIn();
    const before = bff.coreApi.calls.length;
    const status = await new Promise((resolve, reject) => {
      // fetch would normalise the path
      const { hostname, port } = new URL(bff.url);
      const sending = request(
        { hostname, port, method, path, headers: { cookie: browser.cookie! } },
        (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        },
      );
      sending.on('error', reject).end();
    });
    expect([status, bff.coreApi.calls.length]).toEqual([404, before]);
  });

  it.each([
    ['DELETE', '/bff/app/goals', 'GET, HEAD, POST'],
    ['PUT', '/bff/app/goals/1', 'DELETE, GET, HEAD, PATCH'],
    ['GET', '/bff/app/goals/1/restore', 'POST'],
    ['POST', '/bff/aggregate/dashboard', 'GET, HEAD'],
    ['POST', '/bff/auth/session', 'GET, HEAD'],
  ])('C4: %s %s is 405 and names what is allowed', async (method, path, allow) => {
    const browser = await bff.signedIn();
    const answer = await browser.send(method, path, { headers: { 'x-http-method-override': 'POST' } });
    expect([answer.status, await codeOf(answer), answer.headers.get('allow')]).toEqual([
      405,
      'method_not_allowed',
      allow,
    ]);
  });

  it('L1: an announced body over 100 kB is 413 and Core API is not asked', async () => {
    const browser = await bff.signedIn();
    const before = bff.coreApi.calls.length;
    const answer = await browser.post('/bff/app/goals', { title: 'x'.repeat(110_000) });
    expect([answer.status, await codeOf(answer)]).toEqual([413, 'body_too_large']);
    expect(bff.coreApi.calls.length).toBe(before);
  });

  it('L1: a streamed body is 413 from the byte that is too many', async () => {
    const { cookie } = await bff.signedIn();
    const before = bff.coreApi.calls.length;
    const chunks = Array.from({ length: 20 }, () => Buffer.alloc(10_240, ' '));
    expect(await sendChunks('/bff/app/goals', cookie!, chunks)).toBe(413);
    expect(bff.coreApi.calls.length).toBe(before);
    expect(await sendChunks('/bff/app/goals', cookie!, chunks.slice(0, 10))).toBe(200);
  });
});

describe('what passes', () => {
  it('sends Core API the token and the listed headers, and nothing else of the browser', async () => {
    const browser = await bff.signedIn();
    await browser.send('PATCH', '/bff/app/goals/a%20b?x=1&y=%2F', {
      body: '{"title":"Run"}',
      headers: {
        'content-type': 'application/json',
        'if-match': '"3"',
        'if-none-match': '"4"',
        'idempotency-key': '019a',
        accept: 'application/json',
        'x-request-id': 'request-1',
        'x-forwarded-for': '10.0.0.1',
        'x-user-id': 'root',
        referer: 'http://goalixa.test/app/',
      },
    });
    const { method, url, headers, body } = bff.coreApi.lastCall();
    expect([method, url, body]).toEqual(['PATCH', '/v1/goals/a%20b?x=1&y=%2F', '{"title":"Run"}']);
    expect(headers).toEqual({
      host: new URL(bff.coreApi.url).host,
      connection: 'keep-alive',
      authorization: expect.stringMatching(/^Bearer eyJ/),
      accept: 'application/json',
      'content-length': '15',
      'content-type': 'application/json',
      'idempotency-key': '019a',
      'if-match': '"3"',
      'if-none-match': '"4"',
      'x-request-id': 'request-1',
    });
  });

  it('gives the browser status, body and the listed headers, and nothing else of Core API', async () => {
    const browser = await bff.signedIn();
    bff.coreApi.answer = (_call, res) => {
      res.writeHead(412, {
        'content-type': 'application/problem+json',
        etag: '"5"',
        'retry-after': '3',
        allow: 'GET',
        location: '/v1/goals/7',
        'set-cookie': 'core=1',
        'x-internal': 'secret',
        'access-control-allow-origin': '*',
        server: 'core',
      });
      res.end('{"code":"version_conflict"}');
    };
    const answer = await browser.send('PATCH', '/bff/app/goals/7', {
      headers: { 'x-request-id': 'request-2' },
    });
    expect([answer.status, await answer.text()]).toEqual([412, '{"code":"version_conflict"}']);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'application/problem+json',
      etag: '"5"',
      'retry-after': '3',
      allow: 'GET',
      location: '/bff/app/goals/7',
      'x-request-id': 'request-2',
    });
    for (const name of ['set-cookie', 'x-internal', 'access-control-allow-origin', 'server']) {
      expect(answer.headers.get(name)).toBeNull();
    }
  });

  it.each([
    ['gzip', 'gzip'],
    ['identity', null],
  ])('sends the feed to who accepts %s with the content coding %s', async (accepted, coding) => {
    const browser = await bff.signedIn();
    const feed = { items: Array.from({ length: 100 }, (_, id) => ({ type: 'goals', id })) };
    bff.coreApi.answer = (_call, res) =>
      void res.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(feed));
    const answer = await browser.get('/bff/app/changes?after=0', { 'accept-encoding': accepted });
    expect([answer.headers.get('content-encoding'), await answer.json()]).toEqual([coding, feed]);
    expect(answer.headers.get('vary')).toContain('Accept-Encoding');
  });

  it('cuts a compressed feed off where Core API breaks off, so that it is not taken for a whole one', async () => {
    const browser = await bff.signedIn();
    bff.coreApi.answer = (_call, res) => {
      res.writeHead(200, { 'content-type': 'application/json' });
      res.write(`{"items":[${'{"type":"goals"},'.repeat(200)}`, () => res.destroy());
    };
    const reading = async () =>
      (await browser.get('/bff/app/changes?after=0', { 'accept-encoding': 'gzip' })).text();
    await expect(reading()).rejects.toThrow();
  });

  it('answers HEAD without a body and 304 as it comes', async () => {
    const browser = await bff.signedIn();
    const head = await browser.send('HEAD', '/bff/app/goals');
    expect([head.status, await head.text(), bff.coreApi.lastCall().method]).toEqual([200, '', 'HEAD']);
    bff.coreApi.answer = (_call, res) => void res.writeHead(304, { etag: '"5"' }).end();
    const same = await browser.get('/bff/app/goals/1', { 'if-none-match': '"5"' });
    expect([same.status, same.headers.get('etag')]).toEqual([304, '"5"']);
  });

  it('streams an answer before it has ended', async () => {
    const browser = await bff.signedIn();
    let finish: () => void = () => undefined;
    bff.coreApi.answer = (_call, res) => {
      res.writeHead(200, { 'content-type': 'application/json' });
      res.write('[1,');
      finish = () => res.end('2]');
    };
    const answer = await browser.get('/bff/app/goals');
    const reader = answer.body!.getReader();
    const first = await reader.read();
    expect(Buffer.from(first.value).toString()).toBe('[1,');
    finish();
    expect(Buffer.from((await reader.read()).value).toString()).toBe('2]');
  });

  it('gives a call up when the browser leaves', async () => {
    const browser = await bff.signedIn();
    let left = false;
    let asked = false;
    bff.coreApi.answer = (_call, res) => {
      asked = true;
      res.once('close', () => (left = true));
    };
    const leaving = new AbortController();
    const answer = browser.send('GET', '/bff/app/goals', { signal: leaving.signal });
    await until(() => asked, 5_000, 'asked');
    leaving.abort();
    await expect(answer).rejects.toThrow();
    await until(() => left, 1_000, 'Core API is told');
  });

  it('counts requests by pattern', async () => {
    const browser = await bff.signedIn();
    await browser.get('/bff/app/goals/019a');
    const metrics = await (await fetch(`${bff.url}/metrics`)).text();
    expect(metrics).toContain('route="/bff/app/goals/:id"');
    expect(metrics).not.toContain('019a');
  });

  it('is live and ready at the public addresses and its own', async () => {
    for (const path of ['/bff/health/live', '/bff/health/ready', '/health/live', '/health/ready']) {
      expect((await fetch(bff.url + path)).status).toBe(200);
    }
  });
});
