import { auth } from './auth.ts';
import { bff } from './bff.ts';
import { checkedCatalogue } from './check-catalogue.ts';
import { coreApi } from './core-api.ts';
import type { Catalogue } from './deployable.ts';
import { landing } from './landing.ts';
import { syntra } from './syntra.ts';
import { web } from './web.ts';

/** Goalixa's deployables, in the order in which they start; refused at load when they contradict each other. */
export const catalogue: Catalogue = checkedCatalogue([auth, coreApi, bff, syntra, web, landing]);
