import type { IncomingMessage, ServerResponse } from 'node:http';
import { operation, type Operation } from '@goalixa/kit/operation.ts';
import { sendJson, startStandIn, type StandIn } from './stand-in.ts';

const answers = { 200: { description: 'Done' } };

/** What the stand-in declares: one of each kind, and one that is not public. */
export const standInOperations: readonly Operation[] = [
  operation({ id: 'list', method: 'get', path: '/v1/goals', summary: 'List', answers }),
  operation({ id: 'create', method: 'post', path: '/v1/goals', summary: 'Create', answers }),
  operation({ id: 'get', method: 'get', path: '/v1/goals/:id', summary: 'Get', answers }),
  operation({ id: 'patch', method: 'patch', path: '/v1/goals/:id', summary: 'Change', answers }),
  operation({ id: 'delete', method: 'delete', path: '/v1/goals/:id', summary: 'Delete', answers }),
  operation({ id: 'restore', method: 'post', path: '/v1/goals/:id/restore', summary: 'Restore', answers }),
  operation({ id: 'changes', method: 'get', path: '/v1/changes', summary: 'Feed', answers }),
  operation({ id: 'dashboard', method: 'get', path: '/v1/aggregates/dashboard', summary: 'Day', answers }),
  operation({ id: 'openapi', method: 'get', path: '/openapi.json', summary: 'Not public', answers }),
];

interface Call {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** Stands for Core API: remembers what it was asked and answers a dashboard with an ETag. */
export interface StandInCoreApi extends StandIn {
  readonly calls: Call[];
  /** Writes so far, by user. */
  readonly counters: Map<string, number>;
  day: string;
  /** What answers all but the dashboard. */
  answer: (call: Call, res: ServerResponse) => void;
  lastCall(): Call;
}

export async function startStandInCoreApi(): Promise<StandInCoreApi> {
  const calls: Call[] = [];
  const counters = new Map<string, number>();
  const standIn = await startStandIn((req, res, body) => {
    const call = { method: req.method ?? '', url: req.url ?? '', headers: req.headers, body };
    if (call.url === '/health/live') return sendJson(res, 200, {});
    calls.push(call);
    if (call.url === '/v1/aggregates/dashboard') return dashboard(call, res);
    coreApi.answer(call, res);
  });
  const dashboard = ({ headers }: Call, res: ServerResponse): void => {
    const user = userOf(headers);
    const counter = counters.get(user) ?? 0;
    const etag = `"${user}.${counter}.${coreApi.day}"`;
    if (headers['if-none-match'] === etag) return void res.writeHead(304, { etag }).end();
    sendJson(res, 200, { user, counter, day: coreApi.day }, { etag });
  };
  const coreApi: StandInCoreApi = Object.assign(standIn, {
    calls,
    counters,
    day: '2026-11-22',
    answer: (call: Call, res: ServerResponse) => sendJson(res, 200, { method: call.method, url: call.url }),
    lastCall: () => calls.at(-1)!,
  });
  return coreApi;
}

function userOf({ authorization = '' }: IncomingMessage['headers']): string {
  const payload = authorization.split('.')[1] ?? '';
  return (JSON.parse(Buffer.from(payload, 'base64url').toString()) as { sub: string }).sub;
}
