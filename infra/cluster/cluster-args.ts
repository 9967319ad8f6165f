import type { Machines } from '../hosts/machines.ts';
import type { Platform } from '../platform.ts';
import type { Vault } from '../secrets/vault.ts';

export interface ClusterArgs {
  readonly platform: Platform;
  readonly hosts: Machines;
  readonly vault: Vault;
}
