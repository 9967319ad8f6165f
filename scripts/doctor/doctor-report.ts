import { findTool } from './find-tool.ts';
import type { Tool } from './tools.ts';

/**
 * Names each optional tool: whether it was found, in which version, what wants it and how to get it.
 * @param folders where they are looked for, first one first
 * @returns text of several lines
 */
export async function doctorReport(tools: readonly Tool[], folders: readonly string[]): Promise<string> {
  const versions = await Promise.all(tools.map((tool) => findTool(tool, folders)));
  const width = Math.max(...tools.map(({ name }) => name.length));
  const entries = tools.map((tool, index) => entryOf(tool, versions[index] ?? null, width));
  const found = versions.filter((version) => version !== null).length;
  return [
    'Optional tools: `npm start` and `npm test` do without them.',
    '',
    ...entries.flat(),
    '',
    `${found} of ${tools.length} found.`,
    '',
  ].join('\n');
}

function entryOf(tool: Tool, version: string | null, width: number): string[] {
  if (version !== null) {
    return [
      `found    ${tool.name.padEnd(width)}  ${version || 'version unknown'}`,
      `         wanted by: ${tool.wantedBy}`,
    ];
  }
  return [
    `missing  ${tool.name}`,
    `         wanted by: ${tool.wantedBy}`,
    `         to get it: ${tool.howToGet}`,
  ];
}
