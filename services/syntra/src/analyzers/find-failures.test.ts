import { describe, expect, it } from '@jest/globals';
import type { Snapshot } from '../snapshot/snapshot.ts';
import {
  aService,
  dead,
  failing,
  installation,
  lookedAt as at,
  now,
  passing,
  withChecks,
} from '../testing/snapshots.ts';
import { findFailures } from './find-failures.ts';

const { auth, coreApi, bff, web } = installation;
const found = (...snapshot: Snapshot) => findFailures(snapshot, now);
const evidence = (service: string, check: string, observed = 'ECONNREFUSED') => ({
  service,
  check,
  observed,
  at,
});

describe('findFailures', () => {
  it('makes a dead service one finding and its callers evidence', () => {
    const callers = [
      withChecks(coreApi, passing('database'), failing('auth', false)),
      withChecks(bff, failing('auth'), passing('core-api')),
    ];
    expect(found(dead(auth), ...callers)).toEqual([
      {
        id: 'unreachable:auth',
        severity: 'critical',
        service: 'auth',
        title: 'auth does not answer',
        evidence: [evidence('auth', 'live'), evidence('core-api', 'auth'), evidence('bff', 'auth')],
      },
    ]);
  });

  it('follows a chain of failures down to the database', () => {
    const snapshot = [
      auth,
      withChecks(coreApi, failing('database')),
      withChecks(bff, passing('auth'), failing('core-api')),
    ];
    expect(found(...snapshot)).toEqual([
      {
        id: 'failing:database/goalixa',
        severity: 'critical',
        service: 'core-api',
        title: 'The database goalixa fails core-api, bff',
        evidence: [evidence('core-api', 'database'), evidence('bff', 'core-api')],
      },
    ]);
  });

  it('keeps two roots apart', () => {
    const snapshot = [
      withChecks(auth, failing('database')),
      withChecks(coreApi, failing('database')),
      withChecks(bff, failing('auth'), failing('core-api')),
    ];
    const findings = found(...snapshot);
    expect(findings.map(({ id }) => id)).toEqual(['failing:database/authdb', 'failing:database/goalixa']);
    expect(findings.map((finding) => finding.evidence.length)).toEqual([2, 2]);
  });

  it('blames what fails beside it for a check of its own', () => {
    const findings = found(withChecks(auth, failing('signingKey'), failing('database')));
    expect(findings.map(({ id }) => id)).toEqual(['failing:database/authdb']);
    expect(findings[0]?.evidence.map(({ check }) => check)).toEqual(['signingKey', 'database']);
  });

  it('names the check of a service that alone is not ready', () => {
    expect(found(withChecks(auth, passing('database'), failing('signingKey')))).toEqual([
      {
        id: 'not-ready:auth',
        severity: 'critical',
        service: 'auth',
        title: 'auth is not ready: signingKey',
        evidence: [evidence('auth', 'signingKey')],
      },
    ]);
  });

  it('tells silence on the readiness path from an answer', () => {
    const ready = { status: null, observed: 'no answer within 1000 ms', at, isDraining: false, checks: [] };
    expect(found({ ...auth, ready })).toMatchObject([
      { id: 'not-ready:auth', evidence: [evidence('auth', 'ready', 'no answer within 1000 ms')] },
    ]);
  });

  it('sees that a service which answers us does not answer its caller', () => {
    expect(found(auth, withChecks(bff, failing('auth')))).toMatchObject([
      { id: 'not-reached:auth', severity: 'critical', title: 'auth does not serve bff' },
    ]);
  });

  it('only warns of an optional thing that fails', () => {
    expect(found(withChecks(bff, passing('auth'), failing('redis', false)))).toEqual([
      {
        id: 'failing:cache/redis',
        severity: 'warning',
        service: 'bff',
        title: 'The cache redis fails bff',
        evidence: [evidence('bff', 'redis')],
      },
    ]);
  });

  it('calls a service degraded that lacks something of its own', () => {
    expect(found(withChecks(aService('mailer'), failing('templates', false)))).toMatchObject([
      { id: 'degraded:mailer', severity: 'warning', title: 'mailer works without templates' },
    ]);
  });

  it('ends where two services blame each other', () => {
    const uses = (name: string) => ({ databases: [], caches: [], services: [{ name, required: true }] });
    const left = withChecks(aService('left', { uses: uses('right') }), failing('right'));
    const right = withChecks(aService('right', { uses: uses('left') }), failing('left'));
    expect(found(left, right).map(({ severity }) => severity)).toEqual(['critical', 'critical']);
  });

  it('reports a shutdown without alarm', () => {
    const ready = { status: 503, observed: 'status 503', at, isDraining: true, checks: [] };
    expect(found({ ...bff, ready })).toMatchObject([{ id: 'draining:bff', severity: 'info' }]);
  });

  it('finds nothing in a healthy installation', () => {
    expect(found(auth, coreApi, bff, web)).toEqual([]);
  });
});
