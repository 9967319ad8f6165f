import { type Document, parseDocument, type Scalar, visit, type YAMLError } from 'yaml';
import { aliasFaults } from './yaml-alias-faults.ts';
import { keyAbove, placeOf } from './yaml-place.ts';
import { sealFaults } from './yaml-seal-faults.ts';

/**
 * What keeps a text from being read as YAML, or makes two readers read it differently, a line per place. A value is
 * never shown: it may be a secret that stands there in clear.
 * @param document the same text, parsed
 */
export function yamlFaults(text: string, document: Document.Parsed): readonly string[] {
  const found = [...document.errors, ...document.warnings];
  // What follows a fault of syntax is mostly its echo; keys that stand twice have none.
  const isSyntax = ({ code }: YAMLError): boolean => code !== 'DUPLICATE_KEY';
  const faults = found.filter((error) => !isSyntax(error) || error === found.find(isSyntax));
  if (faults.length > 0)
    return faults.map((error) => `${placeOf(text, error.pos[0])}: ${faultOf(text, error)}`);
  return [...aliasFaults(document, text), ...sealFaults(document, text), ...ambiguous(document, text)];
}

const cures: Partial<Record<YAMLError['code'], string>> = {
  BLOCK_AS_IMPLICIT_KEY: 'a key within the value of another one; put a text that holds ": " in quotes',
  MISSING_CHAR: 'a quote or bracket is not closed; close it',
  MULTIPLE_DOCS: 'a second document; remove the line "---"',
  TAB_AS_INDENT: 'a tab; indent by spaces',
  TAG_RESOLVE_FAILED: 'a tag that nobody knows; remove it',
};

function faultOf(text: string, { code, pos }: YAMLError): string {
  if (code === 'DUPLICATE_KEY') return `${keyAt(text, pos[0])} stands twice; remove one of the two`;
  return cures[code] ?? 'not readable as YAML; look at the indentation, colons, quotes and brackets there';
}

function keyAt(text: string, start: number): string {
  const key = /^(?:"[^"\n]*"|'[^'\n]*'|[^\s"'{}[\],]*?)(?=\s*:(?:\s|$))/.exec(text.slice(start))?.[0];
  return key ? `the key ${key}` : 'a key';
}

/** YAML 1.1 and 1.2 disagree about `yes`, `017`, `1_000`, dates and times; the CLI follows neither in full. */
function ambiguous(document: Document.Parsed, text: string): string[] {
  const others = scalarsOf(parseDocument(text, { version: '1.1' }));
  return scalarsOf(document)
    .filter(({ scalar }, index) => scalar.value !== others[index]?.scalar.value)
    .map(
      ({ name, scalar }) =>
        `${placeOf(text, scalar.range?.[0] ?? 0)}: ${name} can be read in two ways; put it in quotes, or write true, false or a plain number`,
    );
}

/** All scalars, and how they may be called. */
function scalarsOf(document: Document.Parsed): readonly { scalar: Scalar; name: string }[] {
  const found: { scalar: Scalar; name: string }[] = [];
  visit(document, {
    Scalar: (key, scalar, ancestors) => {
      const name = key === 'key' ? 'the key' : `the value of ${keyAbove(ancestors)}`;
      found.push({ scalar, name });
    },
  });
  return found;
}
