import { type Alias, type Document, visit } from 'yaml';
import { keyAbove, placeOf } from './yaml-place.ts';

/** An alias of nothing; or one of a value with an alias in it, by which a value can hold itself or grow without end. */
export function aliasFaults(document: Document.Parsed, text: string): string[] {
  const faults: string[] = [];
  visit(document, {
    Alias: (_key, node, ancestors) => {
      const fault = aliasFaultOf(node.resolve(document));
      const place = placeOf(text, node.range?.[0] ?? 0);
      if (fault !== undefined) faults.push(`${place}: the alias in ${keyAbove(ancestors)} ${fault}`);
    },
  });
  return faults;
}

function aliasFaultOf(source: ReturnType<Alias['resolve']>): string | undefined {
  if (!source) return 'names nothing; set its anchor before it, or put a text that starts with "*" in quotes';
  let isNested = false;
  visit(source, { Alias: () => ((isNested = true), visit.BREAK) });
  return isNested ? 'names a value that holds an alias itself; write the value out' : undefined;
}
