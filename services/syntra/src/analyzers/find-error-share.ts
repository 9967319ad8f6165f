import type { ServiceSnapshot } from '../snapshot/snapshot.ts';
import type { Analyzer, Finding } from './finding.ts';

const metric = 'http_request_duration_seconds_count';
// A probe that was told "not ready" did what it is for.
const probes = new Set(['/health/live', '/health/ready', '/metrics']);
const fewestErrors = 5;
const graveShare = 0.05;

/** Answers with 5xx since the start, where they are more than the service's SLO leaves room for. */
export const findErrorShare: Analyzer = (snapshot) => snapshot.flatMap(errorShare);

function errorShare(service: ServiceSnapshot): readonly Finding[] {
  const { name, metrics, slo } = service;
  const answers = (metrics?.samples ?? []).filter(
    (sample) => sample.name === metric && !probes.has(sample.labels['route'] ?? ''),
  );
  const total = sum(answers);
  const errors = sum(answers.filter(({ labels }) => labels['status']?.startsWith('5')));
  const promised = 1 - slo.availability;
  if (metrics === null || errors < fewestErrors || errors / total <= promised) return [];
  const observed = `${errors} of ${total} answers were 5xx (${percent(errors / total)}), promised at most ${percent(promised)}`;
  return [
    {
      id: `errors:${name}`,
      severity: errors / total >= graveShare ? 'critical' : 'warning',
      service: name,
      title: `${name} has answered too many requests with errors since it started`,
      evidence: [{ service: name, check: metric, observed, at: metrics.at }],
    },
  ];
}

const sum = (samples: readonly { value: number }[]): number =>
  samples.reduce((all, { value }) => all + value, 0);
const percent = (share: number): string => `${Number((share * 100).toPrecision(2))} %`;
