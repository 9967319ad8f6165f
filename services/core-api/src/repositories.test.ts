import { describeAccountRepository } from './accounts/account-repository.contract.ts';
import { describeChangeRepository } from './changes/change-repository.contract.ts';
import { describeStreakRepository } from './habits/streak-repository.contract.ts';
import { describeRollupRepository } from './rollups/rollup-repository.contract.ts';
import { describeRowRepository } from './rows/row-repository.contract.ts';
import { openStores } from './testing/open-stores.ts';

for (const name of ['memory', 'postgres'] as const) {
  describeRowRepository(name, openStores[name]);
  describeRollupRepository(name, openStores[name]);
  describeAccountRepository(name, openStores[name]);
  describeStreakRepository(name, openStores[name]);
  describeChangeRepository(name, openStores[name]);
}
