import fc from 'fast-check';
import { expect, it } from 'vitest';
import { aliasTable, zipfWeights } from './alias-table.mjs';

it('gives every place the share that its weight has', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 50 }),
      (weights) => {
        const { stay, alias } = aliasTable(weights);
        const shares = weights.map(() => 0);
        for (const [place, chance] of stay.entries()) {
          shares[place] += chance / weights.length;
          shares[alias[place]] += (1 - chance) / weights.length;
        }
        const total = weights.reduce((sum, weight) => sum + weight, 0);
        for (const [place, weight] of weights.entries()) {
          expect(shares[place]).toBeCloseTo(weight / total, 9);
        }
      },
    ),
  );
});

it('weighs by the law of Zipf', () => {
  expect(zipfWeights(4, 2)).toEqual([1, 1 / 4, 1 / 9, 1 / 16]);
});
