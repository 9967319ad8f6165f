import type { ConfigDraft } from '../config-draft.ts';
import type { Problem } from '../config-problems.ts';
import { versions } from '../../versions.ts';
import type { Check } from './check.ts';

type Image = keyof typeof versions.images;

/** Images of others: production names them by digest, and PostgreSQL is the version that is tested. */
export const imageProblems: Check = (config, { use }) => [
  ...otherPostgres(config),
  ...(use === 'run' && config.environment === 'production' ? missingDigests(config) : []),
];

function missingDigests({ images, postgres, redis }: ConfigDraft): readonly Problem[] {
  const used: readonly Image[] = [
    ...(postgres?.enabled ? (['postgres'] as const) : []),
    ...(redis?.enabled ? (['redis', 'redisExporter'] as const) : []),
  ];
  return used
    .filter((image) => images?.[image] === undefined)
    .map((image) => ({
      path: ['images', image],
      message: `missing, and production runs no image by tag; set "${versions.images[image]}@sha256:…" with the digest that you trust`,
    }));
}

/** The operator reads the major version from the tag, and refuses an image that has none. */
function otherPostgres({ images }: ConfigDraft): readonly Problem[] {
  const image = images?.postgres;
  if (image === undefined) return [];
  const major = /:(\d+)[^/@]*@/.exec(image)?.[1];
  if (major === '16') return [];
  const message =
    major === undefined
      ? 'names no version; the operator reads it from the tag, such as ":16.14-standard-trixie@sha256:…"'
      : `is PostgreSQL ${major}; the services are tested with 16 and no other`;
  return [{ path: ['images', 'postgres'], message }];
}
