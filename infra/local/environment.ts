import type { DataFolder } from './data-folder.ts';

/**
 * The whole environment of a child: its catalogue variables and what a process needs to run. Whatever else the
 * user's shell exports must not change a service.
 */
export function childEnvironment(
  data: DataFolder,
  variables: Readonly<Record<string, string>>,
): Record<string, string> {
  return {
    PATH: process.env.PATH ?? '/usr/bin:/bin',
    NODE_COMPILE_CACHE: data.compileCache,
    ...variables,
  };
}
