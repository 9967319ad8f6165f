import type { IConfigMap } from 'kubernetes-models/v1';
import { catalogueFileOf, catalogueFileText } from '../catalogue/catalogue-file.ts';
import type { Catalogue, Deployable } from '../catalogue/deployable.ts';
import { watches } from '../catalogue/variables-of.ts';
import type { Environment } from '../environment.ts';
import { containerPaths } from '../naming.ts';
import { serviceUrlOf } from './cluster-placement.ts';
import { groundMetadataOf } from './metadata.ts';

/** Name of the ConfigMap with the catalogue for a watcher. */
export const catalogueMapName = (app: Deployable): string => `${app.name}-catalogue`;

/** The catalogue's file as `app` reads it; empty text for an entry that does not watch. */
export const catalogueTextFor = (catalogue: Catalogue, app: Deployable): string =>
  watches(app) ? catalogueFileText(catalogueFileOf(catalogue, app, serviceUrlOf)) : '';

/** The ConfigMap with the catalogue's file. */
export const catalogueMapOf = (catalogue: Catalogue, app: Deployable, env: Environment): IConfigMap => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: groundMetadataOf(app, env, catalogueMapName(app)),
  data: { [containerPaths.catalogueFile]: catalogueTextFor(catalogue, app) },
});
