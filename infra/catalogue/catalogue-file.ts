import { callsOf } from './calls-of.ts';
import type { Catalogue, Deployable, Slo, Use } from './deployable.ts';

/** One deployable as Syntra reads it. */
export interface CatalogueFileEntry {
  readonly name: string;
  readonly kind: Deployable['kind'];
  /** Base URL of port `http`, without a trailing slash; health and metrics paths are appended to it. */
  readonly url: string;
  readonly health: { readonly live: string; readonly ready: string };
  readonly metrics: string | null;
  readonly uses: {
    readonly databases: readonly Use[];
    readonly caches: readonly Use[];
    readonly services: readonly Use[];
  };
  readonly slo: Slo;
}

/** Content of `CATALOGUE_FILE`. */
export interface CatalogueFile {
  readonly schemaVersion: 1;
  readonly services: readonly CatalogueFileEntry[];
}

/**
 * What `reader` learns of the deployables that it may reach; itself is left out.
 * @param urlOf base URL of a deployable as `reader` reaches it
 */
export function catalogueFileOf(
  catalogue: Catalogue,
  reader: Deployable,
  urlOf: (name: string) => string,
): CatalogueFile {
  const reachable = new Set(callsOf(catalogue, reader).map(({ name }) => name));
  return {
    schemaVersion: 1,
    services: catalogue
      .filter(({ name }) => reachable.has(name))
      .map(({ name, kind, health, metrics, uses, slo }) => ({
        name,
        kind,
        url: urlOf(name),
        health,
        metrics,
        uses,
        slo,
      })),
  };
}

/** The file's text: two spaces, a newline at the end. */
export const catalogueFileText = (file: CatalogueFile): string => `${JSON.stringify(file, null, 2)}\n`;
