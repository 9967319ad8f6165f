import { z } from 'zod';

const uses = z.array(z.object({ name: z.string(), required: z.boolean() }));
const path = z.string().startsWith('/');

/** One deployable to watch. */
export const watched = z.object({
  name: z.string().min(1),
  /** Base URL without a trailing slash. */
  url: z.url({ protocol: /^https?$/ }),
  health: z.object({ live: path, ready: path }),
  metrics: path.nullable(),
  uses: z.object({ databases: uses, caches: uses, services: uses }),
  /** `availability`: promised share of good answers. */
  slo: z.object({ availability: z.number().gt(0).lt(1), latencyMs: z.number().positive() }),
});

/** Content of `CATALOGUE_FILE`; members that are not named here are ignored. */
export const watchedFile = z.object({ schemaVersion: z.literal(1), services: z.array(watched) });

export type Watched = z.infer<typeof watched>;
