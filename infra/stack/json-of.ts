/** A program's or a server's answer; `undefined` where it is no JSON. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // the error would quote the text, which may be a secret
  }
}
