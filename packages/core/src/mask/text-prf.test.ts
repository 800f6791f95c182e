import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lastBlockOfCbc } from './cipher.ts';
import { createTextPrf, PRF_BYTES } from './text-prf.ts';

const KEY = new Uint8Array(32).fill(7);

/** The definition, one text at a time. */
function expected(text: string): Uint8Array {
  const bytes = new TextEncoder().encode(text);
  const message = new Uint8Array(16 * (1 + Math.ceil(Math.max(0, bytes.length - 12) / 16)));
  new DataView(message.buffer).setInt32(0, bytes.length, true);
  message.set(bytes, 4);
  return Uint8Array.from(lastBlockOfCbc(KEY, message));
}

describe('createTextPrf', () => {
  it('gives each text what its definition gives, whatever stands beside it', () => {
    const prf = createTextPrf(KEY);
    const texts = fc.array(fc.string({ unit: 'binary', maxLength: 60 }), { maxLength: 50 });
    fc.assert(
      fc.property(texts, (values) => {
        const all = prf(values);
        for (const [i, value] of values.entries())
          expect(all.slice(PRF_BYTES * i, PRF_BYTES * (i + 1))).toEqual(expected(value));
      }),
    );
  });

  it('takes texts that its memory has no room for, and more texts than a batch has', () => {
    const prf = createTextPrf(KEY);
    const values = ['x'.repeat(100_000), ...Array.from({ length: 10_000 }, (_, i) => `${i}`), 'é'];
    const all = prf(values);
    for (const i of [0, 1, 9_000, 10_001])
      expect(all.slice(PRF_BYTES * i, PRF_BYTES * (i + 1))).toEqual(expected(values[i] ?? ''));
  });
});
