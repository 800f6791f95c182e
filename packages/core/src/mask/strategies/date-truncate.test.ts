import { describe, expect, it } from 'vitest';
import { timestamps } from '../testing/dates.ts';
import { describeStrategy } from '../testing/describe-strategy.ts';
import { maskWith } from '../testing/mask-with.ts';
import { dateTruncate } from './date-truncate.ts';

describeStrategy(dateTruncate, {
  'the year': {
    values: timestamps,
    accepts: (mask, value) => expect(mask.slice(0, 10)).toBe(`${value.slice(0, 4)}-01-01`),
  },
  'the month as text': {
    options: { unit: 'month', form: 'text' },
    values: timestamps,
    accepts: (mask, value) => expect(mask).toBe(value.slice(0, 7)),
  },
  'the quarter': {
    options: { unit: 'quarter' },
    values: timestamps,
    accepts: (mask) => expect(mask).toMatch(/^\d{4}-(?:01|04|07|10)-01/),
  },
});

describe('date.truncate', () => {
  it.each([
    ['2025-08-31', {}, '2025-01-01'],
    ['2025-08-31', { unit: 'quarter' }, '2025-07-01'],
    ['2025-08-31', { unit: 'quarter', form: 'text' }, '2025-Q3'],
    ['2025-08-31', { form: 'text' }, '2025'],
    ['2025-08-31 23:59:59.999+00', { unit: 'month' }, '2025-08-01 00:00:00.000+00'],
    ['2025-08-31T23:59Z', { unit: 'month' }, '2025-08-01T00:00Z'],
    ['2025-08-31 23:59:59.123456', {}, '2025-01-01 00:00:00.000000'],
  ])('makes %s, with %o, %s', (value, options, mask) => {
    expect(maskWith(dateTruncate, [value], { options })).toEqual([mask]);
  });

  it('puts the years of all who may be older than 89 into one class, as of 2026', () => {
    const options = { topcodeAges: 89 };
    const values = ['1901-05-05', '1936-12-31', '1937-01-01'];
    expect(maskWith(dateTruncate, values, { options })).toEqual([
      '1936-01-01',
      '1936-01-01',
      '1937-01-01',
    ]);
    expect(maskWith(dateTruncate, values, { options: { ...options, form: 'text' } })).toEqual([
      '1936-or-earlier',
      '1936-or-earlier',
      '1937',
    ]);
  });

  it('fits columns of dates unless it writes text', () => {
    expect(dateTruncate.fits({}, 'date')).toBe(true);
    expect(dateTruncate.fits({ form: 'text' }, 'date')).toBe(false);
  });
});
