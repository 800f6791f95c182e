import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeStrategy } from '../testing/describe-strategy.ts';
import { testContext } from '../testing/test-context.ts';
import { permuteInt } from './permute-int.ts';

const between = (min: number, max: number) => fc.integer({ min, max }).map(String);
const isBetween = (min: number, max: number) => (mask: string) => {
  expect(mask).toMatch(/^(?:0|-?[1-9]\d*)$/);
  expect(Number(mask)).toBeGreaterThanOrEqual(min);
  expect(Number(mask)).toBeLessThanOrEqual(max);
};

describeStrategy(permuteInt, {
  'default options': {
    values: between(0, 2_147_483_647),
    accepts: isBetween(0, 2_147_483_647),
  },
  'a range that is no power of two': {
    options: { min: 1, max: 1_000_003 },
    values: between(1, 1_000_003),
    accepts: isBetween(1, 1_000_003),
  },
  'a few numbers, negative ones too': {
    options: { min: -30, max: 69 },
    values: between(-30, 69),
    accepts: isBetween(-30, 69),
  },
  'as many numbers as can be': {
    options: { min: 1, max: Number.MAX_SAFE_INTEGER },
    values: fc.maxSafeNat().map((number) => `${Math.max(1, number)}`),
    accepts: isBetween(1, Number.MAX_SAFE_INTEGER),
  },
});

describe('permute.int', () => {
  const maskAll = (values: readonly (string | null)[], options = {}) =>
    permuteInt.create(
      options,
      testContext(),
    )({ values, other: () => [], masked: () => [], firstRow: 0 });

  it.each([
    { min: 0, max: 1 },
    { min: -3, max: 3 },
    { min: 5, max: 1004 },
  ])('permutes all numbers from $min to $max and leaves none in place', ({ min, max }) => {
    const values = Array.from({ length: max - min + 1 }, (_, i) => `${min + i}`);
    const masks = maskAll(values, { min, max });
    expect(new Set(masks)).toEqual(new Set(values));
    expect(masks.filter((mask, i) => mask === values[i])).toEqual([]);
  });

  it('permutes a range of more than a million', () => {
    const [min, max] = [10, 1_100_009];
    const values = Array.from({ length: max - min + 1 }, (_, i) => `${min + i}`);
    const masks = new Set(maskAll(values, { min, max }));
    expect(masks.size).toBe(values.length);
    expect([...masks].every((mask) => Number(mask) >= min && Number(mask) <= max)).toBe(true);
  });

  it.each([49, 50, 51, 52])('keeps the ends of a range of 2^%i + 1 numbers apart', (bits) => {
    const max = 2 ** bits;
    const values = [0, 1, max - 1, max].map(String);
    const masks = maskAll(values, { max });
    expect(new Set(masks).size).toBe(values.length);
    const back = permuteInt.reverse?.({ max }, testContext());
    expect(back?.({ values: masks, other: () => [], masked: () => [], firstRow: 0 })).toEqual(
      values,
    );
  });

  it('leaves an empty text empty', () => {
    const masks = maskAll(['', '5', null, ''], { max: 99 });
    expect(masks).toEqual(['', maskAll(['5'], { max: 99 })[0], null, '']);
  });

  it('refuses what is no number of the range, and names no value', () => {
    for (const value of ['100', '-1', '007', '1.0', '1e1', ' ', ' 7', '+7', '-0', '٧', 'x'])
      expect(() => maskAll([value], { max: 99 })).toThrow(
        'people.value: permute.int found a value that is no whole number from 0 to 99 - set min and max to the bounds of the column, or use fpe.ff1 where there are zeros in front',
      );
  });

  it('fits columns that take every number of the range', () => {
    const fits = (sourceType: string, options = {}) => permuteInt.fits(options, sourceType);
    for (const type of ['integer', 'bigint', 'int(11)', 'int unsigned', 'numeric', 'numeric(10,0)'])
      expect([type, fits(type)]).toEqual([type, true]);
    for (const type of ['smallint', 'numeric(9)', 'numeric(12,2)', 'boolean', 'date', 'uuid'])
      expect([type, fits(type)]).toEqual([type, false]);
    expect(fits('smallint', { max: 32_767 })).toBe(true);
    expect(fits('tinyint(3) unsigned', { max: 255 })).toBe(true);
    expect(fits('int unsigned', { min: -1 })).toBe(false);
  });

  it('refuses bounds without numbers between them', () => {
    expect(permuteInt.options.safeParse({ min: 3, max: 3 }).success).toBe(false);
    const widest = { min: -Number.MAX_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER };
    expect(permuteInt.options.safeParse(widest).success).toBe(false);
    expect(permuteInt.capacity({ min: 1, max: 10 }, 'en')).toBe(10);
  });
});
