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

/** Of each resource that has another URN now: the one under which the engine knows it. */
export type FormerUrns = ReadonlyMap<string, string>;

/**
 * By which of the URNs in a state the engine knows a program's resources, as it finds them: in the order of
 * registration, by its own URN; else by the first alias that is in the state, its own ones before those that its
 * parent's former name gives it. One that has taken over a URN takes over no other.
 */
export const formerUrns =
  (stack: string, registered: readonly Registered[]) =>
  (known: ReadonlySet<string>): FormerUrns => {
    const former = new Map<string, string>();
    for (const resource of registered) {
      const urn = urnOf(stack, resource);
      const alias = known.has(urn)
        ? undefined
        : aliasesOf(stack, resource, former).find((each) => known.has(each));
      if (alias !== undefined) former.set(urn, alias);
    }
    return former;
  };

function aliasesOf(stack: string, resource: Registered, former: FormerUrns): string[] {
  const own = (resource.aliases as Alias[]).map((alias) => aliasUrn(stack, resource, alias));
  const parent = former.get(resource.parent);
  if (parent === undefined) return own;
  const children = [resource, ...own.map(kindAndName)];
  return [...own, ...children.map((child) => inheritedUrn(stack, child, resource.parent, parent))];
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
function inheritedUrn(stack: string, child: Child, parent: string, formerParent: string): string {
  const [name, formerName] = [parent, formerParent].map((urn) => kindAndName(urn).name) as [string, string];
  const own = child.name.startsWith(name) ? formerName + child.name.slice(name.length) : child.name;
  return urnOf(stack, { name: own, type: child.type, parent: formerParent });
}
