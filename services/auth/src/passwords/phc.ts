/** Costs of argon2id: memory in KiB, passes over it, lanes. */
export interface Argon2Costs {
  readonly memory: number;
  readonly passes: number;
  readonly parallelism: number;
}

/** An argon2id hash with what is needed to compute it again. */
export interface Argon2Hash extends Argon2Costs {
  readonly salt: Buffer;
  readonly tag: Buffer;
}

const shape =
  /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]{11,86})\$([A-Za-z0-9+/]{16,86})$/;

/** `$argon2id$v=19$m=…,t=…,p=…$salt$hash`, base64 without padding. */
export function formatPhc({ memory, passes, parallelism, salt, tag }: Argon2Hash): string {
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${unpadded(salt)}$${unpadded(tag)}`;
}

/**
 * Reads a PHC string. Costs are bounded, so a damaged row cannot take all memory.
 * @returns `null` for another scheme, version or shape
 */
export function parsePhc(text: string): Argon2Hash | null {
  const [, memory, passes, parallelism, salt, tag] = shape.exec(text) ?? [];
  if (salt === undefined || tag === undefined) return null;
  const costs = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) };
  if (costs.passes < 1 || costs.parallelism < 1) return null;
  if (costs.memory < 8 * costs.parallelism || costs.memory > 1_048_576) return null;
  return { ...costs, salt: Buffer.from(salt, 'base64'), tag: Buffer.from(tag, 'base64') };
}

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '');
}
