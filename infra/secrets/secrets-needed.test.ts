import { describe, expect, it } from '@jest/globals';
import { catalogue } from '../catalogue/catalogue.ts';
import type { ConfigDraft } from '../config/config-draft.ts';
import { secretsNeeded } from './secrets-needed.ts';

const keysOf = (config: ConfigDraft): string[] =>
  [...secretsNeeded(config, catalogue).keys()].filter((key) => /AccessKey$|SecretKey$/.test(key));
const bucket = { bucket: 'b', region: 'eu' };

describe('secretsNeeded', () => {
  it("gives snapshots of the cluster keys of their own, which no database's pod holds", () => {
    const backup = { postgres: { enabled: true, backup: bucket } };
    const snapshots = { cluster: { snapshots: bucket } };
    expect(keysOf(backup)).toEqual(['backupAccessKey', 'backupSecretKey']);
    expect(keysOf(snapshots)).toEqual(['snapshotAccessKey', 'snapshotSecretKey']);
    expect(keysOf({ ...backup, ...snapshots })).toHaveLength(4);
    expect(keysOf({})).toEqual([]);
  });
});
