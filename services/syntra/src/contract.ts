import { operation } from '@goalixa/kit/operation.ts';
import { z } from 'zod';
import { severities } from './analyzers/finding.ts';
import { serviceStates } from './snapshot/state-of.ts';

const evidence = z.object({
  service: z.string().meta({ description: 'Who was asked' }),
  check: z.string().meta({ description: 'What was looked at: `live`, `ready`, a health check, a metric' }),
  observed: z.string().meta({ description: 'What was seen, with its unit' }),
  at: z.iso.datetime().meta({ description: 'When it was seen' }),
});

const finding = z.object({
  id: z.string().meta({ description: 'The same for the same condition of the same thing' }),
  severity: z.enum(severities),
  service: z.string().meta({ description: 'The catalogue entry it is about' }),
  title: z.string(),
  evidence: z.array(evidence).min(1),
});

export const overviewOperation = operation({
  id: 'overview',
  method: 'get',
  path: '/v1/overview',
  summary: 'What is wrong with the installation now, worst first, and the evidence',
  answers: {
    200: {
      description: 'Findings and the state of every service',
      schema: z.object({
        generatedAt: z.iso.datetime(),
        findings: z.array(finding),
        services: z.array(z.object({ name: z.string(), status: z.enum(serviceStates) })),
      }),
    },
  },
});

/** Everything this service answers. */
export const operations = [overviewOperation];
