import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SMALL_ZIP3 } from '../../locales/zip3-areas.ts';
import { describeStrategy } from '../testing/describe-strategy.ts';
import { maskWith } from '../testing/mask-with.ts';
import { zip3 } from './zip3.ts';

describeStrategy(zip3, {
  'texts of every kind': { accepts: (mask) => expect(mask).toMatch(/^\d{3}$/) },
  'ZIP codes': {
    values: fc.stringMatching(/^\d{5}(?:-\d{4})?$/),
    accepts: (mask, value) => expect(['000', value.slice(0, 3)]).toContain(mask),
  },
});

describe('zip3', () => {
  it.each([
    // An ordinary area.
    ['02155', '021'],
    ['90210', '902'],
    // The zero was lost in a number, or in a float.
    ['2155', '021'],
    ['2155.0', '021'],
    ['90210.0', '902'],
    ['3601', '000'],
    ['601', '006'],
    // With four more digits.
    ['02155-1234', '021'],
    ['021551234', '021'],
    ['21551234', '021'],
    ['2155-1234', '021'],
    ['03601-0001', '000'],
    // On the list of one census alone: 063 of 2000, 369 of 2010.
    ['06390', '000'],
    ['36901', '000'],
    // 205 is the government's; APO and FPO; not in use; the revenue service.
    ['20500', '000'],
    ['09012', '000'],
    ['34002', '000'],
    ['96201', '000'],
    ['09912', '000'],
    ['21301', '000'],
    ['00501', '000'],
    ['501', '000'],
    ['00000', '000'],
    // No ZIP code.
    ['SW1A 1AA', '000'],
    ['560001', '000'],
    ['12', '000'],
    ['0215X', '000'],
    ['02155-12', '000'],
    [' 02155 ', '021'],
    ['', '000'],
  ])('makes "%s" %s', (zip, area) => {
    expect(maskWith(zip3, [zip])).toEqual([area]);
  });

  it('hides all areas of the list that HHS prints, and those of 2010', () => {
    expect(SMALL_ZIP3.codes).toHaveLength(19);
    const masks = maskWith(
      zip3,
      SMALL_ZIP3.codes.map((code) => `${code}01`),
    );
    expect(new Set(masks)).toEqual(new Set(['000']));
  });

  it('takes another list', () => {
    const options = { list: ['021'] };
    expect(maskWith(zip3, ['02155', '03601', '09012'], { options })).toEqual(['000', '036', '000']);
    expect(zip3.options.safeParse({ list: ['21'] }).success).toBe(false);
  });
});
