import { describe, expect, it } from 'vitest';
import { compareDecimals } from '../decimal.ts';
import { describeStrategy } from '../testing/describe-strategy.ts';
import { maskWith } from '../testing/mask-with.ts';
import { numberIn, numbers } from '../testing/numbers.ts';
import { numberTopcode } from './number-topcode.ts';

describeStrategy(numberTopcode, {
  'at both ends': {
    options: { cap: 1000, bottom: -10.5 },
    values: numbers,
    accepts(mask, value) {
      const [told, number] = [numberIn(mask), numberIn(value)];
      if (compareDecimals(number, numberIn('1000')) > 0) expect(mask).toBe('1000');
      else if (compareDecimals(number, numberIn('-10.5')) < 0) expect(mask).toBe('-10.5');
      else expect(compareDecimals(told, number)).toBe(0);
    },
  },
});

describe('number.topcode', () => {
  it('writes labels where they are given', () => {
    const options = { cap: 89, label: '90+', bottom: 18, bottomLabel: 'minor' };
    const ages = ['90', '89', '18', '17.9', null];
    expect(maskWith(numberTopcode, ages, { options })).toEqual(['90+', '89', '18', 'minor', null]);
  });

  it('fits columns of numbers without labels alone', () => {
    expect(numberTopcode.fits({ cap: 1 }, 'integer')).toBe(true);
    expect(numberTopcode.fits({ cap: 1, label: '2+' }, 'integer')).toBe(false);
    expect(numberTopcode.fits({ bottom: 1, bottomLabel: 'few' }, 'integer')).toBe(false);
  });

  it.each([{}, { cap: 1, bottom: 2 }, { bottom: 1, label: 'x' }, { cap: 1, bottomLabel: 'x' }])(
    'refuses %o',
    (options) => expect(numberTopcode.options.safeParse(options).success).toBe(false),
  );
});
