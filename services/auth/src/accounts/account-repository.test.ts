import { openMemoryHarness, openPostgresHarness } from '../testing/repository-harness.ts';
import { describeAccountRepository } from './account-repository.contract.ts';

describeAccountRepository('memory', openMemoryHarness);
describeAccountRepository('postgres', openPostgresHarness);
