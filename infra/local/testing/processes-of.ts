import { readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { processIdentity } from '../process-identity.ts';

/** Running processes that belong to the twin on `data`: they work in that folder or name it. Linux only. */
export function processesOf(data: string): readonly string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .flatMap((pid) => {
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
        const belongs = readlinkSync(`/proc/${pid}/cwd`).startsWith(data) || command.includes(data);
        return belongs && processIdentity(Number(pid)) !== null ? [`${pid} ${command}`] : [];
      } catch (error) {
        if (error instanceof Error) return []; // ended meanwhile
        throw error;
      }
    });
}
