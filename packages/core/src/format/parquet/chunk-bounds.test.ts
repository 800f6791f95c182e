import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openBytesBounds } from './chunk-bounds.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Texts of every length and of characters of one to four bytes, among them the last ones before gaps. */
const characters = fc.constantFrom(
  'a',
  'z',
  '\x7f',
  'é',
  '\u07ff',
  '札',
  '\ud7ff',
  '\uffff',
  '😀',
  '\u{10ffff}',
);
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 90 }),
  fc.string({ unit: characters, maxLength: 40 }),
  fc.string({ unit: characters, maxLength: 5 }).map((end) => 'x'.repeat(61) + end),
);

function boundsOf(texts: readonly string[]) {
  const bounds = openBytesBounds();
  for (const one of texts) {
    const bytes = encoder.encode(one);
    bounds.include(bytes, bytes);
  }
  return bounds.take();
}

describe('bounds of texts', () => {
  it('enclose every text, are valid UTF-8 and short, and say whether they are one of them', () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 12 }), (texts) => {
        const found = boundsOf(texts);
        const sorted = texts.map((one) => encoder.encode(one)).toSorted(Buffer.compare);
        const [least, most] = [sorted[0], sorted.at(-1)] as [Uint8Array, Uint8Array];
        for (const [bound, extreme, sign] of [
          [found?.min, least, -1],
          [found?.max, most, 1],
        ] as const) {
          if (bound === undefined) {
            expect(sign).toBe(1);
            continue;
          }
          expect(() => decoder.decode(bound.bytes)).not.toThrow();
          expect(bound.bytes.length).toBeLessThanOrEqual(67);
          expect(bound.isExact).toBe(extreme.length <= 64);
          const order = Buffer.compare(bound.bytes, extreme);
          expect(bound.isExact ? order : order * sign).toBe(bound.isExact ? 0 : 1);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('have no upper end where nothing stands above', () => {
    expect(boundsOf(['\u{10ffff}'.repeat(17)])?.max).toBeUndefined();
    expect(boundsOf(['a', 'b'])?.max?.bytes).toEqual(encoder.encode('b'));
    expect(boundsOf([])).toBeUndefined();
  });

  it('start anew', () => {
    const bounds = openBytesBounds();
    bounds.include(encoder.encode('a'), encoder.encode('z'));
    bounds.take();
    bounds.include(encoder.encode('m'), encoder.encode('n'));
    expect(bounds.take()?.min.bytes).toEqual(encoder.encode('m'));
  });
});
