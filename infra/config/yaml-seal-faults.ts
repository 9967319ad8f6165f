import { type Document, isScalar, visit, type YAMLMap } from 'yaml';
import { keyAbove, placeOf } from './yaml-place.ts';

/** The CLI takes `secure` alone in an object for an encrypted value, whatever stands there. */
export function sealFaults(document: Document.Parsed, text: string): string[] {
  const faults: string[] = [];
  visit(document, {
    Map: (_key, node, ancestors) => {
      const value = sealOf(node);
      if (value === undefined || (typeof value === 'string' && value.trim() !== '')) return;
      faults.push(
        `${placeOf(text, node.range?.[0] ?? 0)}: "secure" in ${keyAbove(ancestors)} holds no encrypted text; set the key with "pulumi config set --secret"`,
      );
    },
  });
  return faults;
}

/** What stands at `secure` where that is the only key; `null` for what is no scalar. */
function sealOf({ items }: YAMLMap): unknown {
  const [only, ...others] = items;
  if (!only || others.length > 0 || !isScalar(only.key) || only.key.value !== 'secure') return undefined;
  return isScalar(only.value) ? only.value.value : null;
}
