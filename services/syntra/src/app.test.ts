import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createLogger } from '@goalixa/kit/logger.ts';
import { createServiceApp } from '@goalixa/kit/service-app.ts';
import { startApp, type StartedApp } from '@goalixa/kit/testing/start-app.ts';
import { startTestIssuer, type TestIssuer } from '@goalixa/kit/testing/test-issuer.ts';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { createApp } from './app.ts';
import { createContainer, type Container } from './container.ts';

const publicUrl = 'https://goalixa.test';
const logger = createLogger({ service: 'test', level: 'silent' });
const health = { live: '/health/live', ready: '/health/ready' };
const slo = { availability: 0.999, latencyMs: 200 };

let folder: string;
let issuer: TestIssuer;
let coreApi: StartedApp;
let site: StartedApp;
let silent: StartedApp;
let container: Container;
let syntra: StartedApp;
let database: () => Promise<unknown> = () => Promise.resolve();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'goalixa-syntra-'));
  issuer = await startTestIssuer(publicUrl);
  coreApi = await startApp(
    createServiceApp({
      name: 'core-api',
      logger,
      publicUrl,
      checks: { database: { required: true, check: () => database() } },
      register: () => undefined,
    }),
  );
  site = await startApp((_req, res) => void res.end('<!doctype html>'));
  silent = await startApp(() => undefined);
  const catalogueFile = join(folder, 'catalogue.json');
  await writeFile(catalogueFile, JSON.stringify({ schemaVersion: 1, services: watched() }));
  container = createContainer({ authUrl: issuer.url, publicUrl, catalogueFile });
  syntra = await startApp(createApp({ ...container, logger, publicUrl }));
});

afterAll(async () => {
  await Promise.all([syntra, coreApi, site, silent, issuer].map((app) => app.close()));
  await container.client.close();
  await rm(folder, { recursive: true });
});

function watched() {
  const none = { databases: [], caches: [], services: [] };
  const uses = { ...none, databases: [{ name: 'goalixa', required: true }] };
  return [
    { name: 'core-api', url: coreApi.url, health, metrics: '/metrics', uses, slo },
    { name: 'web', url: site.url, health: { live: '/app/', ready: '/app/' }, metrics: null, uses: none, slo },
    { name: 'mute', url: silent.url, health, metrics: null, uses: none, slo },
    { name: 'gone', url: 'http://127.0.0.1:1', health, metrics: '/metrics', uses: none, slo },
  ];
}

interface Overview {
  readonly findings: { readonly id: string; readonly evidence: unknown[] }[];
  readonly services: unknown[];
}

async function overview(): Promise<Overview> {
  const authorization = `Bearer ${await issuer.sign(randomUUID())}`;
  const answer = await fetch(`${syntra.url}/v1/overview`, { headers: { authorization } });
  expect(answer.status).toBe(200);
  return (await answer.json()) as Overview;
}

describe('Syntra', () => {
  it('answers 401 without a token', async () => {
    const answer = await fetch(`${syntra.url}/v1/overview`);
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ code: 'token_invalid' });
  });

  it('answers 405 to another method, with Allow', async () => {
    const answer = await fetch(`${syntra.url}/v1/overview`, { method: 'POST' });
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });

  it('tells the state of every service and what is wrong, within two seconds', async () => {
    const start = performance.now();
    const { findings, services } = await overview();
    expect(performance.now() - start).toBeLessThan(2_000);
    expect(services).toEqual([
      { name: 'core-api', status: 'ok' },
      { name: 'web', status: 'ok' },
      { name: 'mute', status: 'unreachable' },
      { name: 'gone', status: 'unreachable' },
    ]);
    // A busy machine may add that a stand-in is held up.
    const unreachable = findings.filter(({ id }) => id.startsWith('unreachable:'));
    expect(unreachable).toMatchObject([
      { id: 'unreachable:mute', evidence: [{ check: 'live', observed: 'no answer within 1000 ms' }] },
      { id: 'unreachable:gone', evidence: [{ check: 'live', observed: 'ECONNREFUSED' }] },
    ]);
  });

  it.each([
    ['is down', () => Promise.reject(new Error('down')), 'failed'],
    ['is silent', () => new Promise(() => undefined), 'no answer within 1000 ms'],
  ])('cites the service whose database %s, until it is back', async (_title, check, observed) => {
    // A busy machine may add that a stand-in is held up, also before it.
    const failures = async () =>
      (await overview()).findings.filter(({ id }) => id === 'failing:database/goalixa');
    database = check;
    expect(await failures()).toMatchObject([
      { evidence: [{ service: 'core-api', check: 'database', observed }] },
    ]);
    database = () => Promise.resolve();
    expect(await failures()).toEqual([]);
  });

  it('answers as its OpenAPI document says', async () => {
    const document = (await (await fetch(`${syntra.url}/openapi.json`)).json()) as {
      paths: Record<
        string,
        { get: { responses: Record<string, { content: Record<string, { schema: object }> }> } }
      >;
    };
    const schema = document.paths['/v1/overview']?.get.responses['200']?.content['application/json']?.schema;
    const ajv = new Ajv2020({ strict: false });
    addFormats.default(ajv);
    const validate = ajv.compile(schema ?? false);
    expect([validate(await overview()), validate.errors]).toEqual([true, null]);
  });

  it('is ready, also without Auth', async () => {
    const answer = await fetch(`${syntra.url}/health/ready`);
    expect([answer.status, await answer.json()]).toMatchObject([200, { status: 'ok' }]);
    const alone = createContainer({
      authUrl: 'http://127.0.0.1:1',
      publicUrl,
      catalogueFile: join(folder, 'catalogue.json'),
    });
    const lonely = await startApp(createApp({ ...alone, logger, publicUrl }));
    const degraded = await fetch(`${lonely.url}/health/ready`);
    expect([degraded.status, await degraded.json()]).toMatchObject([200, { status: 'degraded' }]);
    await lonely.close();
    await alone.client.close();
  });
});
