import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeStrategy } from '../testing/describe-strategy.ts';
import { maskWith } from '../testing/mask-with.ts';
import { geoRound } from './geo-round.ts';

const degrees = fc
  .integer({ min: -180_000_000, max: 180_000_000 })
  .map((n) => (n / 1e6).toFixed(6));

describeStrategy(geoRound, {
  'default options': {
    values: degrees,
    accepts(mask, value) {
      expect(mask).toMatch(/^-?\d{1,3}\.\d$/);
      expect(Math.abs(Number(mask) - Number(value))).toBeLessThanOrEqual(0.0500001);
    },
  },
  'on a grid': {
    options: { gridKm: 50 },
    values: degrees,
    accepts: (mask, value) =>
      expect(Math.abs(Number(mask) - Number(value)) * 111.13).toBeLessThanOrEqual(25.01),
  },
});

describe('geo.round', () => {
  it.each([
    ['52.520008', {}, '52.5'],
    ['-0.04', { decimals: 0 }, '0'],
    ['52.520008, 13.404954', { decimals: 2 }, '52.52, 13.40'],
    ['(13.404954,52.520008)', {}, '(13.4,52.5)'],
    ['5.2520008e+01', {}, '52.5'],
  ])('rounds %s with %o to %s', (value, options, mask) => {
    expect(maskWith(geoRound, [value], { options })).toEqual([mask]);
  });

  it.each(['Berlin', '1,2,3', '52°31', '()'])('refuses "%s" without a word of it', (value) => {
    const mask = (): unknown => maskWith(geoRound, [value]);
    expect(mask).toThrow('people.value: a value is no latitude');
    expect(mask).not.toThrow(value);
  });

  it('takes decimals or a grid', () => {
    expect(geoRound.options.safeParse({ decimals: 1, gridKm: 1 }).success).toBe(false);
    expect(geoRound.fits({}, 'point')).toBe(true);
    expect(geoRound.fits({}, 'double precision')).toBe(true);
    expect(geoRound.fits({}, 'text[]')).toBe(false);
  });
});
