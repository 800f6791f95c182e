import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BITS_PER_CHARACTER, encodeText, encodeUuid } from './encode-text.ts';

describe('encodeText', () => {
  it('writes hex and base64url as Node does', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 48 }), (bytes) => {
        for (const encoding of ['hex', 'base64url'] as const) {
          const whole = Math.floor((bytes.length * 8) / BITS_PER_CHARACTER[encoding]);
          const expected = Buffer.from(bytes).toString(encoding).slice(0, whole);
          expect(encodeText(bytes, encoding, whole)).toBe(expected);
        }
      }),
    );
  });

  it('writes base32 as RFC 4648 section 10 does, in lower case', () => {
    expect(encodeText(Buffer.from('fooba'), 'base32', 8)).toBe('mzxw6ytb');
  });

  it('refuses more characters than the bytes have', () => {
    expect(() => encodeText(new Uint8Array(5), 'base32', 9)).toThrow(RangeError);
  });

  it('makes a UUID of the bits that its version and variant leave', () => {
    const ones = new Uint8Array(16).fill(0xff);
    expect(encodeUuid(ones, 4)).toBe('ffffffff-ffff-4fff-bfff-ffffffffffff');
    expect(encodeUuid(new Uint8Array(32), 8)).toBe('00000000-0000-8000-8000-000000000000');
    expect([...ones].every((octet) => octet === 0xff)).toBe(true);
  });
});
