import type { ApiObject } from '../api-object.ts';
import { manifestModels, type ObjectModel } from './manifest-models.ts';
import { recorded } from './recorded.ts';

/**
 * What is wrong with an object: schema first, then fields that no schema knows. The compiled validators
 * accept unknown fields, but read every field they know: a key that they never read is a misspelling.
 * @param models the kinds that are known
 * @returns one line per problem, with the field's path; empty for a good object
 */
export function manifestProblems(
  object: ApiObject,
  models: readonly ObjectModel[] = manifestModels,
): string[] {
  const { apiVersion, kind } = object;
  const model = models.find((candidate) => candidate.apiVersion === apiVersion && candidate.kind === kind);
  if (!model) return [`no schema for ${apiVersion} ${kind}`];
  const validate = Reflect.get(model.prototype, 'validate') as (this: object) => void;
  const { proxy, unread } = recorded(object);
  try {
    validate.call(proxy);
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
  return unread().map((path) => `${path}: unknown field`);
}
