import type { ApiObject } from '../api-object.ts';
import { validatorOf } from './manifest-models.ts';
import { recorded } from './recorded.ts';

/**
 * What is wrong with an object: schema first, then fields that no schema knows. The compiled validators
 * accept unknown fields, but read every field they know: a key that they never read is a misspelling.
 * @returns one line per problem, with the field's path; empty for a good object
 */
export function manifestProblems(object: ApiObject): string[] {
  const validate = validatorOf(object.apiVersion, object.kind);
  if (!validate) return [`no schema for ${object.apiVersion} ${object.kind}`];
  const { proxy, unread } = recorded(object);
  try {
    validate.call(proxy);
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
  return unread().map((path) => `${path}: unknown field`);
}
