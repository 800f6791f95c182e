import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createByteBuffer, written } from './byte-buffer.ts';
import { appendDeltas } from './delta.ts';

/** A second reading of the specification, in 64-bit integers and one bit at a time. */
function readDeltas(bytes: Uint8Array): { values: number[]; end: number } {
  let at = 0;
  const byte = (): number => bytes[at++] ?? Number.NaN;
  const varint = (): bigint => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const next = byte();
      value |= BigInt(next & 0x7f) << shift;
      if (next < 0x80) return value;
    }
  };
  const zigzag = (): bigint => {
    const value = varint();
    return (value >> 1n) ^ -(value & 1n);
  };
  const [block, miniblocks, count] = [Number(varint()), Number(varint()), Number(varint())];
  let value = zigzag();
  const values = count === 0 ? [] : [Number(value)];
  while (values.length < count) {
    const least = zigzag();
    const widths = Array.from({ length: miniblocks }, byte);
    for (const width of widths) {
      const start = 8 * at;
      for (let i = 0; i < block / miniblocks && values.length < count; i++) {
        let delta = 0n;
        for (let k = 0; k < width; k++) {
          const bit = start + i * width + k;
          delta |= BigInt(((bytes[bit >> 3] ?? Number.NaN) >> (bit & 7)) & 1) << BigInt(k);
        }
        value += least + delta;
        values.push(Number(value));
      }
      at += (width * block) / miniblocks / 8;
    }
  }
  return { values, end: at };
}

const numbers = fc.oneof(
  fc.array(fc.integer({ min: -(2 ** 51), max: 2 ** 51 }), { maxLength: 300 }),
  fc.array(fc.integer({ min: 0, max: 100 }), { maxLength: 300 }),
  fc.nat({ max: 400 }).map((count) => Array.from({ length: count }, (_, i) => i)),
);

it('gives back every number, and ends where its bytes end', () => {
  fc.assert(
    fc.property(numbers, (values) => {
      const buffer = createByteBuffer();
      appendDeltas(buffer, Float64Array.from(values), values.length);
      const bytes = written(buffer);
      const read = readDeltas(bytes);
      expect(read.values.map((value) => value + 0)).toEqual(values);
      expect(read.end).toBe(bytes.length);
    }),
    { numRuns: 300 },
  );
});

it('takes no bits for a counter', () => {
  const buffer = createByteBuffer();
  appendDeltas(
    buffer,
    Float64Array.from({ length: 1025 }, (_, i) => 7 * i),
    1025,
  );
  // Eight blocks of a least difference and four widths.
  expect(buffer.length).toBeLessThan(8 * 5 + 10);
});
