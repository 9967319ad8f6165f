import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { toolFolders } from './environment.ts';
import { tools } from './tools.ts';

/** Where the system's Chromium is; `undefined` where there is none. */
export function chromiumPath(): string | undefined {
  const programs = tools.find(({ name }) => name === 'chromium')?.programs ?? [];
  const places = toolFolders().flatMap((folder) => programs.map((program) => join(folder, program)));
  return places.find((place) => existsSync(place));
}
