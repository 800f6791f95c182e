import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDecimals,
  compareDecimals,
  type Decimal,
  decimalOf,
  divideDecimals,
  floorToStep,
  parseDecimal,
  remainderOf,
  roundToStep,
  toNumber,
  trimmed,
  withScale,
  writeDecimal,
} from './decimal.ts';

const decimals = fc.record({
  digits: fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
  scale: fc.nat(12),
});

const read = (text: string): Decimal => parseDecimal(text) as Decimal;

describe('decimals', () => {
  it('reads what it writes', () => {
    fc.assert(
      fc.property(decimals, (value) => {
        expect(read(writeDecimal(value))).toEqual(value);
      }),
    );
  });

  it.each([
    ['1e+20', '100000000000000000000'],
    ['-1.5E-3', '-0.0015'],
    ['.5', '0.5'],
    ['7.', '7'],
    ['+3', '3'],
    [' 4 ', '4'],
  ])('reads %s as %s', (text, written) => expect(writeDecimal(read(text))).toBe(written));

  it.each(['', '-', '.', '1,5', '0x10', '1e', 'NaN', '1e9999', '--1'])(
    'does not read "%s"',
    (text) => expect(parseDecimal(text)).toBeUndefined(),
  );

  it.each([
    ['0.5', 0, '1'],
    ['-0.5', 0, '-1'],
    ['1.449', 1, '1.4'],
    ['2', 2, '2.00'],
  ])('writes %s with %i places as %s', (text, places, written) =>
    expect(writeDecimal(withScale(read(text), places))).toBe(written),
  );

  it('rounds to the nearest step, and down to one', () => {
    const steps = fc.constantFrom('1', '10', '0.5', '2.5', '1000');
    fc.assert(
      fc.property(decimals, steps, (value, text) => {
        const step = read(text);
        const floor = floorToStep(value, step);
        expect(compareDecimals(floor, value)).toBeLessThanOrEqual(0);
        expect(compareDecimals(addDecimals(floor, step), value)).toBeGreaterThan(0);
        const nearest = roundToStep(value, step);
        for (const multiple of [floor, nearest])
          expect(remainderOf(multiple, step)?.digits).toBe(0n);
      }),
    );
  });

  it('adds what doubles cannot, and divides by all but zero', () => {
    expect(writeDecimal(addDecimals(read('0.1'), read('0.2')))).toBe('0.3');
    expect(writeDecimal(divideDecimals(read('1'), read('8')) as Decimal)).toBe('0.125');
    expect(divideDecimals(read('1'), read('0.00'))).toBeUndefined();
    expect(remainderOf(read('1'), read('0'))).toBeUndefined();
  });

  it('is the double that it comes from', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        fc.pre(value !== 0 && Math.abs(value) > 1e-300 && Math.abs(value) < 1e300);
        expect(toNumber(decimalOf(value))).toBe(value);
      }),
    );
    expect(writeDecimal(trimmed(read('1.500')))).toBe('1.5');
    expect(() => decimalOf(Number.NaN)).toThrow(RangeError);
  });
});
