import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pickByWord, scaleWord, wordAt } from './digest-words.ts';

describe('digest words', () => {
  it('are big-endian and unsigned', () => {
    const digest = Uint8Array.from([0, 0, 0, 1, 0xff, 0xfe, 0xfd, 0xfc]);
    expect([wordAt(digest, 0), wordAt(digest, 1)]).toEqual([1, 0xfffefdfc]);
  });

  it('scale into the bounds, the ends included', () => {
    fc.assert(
      fc.property(fc.nat(0xffffffff), fc.integer({ min: 1, max: 2 ** 31 }), (word, bound) => {
        const scaled = scaleWord(word, bound);
        expect(scaled).toBeGreaterThanOrEqual(0);
        expect(scaled).toBeLessThan(bound);
      }),
    );
    expect(scaleWord(0, 10)).toBe(0);
    expect(scaleWord(0xffffffff, 10)).toBe(9);
  });

  it('pick nothing from nothing', () => {
    expect(() => pickByWord([], 5)).toThrow(RangeError);
  });
});
