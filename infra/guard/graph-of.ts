import type { Registered } from './recording-monitor.ts';
import { urnOf } from './urn-entry.ts';

/** Boxes as nodes, with the number of their resources; an arrow leads from a box to one that waits for it. */
export function graphOf(stack: string, registered: readonly Registered[]): string {
  const boxes = registered.filter(({ type }) => type.startsWith('goalixa:infra:'));
  const boxOf = boxesByUrn(stack, registered);
  const edges = new Set(
    registered.flatMap((resource) => {
      const to = boxOf.get(urnOf(stack, resource));
      const from = [...resource.dependencies, urnOfProvider(resource)].map((urn) => boxOf.get(urn));
      return from
        .filter((box) => box !== undefined && to !== undefined && box !== to)
        .map((box) => `${box} --> ${to}`);
    }),
  );
  const sizeOf = (box: string): number =>
    registered.filter((resource) => resource.custom && boxOf.get(urnOf(stack, resource)) === box).length;
  const nodes = boxes.map(({ name, type }) => `${name}["${type.split(':')[2]}: ${sizeOf(name)}"]`);
  return ['flowchart TD', ...[...nodes, ...[...edges].sort()].map((line) => `  ${line}`), ''].join('\n');
}

/** Nothing is made before its provider is there. */
const urnOfProvider = ({ provider }: Registered): string => provider.replace(/::[^:]*$/, '');

/** The name of the box that each resource belongs to. */
function boxesByUrn(stack: string, registered: readonly Registered[]): ReadonlyMap<string, string> {
  const byUrn = new Map(registered.map((resource) => [urnOf(stack, resource), resource]));
  const owner = (resource: Registered): string | undefined => {
    if (resource.type.startsWith('goalixa:infra:')) return resource.name;
    const parent = byUrn.get(resource.parent);
    return parent && owner(parent);
  };
  return new Map(
    [...byUrn].flatMap(([urn, resource]) => {
      const box = owner(resource);
      return box === undefined ? [] : [[urn, box] as const];
    }),
  );
}
