import { openMemoryHarness, openPostgresHarness } from '../testing/repository-harness.ts';
import { describeEventRepository } from './event-repository.contract.ts';

describeEventRepository('memory', openMemoryHarness);
describeEventRepository('postgres', openPostgresHarness);
