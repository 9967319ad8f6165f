import { type Document, parseDocument, type Scalar, visit, type YAMLError } from 'yaml';

/**
 * What keeps a text from being read as YAML, or makes two readers read it differently, a line per place.
 * @param document the same text, parsed
 */
export function yamlFaults(text: string, document: Document.Parsed): readonly string[] {
  const found = [...document.errors, ...document.warnings];
  // What follows a fault of syntax is mostly its echo; keys that stand twice have none.
  const isSyntax = ({ code }: YAMLError): boolean => code !== 'DUPLICATE_KEY';
  const faults = found.filter((error) => !isSyntax(error) || error === found.find(isSyntax));
  if (faults.length > 0)
    return faults.map((error) => `${placeOf(text, error.pos[0])}: ${faultOf(text, error)}`);
  return [...lostAliases(document, text), ...ambiguous(document, text)];
}

const cures: Partial<Record<YAMLError['code'], string>> = {
  BLOCK_AS_IMPLICIT_KEY: 'a key within the value of another one; put a text that holds ": " in quotes',
  MISSING_CHAR: 'a quote or bracket is not closed; close it',
  MULTIPLE_DOCS: 'a second document; remove the line "---"',
  TAB_AS_INDENT: 'a tab; indent by spaces',
  TAG_RESOLVE_FAILED: 'a tag that nobody knows; remove it',
};

function faultOf(text: string, { code, pos }: YAMLError): string {
  if (code === 'DUPLICATE_KEY') return `the key ${keyAt(text, pos[0])} stands twice; remove one of the two`;
  return cures[code] ?? 'not readable as YAML; look at the indentation, colons, quotes and brackets there';
}

const keyAt = (text: string, start: number): string =>
  /^[^\n]*?(?=:\s|:$)/m.exec(text.slice(start))?.[0] ?? '';

const placeOf = (text: string, offset: number): string => {
  const before = text.slice(0, offset).split('\n');
  return `line ${before.length}, column ${(before.at(-1) ?? '').length + 1}`;
};

function lostAliases(document: Document.Parsed, text: string): string[] {
  const lost: string[] = [];
  visit(document, {
    Alias: (_key, node) => {
      if (!node.resolve(document))
        lost.push(
          `${placeOf(text, node.range?.[0] ?? 0)}: *${node.source} names nothing; set &${node.source} before it`,
        );
    },
  });
  return lost;
}

/** YAML 1.1 and 1.2 disagree about `yes`, `017`, `1_000`, dates and times; the CLI follows neither in full. */
function ambiguous(document: Document.Parsed, text: string): string[] {
  const others = scalarsOf(parseDocument(text, { version: '1.1' }));
  return scalarsOf(document)
    .filter(({ value }, index) => value !== others[index]?.value)
    .map(
      ({ range, source }) =>
        `${placeOf(text, range?.[0] ?? 0)}: "${source}" can be read in two ways; put it in quotes, or write true, false or a plain number`,
    );
}

function scalarsOf(document: Document.Parsed): readonly Scalar[] {
  const found: Scalar[] = [];
  visit(document, { Scalar: (_key, node) => void found.push(node) });
  return found;
}
