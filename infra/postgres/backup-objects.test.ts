import { describe, expect, it } from '@jest/globals';
import type { StackConfig } from '../config/config-schema.ts';
import { production, specOf, textsOf, withPostgres } from './testing/stack-objects-of.ts';

describe('backups', () => {
  it('go to the configured bucket, below the name of the environment, for as long as configured', () => {
    expect(specOf(production, 'ObjectStore', 'postgres-backup')).toMatchObject({
      retentionPolicy: '30d',
      configuration: {
        destinationPath: 's3://goalixa-backups/postgres/production/',
        endpointURL: 'https://fsn1.your-objectstorage.com',
      },
    });
    expect(textsOf(production, 'postgres-backup')).toEqual({
      accessKey: 'backupAccessKey',
      secretKey: 'backupSecretKey',
      region: 'fsn1',
    });
  });

  it('name only keys that the Secret has', () => {
    const { configuration } = specOf(production, 'ObjectStore', 'postgres-backup') as {
      configuration: { s3Credentials: Record<string, { name: string; key: string }> };
    };
    for (const { key, name } of Object.values(configuration.s3Credentials))
      expect(textsOf(production, name)).toHaveProperty(key);
  });

  it('are made by the plugin, by a clock with seconds', () => {
    expect(specOf(production, 'ScheduledBackup', 'authdb')).toMatchObject({
      schedule: '0 0 3 * * *',
      method: 'plugin',
      pluginConfiguration: { name: 'barman-cloud.cloudnative-pg.io' },
      cluster: { name: 'authdb' },
    });
  });

  it('of a restored cluster go to an archive of its own', () => {
    const archiveOf = (config: StackConfig): unknown => specOf(config, 'Cluster', 'authdb')['plugins'];
    const { backup } = production.postgres;
    if (!backup) throw new Error('production has backups');
    const plugin = (serverName: string) => [
      {
        name: 'barman-cloud.cloudnative-pg.io',
        isWALArchiver: true,
        parameters: { barmanObjectName: 'postgres-backup', serverName },
      },
    ];
    expect(archiveOf(production)).toEqual(plugin('authdb-1'));
    expect(archiveOf(withPostgres(production, { backup: { ...backup, series: 2 } }))).toEqual(
      plugin('authdb-2'),
    );
  });
});
