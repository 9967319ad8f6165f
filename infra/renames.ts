/**
 * Former names of resources, by the present one: without them a renamed resource would be deleted and made anew.
 * An entry can go once every stack has been updated with it.
 */
export const renames: Readonly<Record<string, readonly string[]>> = {};
