/** One line of metrics: a name, its labels, a value. */
export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const line = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})?[ \t]+(\S+)(?:[ \t]+-?\d+)?$/;
const label = /([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)"/g;
const specialValues: Readonly<Record<string, number>> = {
  '+Inf': Infinity,
  '-Inf': -Infinity,
  NaN: Number.NaN,
};
const escapes: Readonly<Record<string, string>> = { n: '\n' };

/**
 * Reads Prometheus' text format 0.0.4. Comments, time stamps and lines that are none are left out.
 * @see https://prometheus.io/docs/instrumenting/exposition_formats/
 */
export function parseMetrics(text: string): readonly Sample[] {
  return text.split('\n').flatMap((row) => {
    const [, name, labels = '', written = ''] = line.exec(row.trim()) ?? [];
    const value = specialValues[written] ?? Number(written);
    if (name === undefined || (Number.isNaN(value) && written !== 'NaN')) return [];
    return [{ name, labels: labelsOf(labels), value }];
  });
}

function labelsOf(text: string): Record<string, string> {
  const pairs = [...text.matchAll(label)].map(([, name = '', value = '']) => [name, unescaped(value)]);
  return Object.fromEntries(pairs) as Record<string, string>;
}

const unescaped = (value: string): string =>
  value.replace(/\\(.)/g, (_whole, character: string) => escapes[character] ?? character);
