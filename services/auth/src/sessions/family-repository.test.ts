import { openMemoryHarness, openPostgresHarness } from '../testing/repository-harness.ts';
import { describeFamilyRepository } from './family-repository.contract.ts';

describeFamilyRepository('memory', openMemoryHarness);
describeFamilyRepository('postgres', openPostgresHarness);
