import type { Registered } from './recording-monitor.ts';

/** What the golden file remembers of a resource. */
export interface UrnEntry {
  readonly urn: string;
  readonly type: string;
  /** URN; of a box it is the stack's. */
  readonly parent: string;
  readonly protect: boolean;
}

/** The URN that the engine gives a resource: `urn:pulumi:<stack>::goalixa::<parent's type>$<type>::<name>`. */
export function urnOf(
  stack: string,
  { name, parent, type }: Pick<Registered, 'name' | 'parent' | 'type'>,
): string {
  const parentType = parent.split('::')[2] ?? '';
  const isTop = parentType === '' || parentType === 'pulumi:pulumi:Stack';
  return `urn:pulumi:${stack}::goalixa::${isTop ? '' : `${parentType}$`}${type}::${name}`;
}

/** All resources but the stack itself, sorted by URN. */
export const urnEntries = (stack: string, registered: readonly Registered[]): readonly UrnEntry[] =>
  registered
    .filter(({ type }) => type !== 'pulumi:pulumi:Stack')
    .map((resource) => ({
      urn: urnOf(stack, resource),
      type: resource.type,
      parent: resource.parent,
      protect: resource.protect,
    }))
    .sort((a, b) => (a.urn < b.urn ? -1 : 1));
