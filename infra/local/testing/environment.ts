/** What a twin started by a test gets from this process: enough to find node and npm, none of jest's own variables. */
export function childEnvironment(): Record<string, string> {
  const { PATH = '', HOME = '' } = process.env;
  return { PATH, HOME };
}
