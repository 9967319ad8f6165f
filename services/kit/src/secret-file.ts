import { readFile } from 'node:fs/promises';

/**
 * A secret named by a `NAME_FILE` variable. It is read at use, never kept, so that a rotated file
 * needs no restart.
 */
export class SecretFile {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  /**
   * @returns the content without its last line break
   * @throws Error that names the file (never the content) when it cannot be read or is empty
   */
  async read(): Promise<string> {
    const content = (await readFile(this.path, 'utf8')).replace(/\r?\n$/, '');
    if (content === '') throw new Error(`the secret file ${this.path} is empty`);
    return content;
  }
}
