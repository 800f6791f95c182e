import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openMemory } from '../wasm/open-memory.ts';
import { createKeyedDigest, deriveSubKey } from './cipher.ts';
import { createColumnDigest } from './column-digest.ts';

const KEY = new Uint8Array(32).fill(9);
const one = createKeyedDigest(KEY, 'test');

describe('createColumnDigest', () => {
  it.each(['ts', 'wasm'] as const)('is the function of one value, for many (%s)', (engine) => {
    const many = createColumnDigest(deriveSubKey(KEY, 'test'), one, () =>
      openMemory(1 << 19, { engine }),
    );
    // Lone surrogates, which UTF-8 cannot hold, and texts beyond what memory holds.
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom('\ud800', '\udc00', 'é', '語', '😀') }),
      fc.integer({ min: 80_000, max: 100_000 }).map((length) => 'x'.repeat(length)),
    );
    fc.assert(
      fc.property(fc.array(text, { maxLength: 30 }), (values) => {
        const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
        const digests = many(values);
        expect(values.map((_, i) => hex(digests.subarray(32 * i, 32 * i + 32)))).toEqual(
          values.map((value) => hex(one(value))),
        );
      }),
      { numRuns: 50 },
    );
  });

  it('takes more values than it handles at once', () => {
    const many = createColumnDigest(deriveSubKey(KEY, 'test'), one);
    const values = Array.from({ length: 5000 }, (_, i) => `value ${i}`);
    const digests = many(values);
    for (const i of [0, 1023, 1024, 4999])
      expect(digests.slice(32 * i, 32 * i + 32)).toEqual(Uint8Array.from(one(values[i] as string)));
    expect(digests).toHaveLength(32 * values.length);
  });
});
