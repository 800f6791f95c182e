import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { appendPacked, bitWidthOf } from './bit-pack.ts';
import { appendByte, createByteBuffer, written } from './byte-buffer.ts';

/** The bits of some bytes, lowest first, cut into numbers. */
function unpack(bytes: Uint8Array, width: number, count: number): number[] {
  let bits = 0n;
  for (const byte of bytes.toReversed()) bits = (bits << 8n) | BigInt(byte);
  const mask = (1n << BigInt(width)) - 1n;
  return Array.from({ length: count }, (_, i) => Number((bits >> BigInt(i * width)) & mask));
}

describe('bits', () => {
  it('are as many as the number needs', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (value) => {
        expect(bitWidthOf(value)).toBe(value === 0 ? 0 : value.toString(2).length);
      }),
    );
  });

  it('give back every number, at any place and of any width', () => {
    const numbers = fc.integer({ min: 0, max: 53 }).chain((width) =>
      fc.tuple(
        fc.constant(width),
        fc.array(
          fc.maxSafeNat().map((value) => value % 2 ** width),
          { maxLength: 40 },
        ),
      ),
    );
    fc.assert(
      fc.property(numbers, ([width, values]) => {
        const buffer = createByteBuffer(1);
        appendByte(buffer, 0xaa);
        appendPacked(buffer, Float64Array.from(values), 0, values.length, width);
        const bytes = written(buffer).slice(1);
        expect(bytes.length).toBe(Math.ceil((values.length * width) / 8));
        expect(unpack(bytes, width, values.length)).toEqual(values);
      }),
      { numRuns: 300 },
    );
  });
});
