import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeStrategy } from '../testing/describe-strategy.ts';
import { maskWith } from '../testing/mask-with.ts';
import { testContext } from '../testing/test-context.ts';
import { ageBand } from './age-band.ts';

const ages = fc.oneof(
  fc.nat(130).map(String),
  fc.nat(1200).map((months) => `${months / 12}`),
);

describeStrategy(ageBand, {
  'default options': {
    values: ages,
    accepts(mask, value) {
      const [from = Number.NaN, to = Number.POSITIVE_INFINITY] = mask
        .replace('+', '')
        .split('-')
        .map(Number);
      expect(Number(value)).toBeGreaterThanOrEqual(from);
      expect(Number(value)).toBeLessThan(to + 1);
      expect(from).toBeLessThanOrEqual(90);
    },
  },
});

describe('age.band', () => {
  it.each([
    ['37', {}, '30-39'],
    ['0', {}, '0-9'],
    ['89', {}, '80-89'],
    ['89.9', {}, '80-89'],
    ['90', {}, '90+'],
    ['114', {}, '90+'],
    ['37', { width: 5 }, '35-39'],
    ['37', { width: 1 }, '37'],
    ['66', { width: 5, top: 65 }, '65+'],
    ['37', { as: 'number' }, '30'],
  ])('puts %s, with %o, into %s', (age, options, band) => {
    expect(maskWith(ageBand, [age], { options })).toEqual([band]);
  });

  it('writes the least age into columns of numbers', () => {
    const context = testContext({ sourceType: 'smallint' });
    expect(maskWith(ageBand, ['37', '99'], { context })).toEqual(['30', '90']);
    expect(ageBand.fits({}, 'smallint')).toBe(true);
    expect(ageBand.fits({ as: 'label' }, 'smallint')).toBe(false);
  });

  it('refuses ages below 0, and bands that do not end at the top', () => {
    expect(() => maskWith(ageBand, ['-1'])).toThrow('people.value: an age is below 0');
    expect(ageBand.options.safeParse({ width: 7 }).success).toBe(false);
  });
});
