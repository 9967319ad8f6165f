import { openMemoryHarness, openPostgresHarness } from '../testing/repository-harness.ts';
import { describeSigningKeyRepository } from './signing-key-repository.contract.ts';

describeSigningKeyRepository('memory', openMemoryHarness);
describeSigningKeyRepository('postgres', openPostgresHarness);
