import { describe, expect, it } from '@jest/globals';
import { decodeAnswer, encodeAnswer } from './cached-answer.ts';

const answer = {
  userId: 'a',
  etag: '"a.1.2026-11-22"',
  contentType: 'application/json',
  body: Buffer.from('{"day":"2026-11-22",\n"title":"Läufe"}'),
};
const bytes = encodeAnswer(answer);

describe('decodeAnswer', () => {
  it.each([
    ['nothing', Buffer.alloc(0)],
    ['text', Buffer.from('hello')],
    ['a line of text', Buffer.from('hello\nworld')],
    ['JSON of another shape', Buffer.from('{"etag":1}\n{}')],
    ['JSON null', Buffer.from('null\n{}')],
    ['a cut body', bytes.subarray(0, -1)],
    ['a longer body', Buffer.concat([bytes, Buffer.from(' ')])],
    ["another user's name on it", Buffer.from(bytes.toString().replace('"userId":"a"', '"userId":"b"'))],
    ['another etag', Buffer.from(bytes.toString().replace('a.1.', 'a.2.'))],
  ])('is null for %s', (_name, value) => {
    expect(decodeAnswer(value)).toBeNull();
  });

  it('gives back what was encoded, line breaks included', () => {
    expect(decodeAnswer(bytes)).toEqual(answer);
  });
});
