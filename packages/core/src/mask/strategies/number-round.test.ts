import { describe, expect, it } from 'vitest';
import { addDecimals, negateDecimal, toNumber } from '../decimal.ts';
import { describeStrategy } from '../testing/describe-strategy.ts';
import { maskWith } from '../testing/mask-with.ts';
import { numberIn, numbers } from '../testing/numbers.ts';
import { testContext } from '../testing/test-context.ts';
import { numberRound } from './number-round.ts';

const near = (most: number) => (mask: string, value: string) =>
  expect(
    Math.abs(toNumber(addDecimals(numberIn(mask), negateDecimal(numberIn(value))))),
  ).toBeLessThanOrEqual(most);

describeStrategy(numberRound, {
  'default options': { values: numbers, accepts: near(5) },
  'to halves': { options: { step: 0.5 }, values: numbers, accepts: near(0.25) },
});

describe('number.round', () => {
  it.each([
    ['1234.56', 10, '1230'],
    ['-15', 10, '-20'],
    ['1234.56', 0.5, '1234.5'],
    ['90071992547409931', 10, '90071992547409930'],
    ['4', 10, '0'],
    ['NaN', 10, 'NaN'],
    ['', 10, ''],
  ])('rounds "%s" to steps of %f as "%s"', (value, step, mask) => {
    expect(maskWith(numberRound, [value], { options: { step } })).toEqual([mask]);
  });

  it('stays within the type of the column', () => {
    const mask = (value: string, sourceType: string, step: number): unknown =>
      maskWith(numberRound, [value], {
        options: { step },
        context: testContext({ sourceType }),
      })[0];
    expect(mask('7', 'integer', 2.5)).toBe('8');
    expect(mask('32760', 'smallint', 1000)).toBe('32767');
    expect(mask('250', 'tinyint unsigned', 100)).toBe('255');
    expect(mask('99.99', 'numeric(4,2)', 10)).toBe('99.99');
  });

  it.each(['1,234', '12 EUR', '0x1f'])('refuses "%s" without a word of it', (value) => {
    const mask = (): unknown => maskWith(numberRound, [value]);
    expect(mask).toThrow('people.value: a value is no number');
    expect(mask).not.toThrow(value);
  });

  it('fits columns of numbers', () => {
    for (const type of ['integer', 'numeric(10,2)', 'double precision', 'int unsigned', 'bigint'])
      expect(numberRound.fits({}, type)).toBe(true);
    for (const type of ['int4range', 'integer[]', 'interval', 'date', 'boolean'])
      expect(numberRound.fits({}, type)).toBe(false);
  });
});
