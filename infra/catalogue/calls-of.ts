import type { Catalogue, Deployable, Use } from './deployable.ts';
import { watches } from './variables-of.ts';

/** The deployables whose port `http` `app` may call: those it uses and, where it watches, all that listen. */
export function callsOf(catalogue: Catalogue, app: Deployable): readonly Use[] {
  if (!watches(app)) return app.uses.services;
  const used = new Set(app.uses.services.map(({ name }) => name));
  const watched = catalogue.filter(
    ({ name, kind }) => kind !== 'job' && name !== app.name && !used.has(name),
  );
  return [...app.uses.services, ...watched.map(({ name }) => ({ name, required: false }))];
}

/** The names of the deployables that may call `app`'s port `http`. */
export const callersOf = (catalogue: Catalogue, app: Deployable): readonly string[] =>
  catalogue
    .filter((caller) => callsOf(catalogue, caller).some(({ name }) => name === app.name))
    .map(({ name }) => name);
