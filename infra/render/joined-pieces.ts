/** What can stand between the pieces of a text: line breaks, quotes, `\`, `+`, a comma, a list's dash, the next key. */
const gap = /[\s"'\\]+(?:(?:[+,-]|[\w.-]+["']?:)[\s"'\\]+|[\w.-]+=["']?(?=[\w-]))*/;

/** Letters of a piece that counts: shorter ones, as `128Mi` and `true`, would look random one after the other. */
const shortest = 8;

/** A text without what it is split by; a blank in place of short pieces. */
export const joinedPieces = (text: string): string =>
  text
    .split(gap)
    .map((piece) => (piece.length < shortest ? ' ' : piece))
    .join('');
