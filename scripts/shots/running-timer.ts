import { randomUUID } from 'node:crypto';
import { DemoClient } from '../../infra/local/demo-client.ts';
import type { ShotTarget } from './shot-target.ts';

interface Entry {
  readonly id: string;
  readonly version: number;
}

const sinceMs = 24 * 60_000 + 7_000;

/** Does work while the timer runs on the user's second open task; afterwards there is no trace of it. */
export async function withRunningTimer(target: ShotTarget, work: () => Promise<void>): Promise<void> {
  const { url, email, password } = target;
  const client = new DemoClient(url);
  const send = (method: string, path: string, body?: object, headers = {}) =>
    client.send(method, `/bff/app${path}`, body, { 'Idempotency-Key': randomUUID(), ...headers });
  await client.send('POST', '/bff/auth/login', { email, password });
  const { items } = (await send('GET', '/tasks?done=false')) as { items: { id: string; rank: string }[] };
  const task = items.toSorted((a, b) => (a.rank < b.rank ? -1 : 1))[1];
  const startedAt = new Date(Date.now() - sinceMs).toISOString();
  await send('POST', '/timer/start', { taskId: task?.id ?? null, startedAt });
  try {
    await work();
  } finally {
    const { ended } = (await send('POST', '/timer/stop', {})) as { ended: Entry };
    await send('DELETE', `/time-entries/${ended.id}`, undefined, { 'If-Match': `"${ended.version}"` });
  }
}
