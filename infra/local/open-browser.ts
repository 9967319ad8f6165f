import { spawn } from 'node:child_process';

/** Opens the system's browser; a machine without one is no error. */
export function openBrowser(url: string): void {
  const command = process.platform === 'darwin' ? 'open' : 'xdg-open';
  const child = spawn(command, [url], { stdio: 'ignore', detached: true });
  child.on('error', () => process.stdout.write(`(no browser to open: go to ${url})\n`));
  child.unref();
}
