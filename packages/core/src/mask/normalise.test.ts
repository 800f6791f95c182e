import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseIdentity } from './normalise.ts';

describe('normaliseIdentity', () => {
  it('is settled after one pass', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const once = normaliseIdentity(text);
        expect(normaliseIdentity(once)).toBe(once);
      }),
      { numRuns: 2000 },
    );
  });

  it('treats words of ASCII like all other text', () => {
    const words = fc.string({ unit: fc.constantFrom(' ', 'A', 'z', '.', '@', '~') });
    fc.assert(
      fc.property(words, (text) => {
        // A letter that is not ASCII takes the long way.
        expect(`${normaliseIdentity(`${text}Ä`)}`).toBe(
          `${normaliseIdentity(`${text}a`).slice(0, -1)}ä`,
        );
      }),
    );
  });

  it.each([
    ['A@x.com', 'a@x.com '],
    ['Ann  Lee', ' ann lee'],
    ['Ann\u00a0Lee', 'ann\tlee'],
    ['José', 'JOSE\u0301'],
  ])('takes %j and %j as one', (one, other) => {
    expect(normaliseIdentity(one)).toBe(normaliseIdentity(other));
  });

  it.each([
    ['Jose', 'José'],
    ['ann-lee', 'ann lee'],
    ['ann.lee@x.com', 'annlee@x.com'],
  ])('tells %j from %j', (one, other) => {
    expect(normaliseIdentity(one)).not.toBe(normaliseIdentity(other));
  });
});
