import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Router } from 'express';
import { z } from 'zod';
import { AppError } from './app-error.ts';
import { jsonBody } from './json-body.ts';
import { kitErrors } from './kit-errors.ts';
import { createLogger } from './logger.ts';
import { mount, operation, refuseOptions, refuseOtherMethods } from './operation.ts';
import { openApiDocument } from './openapi.ts';
import { createServiceApp } from './service-app.ts';
import { startApp, type StartedApp } from './testing/start-app.ts';

const getThing = operation({
  id: 'getThing',
  method: 'get',
  path: '/v1/things/:id',
  summary: 'One thing',
  params: z.object({ id: z.uuid() }),
  query: z.strictObject({ limit: z.coerce.number().int().max(200).optional() }),
  answers: { 200: { description: 'The thing', schema: z.object({ id: z.string() }) } },
});
const addThing = operation({
  id: 'addThing',
  method: 'post',
  path: '/v1/things',
  summary: 'Adds a thing',
  body: z.strictObject({ title: z.string().min(1), tags: z.array(z.unknown()).optional() }),
  security: false,
  answers: { 201: { description: 'Added' } },
});
const lines: string[] = [];
let failing: Error | null = null;
let service: StartedApp;

beforeAll(async () => {
  const router = Router();
  refuseOptions(router, [getThing, addThing]);
  mount(router, getThing, async ({ params, res }) => void res.json({ id: params.id }));
  router.use(jsonBody());
  mount(router, addThing, async ({ body, res }) => {
    if (failing) throw failing;
    res.status(201).json(body);
  });
  refuseOtherMethods(router, [getThing, addThing]);
  const logger = createLogger({
    service: 'thing',
    level: 'info',
    destination: { write: (line) => void lines.push(line) },
  });
  const checks = {
    store: { required: true, check: () => (failing ? Promise.reject(failing) : Promise.resolve()) },
    cache: { required: false, check: () => Promise.reject(new Error('secret-host refused')) },
  };
  service = await startApp(
    createServiceApp({
      name: 'thing',
      logger,
      publicUrl: 'https://x.test',
      checks,
      register: (app) => app.use(router),
    }),
  );
});
afterAll(() => service.close());

const post = (body: string, type = 'application/json') =>
  fetch(`${service.url}/v1/things`, { method: 'POST', body, headers: { 'Content-Type': type } });
const id = '019a0000-0000-7000-8000-000000000000';

