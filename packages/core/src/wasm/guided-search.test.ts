import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { thresholdIndex, thresholdsOf } from '../kernels/integers.ts';
import { wordLevels } from './guided-search.ts';

describe('levels over words', () => {
  it('stand for thresholds: as many lie at or below a word', () => {
    const weights = fc
      .array(fc.oneof(fc.constant(0), fc.double({ min: 0, max: 9, noNaN: true })), {
        minLength: 1,
      })
      .filter((all) => all.some((weight) => weight > 0));
    const word = fc.integer({ min: 0, max: 2 ** 32 - 1 });
    fc.assert(
      fc.property(weights, fc.array(word), (some, words) => {
        const thresholds = thresholdsOf(some);
        const levels = wordLevels(thresholds);
        for (const one of [0, 2 ** 32 - 1, ...words, ...levels]) {
          const below = levels.filter((level) => level <= one).length;
          expect(below).toBe(thresholdIndex(thresholds, one));
        }
      }),
    );
  });
});
