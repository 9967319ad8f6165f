/**
 * Former names of resources, by the present one: without them a renamed resource would be deleted and made anew.
 * A box takes its children along. An entry can go once every stack has been updated with it.
 */
const renames: Readonly<Record<string, readonly string[]>> = {};

/** A resource's former names, as the engine takes them; every box gives them to itself and all that is in it. */
export const aliasesOf = (name: string): readonly { readonly name: string }[] =>
  (renames[name] ?? []).map((former) => ({ name: former }));
