import fc from 'fast-check';
import { snappyUncompress } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import { SNAPPY_TABLE_BYTES } from '../../../core/src/format/parquet/page-kernels.ts';
import { openPageTrial } from '../../../core/src/format/parquet/testing/page-memory.ts';

const ROOM = 1 << 20;

/** By the kernel in WebAssembly, which another test holds equal to the reference. */
function compress(input: Uint8Array): Uint8Array {
  const { kernels, memory, put, room } = openPageTrial('wasm', ROOM);
  const out = room(input.length + Math.ceil(input.length / 6) + 48);
  const source = put(input);
  const end = kernels.compressSnappy(source, input.length, out, room(SNAPPY_TABLE_BYTES));
  return memory.bytes.slice(out, end);
}

function expectRoundTrip(input: Uint8Array): void {
  const output = new Uint8Array(input.length);
  snappyUncompress(compress(input), output);
  // Comparing as buffers: a list of a million numbers is no message.
  expect(Buffer.compare(output, input)).toBe(0);
}

/** Bytes from a generator of our own (Lehmer, modulus 2^31 - 1), so that failures come back. */
function noise(length: number, modulus: number): Uint8Array {
  let state = 42;
  return Uint8Array.from({ length }, () => {
    state = (state * 48_271) % 2_147_483_647;
    return state % modulus;
  });
}

/** Pieces that come again, at any distance and with any overlap. */
const repetitive = fc
  .tuple(
    fc.array(fc.uint8Array({ minLength: 1, maxLength: 80 }), { minLength: 1, maxLength: 6 }),
    fc.array(fc.nat({ max: 5 }), { maxLength: 200 }),
  )
  .map(([pieces, order]) =>
    Buffer.concat(order.map((i) => pieces[i % pieces.length] as Uint8Array)),
  );

describe('Snappy', () => {
  it('gives back random bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), expectRoundTrip), { numRuns: 300 });
  });

  it('gives back repeated pieces', () => {
    fc.assert(fc.property(repetitive, expectRoundTrip), { numRuns: 500 });
  });

  it.each([0, 1, 14, 15, 16, 59, 60, 61, 255, 256, 257, 65_535, 65_536, 65_537, 200_003])(
    'gives back %i bytes, of one kind, of few kinds and of all',
    (length) => {
      for (const modulus of [1, 2, 5, 256]) expectRoundTrip(noise(length, modulus));
    },
  );

  it('makes text smaller and noise hardly larger', () => {
    const text = new TextEncoder().encode('maria.silva@example.com'.repeat(5000));
    expect(compress(text).length).toBeLessThan(text.length / 15);
    const random = noise(300_000, 256);
    expect(compress(random).length).toBeLessThan(random.length * 1.001 + 16);
  });
});
