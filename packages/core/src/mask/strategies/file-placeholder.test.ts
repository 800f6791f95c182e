import { crc32, inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { describeStrategy } from '../testing/describe-strategy.ts';
import { maskWith } from '../testing/mask-with.ts';
import { testContext } from '../testing/test-context.ts';
import { filePlaceholder } from './file-placeholder.ts';

describeStrategy(filePlaceholder, {
  'the name of a picture': { accepts: (mask) => expect(mask).toBe('placeholder.png') },
  'a text as data': {
    options: { kind: 'txt', form: 'data-url' },
    accepts: (mask) => expect(mask).toBe('data:text/plain;base64,cmVtb3ZlZAo='),
  },
});

const bytesOf = (kind: string): Buffer => {
  const context = testContext({ sourceType: 'bytea' });
  const [mask] = maskWith(filePlaceholder, ['\\xff'], { options: { kind }, context });
  expect(mask).toMatch(/^\\x(?:[\da-f]{2})+$/);
  return Buffer.from(mask?.slice(2) ?? '', 'hex');
};

describe('file.placeholder', () => {
  it('is a PNG of one pixel whose checksums hold', () => {
    const png = bytesOf('png');
    const chunks: Record<string, Buffer> = {};
    for (let at = 8; at < png.length; ) {
      const length = png.readUInt32BE(at);
      const chunk = png.subarray(at + 4, at + 8 + length);
      expect(png.readUInt32BE(at + 8 + length)).toBe(crc32(chunk));
      chunks[chunk.toString('latin1', 0, 4)] = chunk.subarray(4);
      at += 12 + length;
    }
    expect(chunks.IHDR?.readUInt32BE(0)).toBe(1);
    expect(inflateSync(chunks.IDAT ?? Buffer.of())).toEqual(Buffer.of(0, 0x80));
    expect(chunks.IEND).toHaveLength(0);
  });

  it('is a PDF whose objects are where its table says', () => {
    const pdf = bytesOf('pdf').toString('latin1');
    const table = Number(/startxref\n(\d+)/.exec(pdf)?.[1]);
    expect(pdf.slice(table, table + 4)).toBe('xref');
    const offsets = [...pdf.matchAll(/^(\d{10}) 00000 n $/gm)].map(([, offset]) => Number(offset));
    expect(offsets.map((offset) => pdf.slice(offset, offset + 7))).toEqual([
      '1 0 obj',
      '2 0 obj',
      '3 0 obj',
    ]);
  });

  it('takes columns of bytes, unless it writes text', () => {
    expect(filePlaceholder.fits({}, 'bytea')).toBe(true);
    expect(filePlaceholder.fits({ form: 'base64' }, 'bytea')).toBe(false);
    expect(filePlaceholder.fits({}, 'integer')).toBe(false);
  });
});
