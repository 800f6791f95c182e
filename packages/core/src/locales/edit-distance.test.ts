import fc from 'fast-check';
import { expect, test } from 'vitest';
import { editDistance } from './edit-distance.ts';

const word = fc.string({ unit: 'grapheme-ascii', maxLength: 12 });

test('is a metric', () => {
  fc.assert(
    fc.property(word, word, word, (a, b, c) => {
      expect(editDistance(a, b) === 0).toBe(a === b);
      expect(editDistance(a, b)).toBe(editDistance(b, a));
      expect(editDistance(a, c)).toBeLessThanOrEqual(editDistance(a, b) + editDistance(b, c));
    }),
  );
});

test('one changed, one missing and one added letter', () => {
  expect(editDistance('kitten', 'sitting')).toBe(3);
});
