import type { ApiObject } from '../api-object.ts';

const annotation = 'argocd.argoproj.io/sync-wave';

/** When an object is applied: `ground` is what pods stand on, then come migrations, then the rest as wave 0. */
const waves = { ground: '-2', migration: '-1' } as const;

/** Annotation that puts an object into an early wave. */
export const inWave = (wave: keyof typeof waves): Readonly<Record<string, string>> => ({
  [annotation]: waves[wave],
});

/** The objects wave by wave, lowest first, as Argo CD applies them; the program registers them likewise. */
export function wavesOf(objects: readonly ApiObject[]): readonly (readonly ApiObject[])[] {
  const numbers = [...new Set(objects.map(waveOf))].sort((a, b) => a - b);
  return numbers.map((wave) => objects.filter((object) => waveOf(object) === wave));
}

function waveOf({ metadata = {} }: ApiObject): number {
  const annotations = 'annotations' in metadata ? (metadata.annotations as Record<string, string>) : {};
  return Number(annotations[annotation] ?? 0);
}