describe('a service', () => {
  it.each([
    [
      'L1: a body over 100 kB',
      `{"title":"${'x'.repeat(110_000)}"}`,
      'application/json',
      413,
      'body_too_large',
    ],
    [
      'L2: more than 20 levels',
      `{"title":"x","tags":[${'['.repeat(25)}${']'.repeat(25)}]}`,
      'application/json',
      422,
      'input_invalid',
    ],
    [
      'L3: an array of over 1,000 items',
      `{"title":"x","tags":[${'1,'.repeat(1_000)}1]}`,
      'application/json',
      422,
      'input_invalid',
    ],
    ['C3: JSON as text', '{"title":"x"}', 'text/plain', 415, 'media_type_unsupported'],
    ['C3: a form', 'title=x', 'application/x-www-form-urlencoded', 415, 'media_type_unsupported'],
    ['broken JSON', '{', 'application/json', 400, 'json_malformed'],
    ['P13: an object for a string', '{"title":{"$ne":1}}', 'application/json', 422, 'input_invalid'],
    ['a bare string', '"x"', 'application/json', 422, 'input_invalid'],
  ])('refuses %s', async (_name, body, type, status, code) => {
    const answer = await post(body, type);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(await answer.json()).toMatchObject({ status, code });
  });

  it.each(['gzip', 'br', 'deflate', 'zstd'])(
    'refuses a body that says it is %s with 415',
    async (encoding) => {
      const headers = { 'Content-Type': 'application/json', 'Content-Encoding': encoding };
      const answer = await fetch(`${service.url}/v1/things`, {
        method: 'POST',
        body: '{"title":"x"}',
        headers,
      });
      expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([
        415,
        'media_type_unsupported',
      ]);
    },
  );

  it.each(['/v1/things', `/v1/things/${id}`, '/health/ready', '/metrics'])(
    'answers OPTIONS %s with 405',
    async (path) => {
      const answer = await fetch(`${service.url}${path}`, { method: 'OPTIONS' });
      expect([answer.status, answer.headers.get('allow')]).toEqual([
        405,
        path === '/v1/things' ? 'POST' : 'GET, HEAD',
      ]);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
    },
  );

  it('names every wrong field by its pointer', async () => {
    const answer = await post('{"title":"","colour":"red"}');
    expect((await answer.json()) as object).toMatchObject({
      errors: [{ pointer: '/title' }, { pointer: '/colour', message: 'This field is not known' }],
    });
  });

  it('answers 404 for an unknown path and 405 with Allow for another method', async () => {
    expect((await fetch(`${service.url}/nowhere`)).status).toBe(404);
    const wrong = await fetch(`${service.url}/v1/things/${id}`, { method: 'DELETE' });
    expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });

  it('refuses a page size above the maximum', async () => {
    expect((await fetch(`${service.url}/v1/things/${id}?limit=201`)).status).toBe(422);
  });

  it('hides what an unexpected error says and logs it for a person', async () => {
    failing = new Error('password=hunter2 broke');
    const answer = await post('{"title":"x"}');
    failing = null;
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toContain('hunter2');
    expect(lines.some((line) => line.includes('"level":"error"') && line.includes('request failed'))).toBe(
      true,
    );
  });

  it('answers an AppError with its headers', async () => {
    failing = new AppError(kitErrors.busy, { headers: { 'Retry-After': '2' } });
    const answer = await post('{"title":"x"}');
    failing = null;
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '2']);
  });

  it('is degraded without what it can miss and unready without what it needs', async () => {
    const degraded = await fetch(`${service.url}/health/ready`);
    expect(degraded.status).toBe(200);
    const text = await degraded.text();
    expect(JSON.parse(text)).toMatchObject({
      status: 'degraded',
      checks: { store: { status: 'ok' }, cache: { status: 'failed' } },
    });
    expect(text).not.toContain('secret-host');
    failing = new Error('down');
    const failed = await fetch(`${service.url}/health/ready`);
    failing = null;
    expect(failed.status).toBe(503);
  });

  it('passes a well-formed request id on and replaces any other', async () => {
    const given = await fetch(`${service.url}/health/live`, { headers: { 'X-Request-Id': 'abcdefgh-1' } });
    expect(given.headers.get('x-request-id')).toBe('abcdefgh-1');
    const forged = await fetch(`${service.url}/health/live`, { headers: { 'X-Request-Id': 'a b' } });
    expect(forged.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('counts requests by route pattern, never by path', async () => {
    await fetch(`${service.url}/v1/things/${id}`);
    const metrics = await (await fetch(`${service.url}/metrics`)).text();
    expect(metrics).toContain('route="/v1/things/:id"');
    expect(metrics).not.toContain(id);
  });

  it('sends the security headers on every answer', async () => {
    const { headers } = await fetch(`${service.url}/nowhere`);
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('strict-transport-security')).toContain('max-age');
    expect(headers.get('x-powered-by')).toBeNull();
  });

  it('describes its operations as OpenAPI 3.1', () => {
    const document = openApiDocument({ title: 'Things', version: '1', operations: [getThing, addThing] });
    expect(document).toMatchObject({
      openapi: '3.1.0',
      paths: {
        '/v1/things/{id}': {
          get: {
            operationId: 'getThing',
            parameters: [
              { name: 'id', in: 'path', required: true },
              { name: 'limit', required: false },
            ],
          },
        },
      },
    });
  });
});
