import { expect, test } from 'vitest';
import { decodeText } from './decode-text.ts';
import { collect, inChunks } from './testing/memory-objects.ts';

const SOURCE = { bucket: 'data', key: 'text' };

const decode = async (bytes: Uint8Array, chunkBytes: number) =>
  (await collect(decodeText(inChunks(bytes, chunkBytes), SOURCE))).join('');

test('is the same wherever bytes are cut', async () => {
  const text = 'aë日😀\u{feff}z';
  for (let chunkBytes = 1; chunkBytes <= 16; chunkBytes++) {
    expect(await decode(Buffer.from(text), chunkBytes)).toBe(text);
  }
});

test('a byte order mark at the start is no text', async () => {
  for (let chunkBytes = 1; chunkBytes <= 5; chunkBytes++) {
    expect(await decode(Buffer.from('\u{feff}[1]'), chunkBytes)).toBe('[1]');
  }
});

test('a chunk of any size comes in pieces', async () => {
  const pieces = await collect(decodeText(inChunks(Buffer.alloc(1_000_000, 'x'), 1e9), SOURCE));
  expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThanOrEqual(65_536);
  expect(pieces.join('')).toHaveLength(1_000_000);
});

test.each([
  ['Latin 1', Buffer.from('Zoë', 'latin1')],
  ['cut within a character', Buffer.from('日').subarray(0, 2)],
])('%s is refused', async (_, bytes) => {
  await expect(decode(bytes, 2)).rejects.toMatchObject({
    error: 'States.ItemReaderFailed',
    message: 's3://data/text: is not UTF-8 - convert it',
  });
});
