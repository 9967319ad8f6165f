import { z } from 'zod';
import { parseMetrics } from '../metrics/parse-metrics.ts';
import type { Watched } from '../watched/watched.ts';
import type { HttpProbe } from './http-probe.ts';
import type { CheckResult, MetricsProbe, ReadyProbe, ServiceSnapshot, Snapshot } from './snapshot.ts';

// Readiness waits a second for each of its own checks; at the same limit we would miss what it has to say.
const readyLimitMs = 1_500;

/** Asks every service for health and metrics, all side by side. */
export function takeSnapshot(services: readonly Watched[], client: HttpProbe): Promise<Snapshot> {
  return Promise.all(services.map((service) => look(service, client)));
}

async function look(service: Watched, client: HttpProbe): Promise<ServiceSnapshot> {
  const { name, uses, slo, url, health } = service;
  const [live, ready, metrics] = await Promise.all([
    client.get(`${url}${health.live}`),
    client.get(`${url}${health.ready}`, readyLimitMs),
    service.metrics === null ? null : client.get(`${url}${service.metrics}`),
  ]);
  const { status, observed, at } = live;
  return {
    name,
    uses,
    slo,
    live: { status, observed, at },
    ready: readyOf(ready),
    metrics: metricsOf(metrics),
  };
}

type Answer = Awaited<ReturnType<HttpProbe['get']>>;

const report = z.object({
  status: z.string(),
  checks: z.record(
    z.string(),
    z.object({ status: z.string(), required: z.boolean(), reason: z.string().default('failed') }),
  ),
});

function readyOf({ body, ...probe }: Answer): ReadyProbe {
  const { data } = report.safeParse(jsonOf(body));
  const checks = Object.entries(data?.checks ?? {}).map(
    ([name, { status, required, reason }]): CheckResult => ({
      name,
      isOk: status === 'ok',
      required,
      reason,
    }),
  );
  return { ...probe, isDraining: data?.status === 'draining', checks };
}

function metricsOf(answer: Answer | null): MetricsProbe | null {
  if (answer === null) return null;
  const { body, ...probe } = answer;
  return { ...probe, samples: probe.status === 200 ? parseMetrics(body) : [] };
}

/** A site answers a page where a service answers its report. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
