import type { Registered } from './recording-monitor.ts';
import { urnOf } from './urn-entry.ts';

/** An alias as the program sends it to the engine: a whole URN, or what of it was different. */
interface Alias {
  readonly urn?: string;
  readonly spec?: {
    readonly name?: string;
    readonly type?: string;
    readonly parenturn?: string;
    readonly noparent?: boolean;
  };
}

/**
 * The URNs by which the engine still knows a program's resources: those of their own aliases, and those that
 * their parents' former names gave them.
 */
export function formerUrns(stack: string, registered: readonly Registered[]): ReadonlySet<string> {
  const byUrn = new Map(registered.map((resource) => [urnOf(stack, resource), resource]));
  const former = (resource: Registered): string[] => {
    const own = (resource.aliases as Alias[]).map((alias) => aliasUrn(stack, resource, alias));
    const parent = byUrn.get(resource.parent);
    if (!parent) return own;
    const names = [resource, ...own.map(kindAndName)];
    const inherited = former(parent).flatMap((urn) =>
      names.map((child) => inheritedUrn(stack, child, parent, urn)),
    );
    return [...own, ...inherited];
  };
  return new Set(registered.flatMap(former));
}

function aliasUrn(stack: string, resource: Registered, { spec, urn }: Alias): string {
  if (urn) return urn;
  const parent = spec?.noparent ? '' : spec?.parenturn || resource.parent;
  return urnOf(stack, { name: spec?.name || resource.name, type: spec?.type || resource.type, parent });
}

type Child = Pick<Registered, 'name' | 'type'>;

function kindAndName(urn: string): Child {
  const [, , types = '', name = ''] = urn.split('::');
  return { name, type: types.split('$').at(-1) ?? '' };
}

/** A child's name begins with its parent's, so it had another one when the parent had. */
function inheritedUrn(stack: string, child: Child, parent: Registered, formerParent: string): string {
  const formerName = formerParent.split('::')[3] ?? parent.name;
  const name = child.name.startsWith(parent.name)
    ? formerName + child.name.slice(parent.name.length)
    : child.name;
  return urnOf(stack, { name, type: child.type, parent: formerParent });
}
