import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answer, causeOf } from '../testing/answer.ts';
import { MAX_RANGE_ITEMS, range } from './range.ts';

describe('$range', () => {
  it('begins at the start, goes in steps, and stops before it would pass the end', () => {
    const small = fc.integer({ min: -1000, max: 1000 });
    fc.assert(
      fc.property(small, small, small, (start, end, step) => {
        const items = range(start, end, step);
        const isPossible = step !== 0 && (end - start) * step >= 0;
        expect(items !== undefined).toBe(isPossible);
        if (items === undefined) return;
        expect(items[0]).toBe(start);
        expect(items.every((item, index) => item === start + index * step)).toBe(true);
        const last = items.at(-1)!;
        expect(Math.abs(end - last)).toBeLessThan(Math.abs(step));
      }),
    );
  });

  it('includes the end where a step meets it', async () => {
    expect(await answer('$range(0, 6, 2)')).toEqual([0, 2, 4, 6]);
    expect(await answer('$range(3, 0, -2)')).toEqual([3, 1]);
    expect(await answer('$range(-1.7, 2.9, 1.5)')).toEqual([-1, 0, 1, 2]);
  });

  it('is a sequence: a single number comes alone', async () => {
    expect(await answer('$range(1, 9, 9)')).toBe(1);
    expect(await answer('[$range(1, 1, 1)]')).toEqual([1]);
  });

  it.each(['$range(1, 2)', '$range(1, 2, 0)', '$range(1, 2, -1)', '$range(2, 1, 0.5)'])(
    'answers nothing for %s',
    async (text) => {
      expect(await causeOf(text)).toBe('returned nothing (undefined).');
    },
  );

  it.each([
    ['$range($no, 1, 1)', 1],
    ['$range(1, "2", 1)', 2],
    ['$range(1, 2, "1")', 3],
    ['$range(1, 2, 1, 1)', 4],
  ])('refuses %s', async (text, argument) => {
    expect(await causeOf(text)).toBe(
      `threw an error during evaluation. T0410: Argument ${argument} of function "range" does not match function signature`,
    );
  });

  it('gives as many numbers as the service, and no more', async () => {
    expect(await answer(`$count($range(1, ${MAX_RANGE_ITEMS}, 1))`)).toBe(360_145);
    expect(await causeOf(`$count($range(1, ${MAX_RANGE_ITEMS + 1}, 1))`)).toContain(
      'Expression evaluation memory limit exceeded',
    );
    expect(await causeOf('$range(0, 1e300, 1)')).toContain('memory limit exceeded');
  });
});
