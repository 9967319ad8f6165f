import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue } from '../catalogue/catalogue.ts';
import { paths } from '../paths.ts';
import { tenantTokenName } from '../tenants/tenant-token-name.ts';
import { secretLabels } from './secret-labels.ts';

const runbook = readFileSync(join(paths.root, 'docs/runbooks/rotate-secrets.md'), 'utf8');

describe('docs/runbooks/rotate-secrets.md', () => {
  it('has every label of a stack in its table', () => {
    const general = (label: string) =>
      label
        .replace(/^postgres\/[^_]+_/, 'postgres/<database>_')
        .replace(/^(hosts\/host-keys)\/.*/, '$1/<machine>');
    const labels = secretLabels(catalogue, ['goalixa-1']).map(general);
    expect(labels.filter((label) => !runbook.includes(`\`${label}\``))).toEqual([]);
  });

  it("names the Secret of a tenant's token as it is", () => {
    expect(runbook).toContain(`the Secret \`${tenantTokenName}\``);
  });
});
