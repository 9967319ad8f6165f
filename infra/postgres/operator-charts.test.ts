import { describe, expect, it } from '@jest/globals';
import { catalogue } from '../catalogue/catalogue.ts';
import { configOfStack } from '../config/config-file.ts';
import { peers } from '../naming.ts';
import { backupPluginChart, needsBackupPlugin, operatorChart } from './operator-charts.ts';

const production = configOfStack('production', catalogue);
const { backup, ...withoutBackup } = production.postgres;

describe('operatorChart', () => {
  it('stands where the policies of the databases expect it, in a restricted namespace', () => {
    const { namespace, namespaceLabels } = operatorChart(production);
    expect(namespace).toBe(peers.databaseOperator.namespace);
    expect(namespaceLabels).toMatchObject({ 'pod-security.kubernetes.io/enforce': 'restricted' });
  });

  it('has a second copy where there are standbys to choose from', () => {
    const one = { ...production, postgres: { ...production.postgres, instances: 1 } };
    expect(operatorChart(production).values).toMatchObject({ replicaCount: 2 });
    expect(operatorChart(one).values).toMatchObject({ replicaCount: 1 });
  });
});

describe('backupPluginChart', () => {
  it('shares the namespace of the operator, which is registered with that', () => {
    expect(backupPluginChart()).toMatchObject({ namespace: operatorChart(production).namespace });
    expect(backupPluginChart()).not.toHaveProperty('namespaceLabels');
  });
});

describe('needsBackupPlugin', () => {
  it('is false where neither the stack nor a tenant can back up', () => {
    expect(needsBackupPlugin({ ...production, postgres: withoutBackup, tenants: [] })).toBe(false);
    expect(needsBackupPlugin({ ...production, postgres: withoutBackup })).toBe(true);
    expect(backup && needsBackupPlugin({ ...production, tenants: [] })).toBe(true);
  });
});
