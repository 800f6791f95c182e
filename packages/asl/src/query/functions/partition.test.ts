import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answer, causeOf } from '../testing/answer.ts';
import { partition } from './partition.ts';

describe('$partition', () => {
  it('keeps all items in order, in full parts but the last', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer(), { minLength: 1 }),
        fc.integer({ min: 1, max: 50 }),
        (items, size) => {
          const parts = partition(items, size) ?? [];
          expect(parts.flat()).toEqual(items);
          expect(parts.slice(0, -1).every((part) => part.length === size)).toBe(true);
          expect(parts.at(-1)?.length).toBeLessThanOrEqual(size);
        },
      ),
    );
  });

  it('keeps a single part in an array', async () => {
    expect(await answer('$partition([0], 1)')).toEqual([[0]]);
    expect(await answer('$partition([0, 1], 5)')).toEqual([[0, 1]]);
    expect(await answer('$partition([0, 1])')).toEqual([[0, 1]]);
  });

  it('takes the whole part of a size', async () => {
    expect(await answer('$partition([1, 2, 3], 2.9)')).toEqual([[1, 2], [3]]);
  });

  it.each([
    '$partition([], 2)',
    '$partition([1], 0)',
    '$partition([1], -0.5)',
    '$partition($no, 1)',
  ])('answers nothing for %s', async (text) => {
    expect(await causeOf(text)).toBe('returned nothing (undefined).');
  });

  it.each([
    [
      '$partition("a", 1)',
      'T0412: Argument 1 of function "partition" must be an array of undefined',
    ],
    [
      '$partition([1], "1")',
      'T0410: Argument 2 of function "partition" does not match function signature',
    ],
    ['$partition([1], -1)', 'D3137: Second argument must be zero or greater'],
    [
      '$partition([1], 1, 1)',
      'T0410: Argument 3 of function "partition" does not match function signature',
    ],
  ])('refuses %s', async (text, problem) => {
    expect(await causeOf(text)).toBe(`threw an error during evaluation. ${problem}`);
  });
});
