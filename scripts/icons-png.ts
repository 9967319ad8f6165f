import { crc32, deflateSync } from 'node:zlib';

const mostColours = 256;

/**
 * A PNG with a palette: about a third of what a browser writes. Of flat drawings it keeps the 256 most frequent
 * colours, so all that are seen; the rest, on smoothed edges, becomes the nearest of them.
 * @param pixels RGBA, row by row
 */
export function indexedPng(pixels: Uint8Array, width: number, height: number): Buffer {
  const counts = new Map<number, number>();
  const view = new DataView(pixels.buffer, pixels.byteOffset, pixels.byteLength);
  const colours = Array.from({ length: width * height }, (_, at) => view.getUint32(4 * at));
  for (const colour of colours) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  const byCount = [...counts].sort(([a, some], [b, others]) => others - some || a - b);
  const palette = byCount.slice(0, mostColours).map(([colour]) => colour);
  const indexes = new Map(byCount.map(([colour]) => [colour, nearest(colour, palette)]));

  const rows = Buffer.alloc((width + 1) * height); // each row begins with its filter: none
  colours.forEach((colour, at) => {
    rows[Math.floor(at / width) * (width + 1) + (at % width) + 1] = indexes.get(colour) ?? 0;
  });
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3], 8); // 8 bits per pixel, which are an index
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flatMap((colour) => channelsOf(colour).slice(0, 3)))),
    chunk('tRNS', Buffer.from(palette.map((colour) => colour & 0xff))),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  size.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([size, body, sum]);
}

function nearest(colour: number, palette: readonly number[]): number {
  const wanted = channelsOf(colour);
  const distances = palette.map((other) =>
    channelsOf(other).reduce((sum, channel, at) => sum + (channel - (wanted[at] ?? 0)) ** 2, 0),
  );
  return distances.indexOf(Math.min(...distances));
}

const channelsOf = (colour: number): readonly number[] =>
  [24, 16, 8, 0].map((shift) => (colour >>> shift) & 0xff);
