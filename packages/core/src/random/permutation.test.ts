import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deriveKey } from './key.ts';
import { createPermutation, MAX_DOMAIN } from './permutation.ts';

const key = deriveKey(1, ['permutation']);

describe('createPermutation', () => {
  it('visits every number of its domain exactly once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.nat(), (domain, seed) => {
        const permute = createPermutation(deriveKey(seed, ['p']), domain);
        const images = new Set(Array.from({ length: domain }, (_, i) => permute(i)));
        expect(images.size).toBe(domain);
        for (const image of images) expect(image >= 0 && image < domain).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it.each([2 ** 31, 2 ** 32, 2 ** 32 + 1, 10 ** 12, 2 ** 49 + 1, MAX_DOMAIN])(
    'does not repeat within %d',
    (domain) => {
      const permute = createPermutation(key, domain);
      const starts = [0, Math.floor(domain / 2), domain - 20_000];
      const images = new Set(
        starts.flatMap((start) => Array.from({ length: 20_000 }, (_, i) => permute(start + i))),
      );
      expect(images.size).toBe(60_000);
      for (const image of images)
        expect(Number.isSafeInteger(image) && image >= 0 && image < domain).toBe(true);
    },
  );

  it('spreads neighbours over the whole domain', () => {
    const domain = 1_000_000;
    const permute = createPermutation(key, domain);
    const counts = new Array<number>(100).fill(0);
    for (let i = 0; i < 100_000; i++) {
      const bin = Math.floor(permute(i) / (domain / 100));
      counts[bin] = (counts[bin] ?? 0) + 1;
    }
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(160);
  });

  it('differs by key', () => {
    const other = createPermutation(deriveKey(2, ['permutation']), 1000);
    const permute = createPermutation(key, 1000);
    const equal = Array.from({ length: 1000 }, (_, i) => permute(i) === other(i)).filter(
      Boolean,
    ).length;
    expect(equal).toBeLessThan(20);
  });

  it.each([0, -1, 1.5, Number.NaN, 2 ** 53])('refuses a domain of %d', (domain) => {
    expect(() => createPermutation(key, domain)).toThrow(RangeError);
  });
});
